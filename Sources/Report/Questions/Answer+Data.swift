public import Planning
internal import Scenario

extension Answer {
  /// Whether data can do what GPUs do.
  public init(_ found: DataAnswer) {
    let text = DataAnswerText(found)
    self.init(
      "data", in: found.scenario, text.sentence, text.blocks,
      content: .object([
        "candidates": .list(found.candidates.map { Self.candidate($0, found) })
      ]))
  }

  private static func candidate(
    _ candidate: DataAnswer.Candidate, _ found: DataAnswer
  ) -> AnswerValue {
    .object([
      "id": .text(candidate.id), "cash": .number(candidate.cash),
      "pool": candidate.pool.map { .text(found.scenario.pools[$0].id) },
      "plain": .chance(candidate.plain), "data_level": .number(candidate.level),
      "data_alone": .chance(candidate.data),
      "gpus_alone": .list(
        zip(found.gpus, candidate.withGPUs).map {
          .object([
            "gpus": .count($0), "chance": .chance($1),
            "data_beats": .flag(candidate.data.probability > $1.probability),
          ])
        }), "data_beats_up_to_gpus": candidate.endsAt.map(AnswerValue.number),
      "curve": candidate.curve.isEmpty
        ? nil
        : .list(
          candidate.curve.map {
            .object([
              "gpus": .count($0.gpus), "chance": .chance($0.chance),
              "data": $0.data.map(AnswerValue.number),
            ])
          }),
    ])
  }
}

private struct DataAnswerText {
  private let found: DataAnswer

  init(_ found: DataAnswer) { self.found = found }

  // Whom no offer reaches, nothing persuades.
  private var reached: [DataAnswer.Candidate] {
    found.candidates.filter { $0.data.probability > 0 && $0.pool != nil }
  }

  var sentence: String {
    if reached.count == 1, found.candidates.count == 1, let only = reached.first {
      return sentence(of: only)
    }
    if reached.isEmpty { return "No: there is nobody whom data or GPUs could persuade here." }
    let counts = found.gpus.enumerated().map { place, gpus in
      let winners = reached.count { $0.data.probability > $0.withGPUs[place].probability }
      return "\(winners) of \(reached.count) than \(gpus) GPUs"
    }
    return "Data alone persuades better for \(NumberFormat.list(counts)), at equal pay."
  }

  private func sentence(of only: DataAnswer.Candidate) -> String {
    let data = "\(NumberFormat.percent(only.level)) of exclusive data and no GPUs"
    guard
      let place = found.gpus.indices.last(where: {
        only.data.probability > only.withGPUs[$0].probability
      })
    else {
      return "No: at \(NumberFormat.money(only.cash)), \(data) win \(only.id) with "
        + "\(ChanceText.cell(only.data)), \(found.gpus[0]) GPUs and no data with "
        + "\(ChanceText.cell(only.withGPUs[0]))."
    }
    let end =
      only.endsAt.map { "from \(NumberFormat.grouped(Int($0.rounded(.up)))) GPUs on, GPUs win" }
      ?? "no number of GPUs here does as well"
    return "Yes: at \(NumberFormat.money(only.cash)), \(data) win \(only.id) with "
      + "\(ChanceText.cell(only.data)), \(found.gpus[place]) GPUs and no data with "
      + "\(ChanceText.cell(only.withGPUs[place])); \(end)."
  }

  var blocks: [AnswerBlock] { [table] + found.candidates.compactMap(curve) }

  private var table: AnswerBlock {
    .table(
      [("ALONE", .left), ("data, 90 %", .right)]
        + found.gpus.map { ("\($0) GPUs", .right) } + [("as many GPUs", .right)],
      found.candidates.map { candidate in
        [candidate.id, ChanceText.cell(candidate.data)]
          + (candidate.withGPUs.isEmpty
            ? found.gpus.map { _ in "" } : candidate.withGPUs.map(ChanceText.cell))
          + [end(of: candidate)]
      },
      [
        "as many GPUs: how many persuade as well as the data, "
          + "\(levels) of exclusive; all at the pay of the plan's package"
      ])
  }

  private var levels: String {
    let levels = Set(found.candidates.map(\.level)).sorted().map(NumberFormat.percent)
    return levels.isEmpty ? "100 %" : NumberFormat.list(levels)
  }

  private func end(of candidate: DataAnswer.Candidate) -> String {
    if candidate.pool == nil || candidate.data.probability == 0 { return "-" }
    let pool = candidate.pool.map { found.scenario.pools[$0].id } ?? ""
    return candidate.endsAt.map { "\(NumberFormat.fixed($0, 1)) \(pool)" } ?? "none"
  }

  private func curve(of candidate: DataAnswer.Candidate) -> AnswerBlock? {
    if candidate.curve.isEmpty || candidate.data.probability == 0 { return nil }
    return .table(
      [("GPUS", .right), ("P, 90 %", .right), ("data, 1 exclusive", .right)],
      candidate.curve.map { point in
        [
          "\(point.gpus)", ChanceText.cell(point.chance),
          point.data.map { NumberFormat.fixed($0, 3) } ?? "no data will do",
        ]
      })
  }
}
