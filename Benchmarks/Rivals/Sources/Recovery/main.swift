// Recovery SETS THREADS: whether estimates of simulated people come back to what they were simulated by.
import Foundation
import Fulcrum

/// A model, the truth on the scale of reports, and data made by it.
struct Case {
  var name: String
  var model: ChoiceModel
  var truth: [String: Double]
  var data: (_ seed: Int) -> ChoiceData
}

/// Numbers that follow from a text.
struct Random {
  let stream: Philox
  var next = 0

  init(_ key: String) { stream = Philox(key: SHA256(of: key).prefix64) }

  mutating func uniform() -> Double {
    next += 1
    return stream.uniform(next)
  }

  mutating func normal() -> Double { NormalDistribution.quantile(uniform()) }
}

/// People who choose between offers and staying by `−0.8 price + a quality + 0.5 extra + 0.4 [stay]`.
///
/// - Parameters:
///   - taste: a, of a standard draw.
///   - threshold: Below which size an offer is not considered.
func choices(
  _ persons: Int, _ situations: Int, _ seed: Int, sizes: [Double] = [1],
  taste: (Double) -> Double = { _ in 1 }, threshold: (inout Random) -> Double = { _ in 0 }
) -> ChoiceData {
  var all: [ChoiceData.Situation] = []
  for n in 0..<persons {
    var random = Random("recovery \(seed) \(n)")
    let a = taste(random.normal())
    let cutoff = threshold(&random)
    for t in 0..<situations {
      var options: [ChoiceData.Option] = []
      var best = (index: 2, utility: -Double.infinity)
      for (j, name) in ["a", "b", "stay"].enumerated() {
        let size = sizes[Int(random.uniform() * Double(sizes.count))]
        let x = [(random.uniform() * 8).rounded() / 2, random.normal(), random.uniform() * 2, size]
        let v = -0.8 * x[0] + a * x[1] + 0.5 * x[2] + (j == 2 ? 0.4 : 0)
        let u = v - log(-log(random.uniform()))
        options.append(.init(alternative: name, share: 0, values: x))
        if u > best.utility, j == 2 || size >= cutoff { best = (j, u) }
      }
      options[best.index].share = 1
      all.append(.init(person: "\(n)", id: "\(t)", options: options))
    }
  }
  return ChoiceData(columns: ["price", "quality", "extra", "size"], situations: all)
}

let plain = ChoiceModel(coefficients: [
  .init(name: "price", column: "price"), .init(name: "quality", column: "quality"),
  .init(name: "extra", column: "extra"), .init(name: "stay", column: nil, alternatives: ["stay"]),
])
var mixed = plain
mixed.coefficients[1].distribution = .normal
var screened = plain
screened.cutoff = .init(column: "size", unscreened: ["stay"])
let sizes = [50.0, 200, 500, 1000, 2000, 5000, 20_000]
let truth = ["price": -0.8, "quality": 1, "extra": 0.5, "stay": 0.4]
let cases = [
  Case(name: "logit", model: plain, truth: truth) { choices(100, 5, $0) },
  Case(name: "mixed logit", model: mixed, truth: truth.merging(["sd.quality": 0.8]) { $1 }) {
    choices(150, 6, $0, taste: { 1 + 0.8 * $0 })
  },
  Case(
    name: "cut-off", model: screened,
    truth: truth.merging(["cutoff.median": 800, "cutoff.sd": 1.2, "cutoff.never": 0.4]) { $1 }
  ) {
    choices(
      150, 8, $0, sizes: sizes,
      threshold: { $0.uniform() < 0.4 ? 0 : 800 * exp(1.2 * $0.normal()) })
  },
]

/// The chance of at most `count` of `total` at probability `p`.
func lowerTail(_ count: Int, of total: Int, _ p: Double) -> Double {
  (0...count).reduce(0.0) { sum, k in
    let ways = lgamma(Double(total + 1)) - lgamma(Double(k + 1)) - lgamma(Double(total - k + 1))
    return sum + exp(ways + Double(k) * log(p) + Double(total - k) * log1p(-p))
  }
}

/// Bias of each parameter in standard errors, and the share of 95 % intervals that hold the truth.
@MainActor func recover(_ example: Case, sets: Int, threads: Int) -> Bool {
  let settings = Estimator.Settings(
    draws: DrawPlan(count: 200), starts: 1, checksDraws: false, threads: threads)
  var deviations: [String: [Double]] = [:]
  var (covered, asked, failed) = (0, 0, 0)
  for seed in 0..<sets {
    let estimates = Estimator(example.model, settings).estimate(example.data(seed))
    if !estimates.isConverged { failed += 1 }
    for estimate in estimates.parameters {
      guard let value = example.truth[estimate.name], let errors = estimate.errors else { continue }
      let scale = estimate.parameter.scale
      let error = errors.clustered / abs(scale.slope(estimate.working))
      deviations[estimate.name, default: []].append(
        (estimate.working - scale.working(value)) / error)
      asked += 1
      if estimate.interval?.contains(value) == true { covered += 1 }
    }
  }
  var isRight = failed == 0
  print("\(example.name): \(sets) sets, \(failed) without a maximum")
  for (name, found) in deviations.sorted(by: { $0.key < $1.key }) {
    let mean = found.reduce(0, +) / Double(sets)
    let sd = (found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sets - 1)).squareRoot()
    // Four standard errors of the mean, or a tenth of an estimate's own, whichever is larger.
    let limit = max(4 * sd / Double(sets).squareRoot(), 0.1)
    isRight = isRight && abs(mean) < limit
    print(
      String(
        format: "  %@ bias %+.3f s.e. (limit %.3f), spread %.2f%@",
        name.padding(toLength: 16, withPad: " ", startingAt: 0), mean, limit, sd,
        abs(mean) < limit ? "" : "  TOO FAR"))
  }
  let p = lowerTail(covered, of: asked, 0.95)
  isRight = isRight && p > 1e-4
  let share = 100 * Double(covered) / Double(asked)
  print(
    String(
      format: "  %d of %d intervals of 95 %% hold the truth: %.1f %% (p = %.3g)%@", covered, asked,
      share, p, p > 1e-4 ? "" : "  TOO FEW"))
  return isRight
}

let arguments = CommandLine.arguments.dropFirst().compactMap(Int.init)
let sets = arguments.first ?? 200
var isRight = true
for example in cases {
  isRight = recover(example, sets: sets, threads: arguments.dropFirst().first ?? 2) && isRight
}
exit(isRight ? 0 : 1)
