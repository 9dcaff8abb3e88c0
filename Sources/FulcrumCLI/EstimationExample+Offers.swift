import Foundation
import Fulcrum

extension EstimationExample {
  private static let levels = ["guaranteed_gpus", "cluster_gpus", "autonomy", "data"]

  /// Sixty past offers, answered as people would for whom compute comes first.
  ///
  /// Each has the tastes that the `compute-first` preset gives a person of the segment `frontier`, and a
  /// cut-off.
  static var offers: String {
    guard let segment = Segment.shipped.first(where: { $0.id == "frontier" }) else { return "" }
    let people = Coefficients(of: segment, at: .offer, preset: .computeFirst)
    var numbers = ExampleNumbers("fulcrum example offers/1")
    var text = "candidate,segment,alternative,chosen,cash," + levels.joined(separator: ",") + "\n"
    for person in 1...60 {
      let alternatives = alternatives(&numbers)
      let chosen = choice(alternatives, people, &numbers)
      for (index, alternative) in alternatives.enumerated() {
        let cells =
          [
            String(format: "O-%02d", person), segment.id, alternative.id,
            index == chosen ? "1" : "0", "\(Int(alternative.cash))",
          ] + levels.map { alternative.levels[$0].map(digits) ?? "" }
        text += cells.joined(separator: ",") + "\n"
      }
    }
    return text
  }

  private static func digits(_ level: Double) -> String {
    level == level.rounded() ? "\(Int(level))" : "\(level)"
  }

  // Ours, a rival's and staying.
  private static func alternatives(_ numbers: inout ExampleNumbers) -> [Alternative] {
    let now = 1e6 * exp(0.4 * numbers.normal())
    func cash(_ numbers: inout ExampleNumbers) -> Double {
      (now * (0.8 + 0.8 * numbers.uniform()) / 1000).rounded() * 1000
    }
    let ours = Alternative(
      id: "ours", cash: cash(&numbers),
      levels: [
        "guaranteed_gpus": numbers.pick([0, 8, 32, 96, 128]),
        "cluster_gpus": numbers.pick([512, 1016, 4096, 16_384]),
        "autonomy": numbers.pick([0, 0.25, 0.5, 0.75, 1]), "data": numbers.pick([0, 1]),
      ])
    let rival = Alternative(
      id: "rival", cash: cash(&numbers),
      levels: [
        "guaranteed_gpus": numbers.pick([0, 0, 8, 64]),
        "cluster_gpus": numbers.pick([1000, 20_000, 100_000]),
      ])
    return [ours, rival, Alternative(id: "stay", cash: (now / 1000).rounded() * 1000)]
  }

  private static func choice(
    _ alternatives: [Alternative], _ people: Coefficients, _ numbers: inout ExampleNumbers
  ) -> Int? {
    let tastes = people.partWorths.map { $0.value(at: numbers.uniform()) }
    let payScale = people.payScale.value(at: numbers.uniform())
    let staying = people.staying.value(at: numbers.uniform())
    let cutoffs = people.cutoffs
    let threshold =
      numbers.uniform() < cutoffs.neverShare
      ? 0 : cutoffs.median * exp(cutoffs.logSD * numbers.normal())
    let utilities = alternatives.map { alternative -> Double in
      let isStaying = alternative.id == "stay"
      var worth = log(alternative.cash / 1e6) + (isStaying ? staying : 0)
      for (attribute, taste) in zip(people.registry.attributes, tastes) {
        guard let level = alternative.levels[attribute.id] else { continue }
        worth += taste * attribute.feature(of: level, halfSaturation: people.halfSaturation)
      }
      let luck = -log(-log(numbers.uniform()))
      let isOpen = isStaying || alternative.clusterGPUs >= threshold
      return isOpen ? payScale * worth + luck : -.infinity
    }
    return utilities.indices.max { utilities[$0] < utilities[$1] }
  }
}

/// Numbers that follow from a text: what an invented example is drawn from.
struct ExampleNumbers {
  private let stream: Philox
  private var next = 0

  init(_ key: String) { stream = Philox(key: SHA256(of: key).prefix64) }

  /// Between 0 and 1.
  mutating func uniform() -> Double {
    next += 1
    return stream.uniform(next)
  }

  /// Standard normal.
  mutating func normal() -> Double { NormalDistribution.quantile(uniform()) }

  /// One of them.
  mutating func pick<Level>(_ levels: [Level]) -> Level {
    levels[Int(uniform() * Double(levels.count))]
  }
}
