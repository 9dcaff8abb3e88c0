import Choice
import Foundation
import OfferFixtures
import Units

@testable import Estimation

/// Choices of made-up people whose tastes are known.
struct SimulatedChoices {
  var persons = 60
  var situations = 6
  var alternatives = 3
  var seed: UInt64 = 1
  var sources = [""]
  /// Levels of the column `size`, of which cut-offs speak.
  var sizes: [Double] = [100, 1000, 10_000]

  /// Columns `price`, `quality`, `extra` and `size`; the last alternative is `stay`, never screened.
  ///
  /// - Parameter utility: Of an option's columns for a person whose standard draws are given.
  func data(
    threshold: (_ random: inout Random) -> Double = { _ in 0 }, lapse: Double = 0,
    utility: (_ x: [Double], _ alternative: String, _ z: [Double], _ source: String) -> Double
  ) -> ChoiceData {
    var all: [ChoiceData.Situation] = []
    for n in 0..<persons {
      var random = Random("\(seed) person \(n)")
      let z = (0..<4).map { _ in random.normal() }
      let cutoff = threshold(&random)
      let source = sources[n % sources.count]
      for t in 0..<situations {
        var options: [ChoiceData.Option] = []
        var best: (index: Int, utility: Double) = (0, -.infinity)
        for j in 0..<alternatives {
          let name = j == alternatives - 1 ? "stay" : "offer\(j)"
          let size = sizes[Int(random.uniform() * Double(sizes.count))]
          let x = [
            (random.uniform() * 8).rounded() / 2, random.normal(), random.uniform() * 2, size,
          ]
          let v = utility(x, name, z, source) - log(-log(random.uniform()))
          options.append(.init(alternative: name, share: 0, values: x))
          if v > best.utility, name == "stay" || size >= cutoff { best = (j, v) }
        }
        if random.uniform() < lapse { best.index = alternatives - 1 }
        options[best.index].share = 1
        all.append(
          .init(person: "p\(n)", id: String(t), source: source, options: options))
      }
    }
    return ChoiceData(columns: ["price", "quality", "extra", "size"], situations: all)
  }
}
