public import Planning
internal import Scenario
internal import Topology

extension Answer {
  /// How big the cluster must be.
  public init(_ found: ClusterAnswer) {
    let text = ClusterAnswerText(found)
    self.init(
      "cluster", in: found.scenario, text.sentence, [text.table],
      content: .object([
        "gpus": .count(text.own), "h100e": .number(found.scenario.weighedCluster.h100e),
        "hires_wanted": .number(found.hires), "hires_expected": .number(found.expectedHires),
        "hires_at_most": .number(found.mostHires),
        "for_hires": found.forHires.map(Self.size), "for_cutoffs": found.forScreens.map(Self.size),
        "candidates": .list(found.candidates.map { Self.candidate($0, in: found.scenario) }),
      ]))
  }

  private static func size(_ size: ClusterAnswer.Size) -> AnswerValue {
    .object([
      "nodes": .count(size.nodes), "gpus": .count(size.gpus), "h100e": .number(size.h100e),
    ])
  }

  private static func candidate(
    _ candidate: ClusterAnswer.Candidate, in scenario: Scenario
  ) -> AnswerValue {
    .object([
      "id": .text(candidate.id), "offered": .flag(candidate.isMade),
      "package": .package(candidate.package, in: scenario), "now": .chance(candidate.now),
      "cutoff_h100e": candidate.cutoff.map(AnswerValue.number),
      "opens_at": candidate.opens.map(size), "when_open": candidate.there.map(AnswerValue.chance),
      "levels": .list(
        candidate.levels.map { level in
          .object([
            "accept": .number(level.level), "size": level.size.map(size),
            "accept_low": level.range.map { .number($0.lowerBound) },
            "accept_high": level.range.map { .number($0.upperBound) },
          ])
        }), "at_best": .chance(candidate.atBest),
    ])
  }
}

private struct ClusterAnswerText {
  private let found: ClusterAnswer

  init(_ found: ClusterAnswer) { self.found = found }

  /// GPUs in service now.
  var own: Int { found.scenario.pools[found.pool].geometry.inServiceGPUs }

  var sentence: String {
    let made = found.candidates.count { $0.isMade }
    var sentences: [String] = []
    if made > 0 {
      let offers = made == 1 ? "the plan's one offer" : "the plan's \(made) offers"
      let now =
        "our \(NumberFormat.grouped(own)) bring \(NumberFormat.fixed(found.expectedHires, 1))"
      let wanted = Self.hires(found.hires)
      sentences.append(
        found.forHires.map {
          "To expect \(wanted) of \(offers), the cluster needs \(Self.size($0)) GPUs; \(now)."
        }
          ?? "No cluster brings \(wanted) of \(offers): at best "
          + "\(NumberFormat.fixed(found.mostHires, 1)); \(now).")
    }
    let unmet = found.candidates.filter { $0.now.probability == 0 && $0.opens != nil }
    if let size = found.forScreens {
      sentences.append(
        unmet.isEmpty
          ? "Every stated cut-off is met."
          : "Every stated cut-off is met from \(Self.size(size)) GPUs on "
            + "(\(NumberFormat.list(unmet.map(\.id))) wait\(unmet.count == 1 ? "s" : "") for that)."
      )
    }
    if sentences.isEmpty {
      sentences.append("The plan makes no offer, and nobody has stated a cut-off.")
    }
    return sentences.joined(separator: " ")
  }

  var table: AnswerBlock {
    let hasCutoffs = found.candidates.contains { $0.cutoff != nil }
    let columns: [(String, TextTable.Alignment)] =
      [("GPUS FOR", .left), ("now, 90 %", .right)] + (hasCutoffs ? [("opens at", .right)] : [])
      + ClusterAnswer.levels.map { (NumberFormat.percent($0), .right) }
      + [("at best, 90 %", .right)]
    let rows = found.candidates.map { candidate in
      [candidate.id + (candidate.isMade ? "" : "*"), ChanceText.cell(candidate.now)]
        + (hasCutoffs ? [candidate.opens.map(Self.size) ?? ""] : [])
        + candidate.levels.map { level in
          level.size.map { $0.nodes <= 1 ? "any" : Self.size($0) } ?? "none"
        }
        + [ChanceText.cell(candidate.atBest)]
    }
    return .table(
      columns, rows,
      (found.candidates.allSatisfy(\.isMade)
        ? [] : ["* not offered: what the plan would offer first"])
        + [
          "GPUs in service of the largest cluster, all else as it is; none: no cluster will do"
        ])
  }

  private static func size(_ size: ClusterAnswer.Size) -> String { NumberFormat.grouped(size.gpus) }

  private static func hires(_ count: Double) -> String {
    let text = count == count.rounded() ? NumberFormat.count(count) : NumberFormat.fixed(count, 2)
    return text == "1" ? "1 hire" : "\(text) hires"
  }
}
