internal import Planning
internal import Scenario

/// Who has answered, and what that changes.
struct AnswerEffectText {
  /// Nil where nobody has answered.
  let sentence: String?

  private static let mostMoves = 6

  init(_ plan: Plan) {
    let answers = plan.scenario.answers
    if answers.isEmpty {
      sentence = nil
      return
    }
    let given = answers.map { answer in
      answer.package.map {
        "\(answer.candidate.id) accepted \(PackageText($0, in: plan.scenario).sentence)"
      } ?? "\(answer.candidate.id) refused"
    }
    sentence = ([given.joined(separator: "; ")] + Self.changes(plan)).joined(separator: ". ")
  }

  private static func changes(_ plan: Plan) -> [String] {
    guard let effect = plan.answerEffect else { return [] }
    let offers = [
      ("Offered something now", effect.offersAdded), ("No more", effect.offersDropped),
      ("Another package", effect.offersChanged.map(\.candidate)),
    ].filter { !$0.1.isEmpty }.map { "\($0.0): \(NumberFormat.list($0.1))" }
    let moves = effect.grantsMoved.map { move in
      let parts = zip(plan.scenario.pools, zip(move.before, move.after))
        .filter { $0.1.0 != $0.1.1 }
        .map { pool, units in
          "\(units.1 > units.0 ? "+" : "-")\(abs(units.1 - units.0)) \(pool.id)"
        }
      return "\(move.team) \(parts.joined(separator: " "))"
    }
    let shown = moves.prefix(mostMoves)
    let more = moves.count - shown.count
    let grants =
      moves.isEmpty
      ? [] : [(shown + (more > 0 ? ["\(more) more teams"] : [])).joined(separator: ", ")]
    let worth = "Worth \(NumberFormat.money(effect.worthBefore)) before any answer"
    if offers.isEmpty && grants.isEmpty { return ["No other offer and no grant changes", worth] }
    return offers + (grants.isEmpty ? [] : ["Nodes: " + grants[0]]) + [worth]
  }
}
