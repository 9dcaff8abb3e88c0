internal import Foundation

extension Market {
  /// One named state of the market, as somebody describes it.
  public struct NamedScenario: Hashable, Sendable {
    /// Its name.
    public var id: String
    /// Its probability, or any positive number in proportion to it.
    public var weight: Double
    /// By how much the log-odds of accepting differ from other states.
    public var logOdds: Double
    /// The same for groups that it moves otherwise.
    public var groups: [String: Double]

    /// A state; 0.4 more in log-odds makes 50 % about 60 %.
    public init(
      id: String, weight: Double, logOdds: Double = 0, groups: [String: Double] = [:]
    ) {
      self.id = id
      self.weight = weight
      self.logOdds = logOdds
      self.groups = groups
    }
  }

  /// A market of named states: weights are brought to a sum of 1.
  ///
  /// - Precondition: At least one state; ids are unique, weights positive, log-odds finite.
  public static func named(_ scenarios: [NamedScenario]) -> Market {
    precondition(!scenarios.isEmpty, "a market without states")
    precondition(Set(scenarios.map(\.id)).count == scenarios.count, "state named twice")
    let total = scenarios.reduce(0) { $0 + $1.weight }
    return Market(
      scenarios.map { state in
        precondition(state.weight > 0 && total.isFinite, "weight not positive: \(state.id)")
        precondition(
          state.logOdds.isFinite && state.groups.values.allSatisfy(\.isFinite),
          "log-odds not finite: \(state.id)")
        return Scenario(
          id: state.id, weight: state.weight / total,
          effect: .logOdds(state.logOdds, groups: state.groups))
      })
  }

  /// A one-factor Gaussian copula: every two answers' latent variables have one correlation.
  ///
  /// The factor is taken at the nodes of Gauss and Hermite's rule, so it is a discrete market of its
  /// own, close to the continuous one: with 15 nodes the chance that two answers agree is right to
  /// about 1e-6 up to a correlation of one half.
  /// - Parameters:
  ///   - correlation: Of the latent variables, in `0 ..< 1`; zero is ``independent``.
  ///   - nodes: States of the market, `1 ... 64`.
  /// Source: Vasicek, "Loan portfolio value", Risk, December 2002.
  public static func factor(correlation: Double, nodes: Int = 15) -> Market {
    precondition((0..<1).contains(correlation), "correlation outside 0 ..< 1")
    precondition((1...64).contains(nodes), "nodes outside 1 ... 64")
    if correlation == 0 || nodes == 1 { return .independent }
    return Market(
      hermiteRule(nodes).enumerated().map { index, node in
        Scenario(
          id: "factor \(index + 1) of \(nodes)", weight: node.weight,
          effect: .factor(value: node.value, correlation: correlation))
      })
  }
}

/// Gauss's rule for the standard normal distribution: nodes ascending, weights summing to 1.
///
/// The roots of the Hermite polynomials interlace, so each lies between two of the degree below and is
/// found by halving; weights are `1 / (n h_{n−1}²)` with orthonormal h.
/// Source: Golub and Welsch, Mathematics of Computation 23, 1969, for the weights.
func hermiteRule(_ count: Int) -> [(value: Double, weight: Double)] {
  // Orthonormal: h_{k+1} = (x h_k − √k h_{k−1}) / √(k+1).
  func polynomials(_ degree: Int, _ x: Double) -> (last: Double, before: Double) {
    var (last, before) = (1.0, 0.0)
    for k in 0..<degree {
      let next = (x * last - Double(k).squareRoot() * before) / Double(k + 1).squareRoot()
      (last, before) = (next, last)
    }
    return (last, before)
  }
  var roots: [Double] = []
  for degree in 1...count {
    let edge = 2 * Double(degree).squareRoot() + 1
    let bounds = [-edge] + roots + [edge]
    roots = (0..<degree).map { index in
      var (low, high) = (bounds[index], bounds[index + 1])
      let isRising = polynomials(degree, high).last > 0
      while true {
        let middle = 0.5 * (low + high)
        if middle <= low || middle >= high { return middle }
        if (polynomials(degree, middle).last > 0) == isRising {
          high = middle
        } else {
          low = middle
        }
      }
    }
  }
  let weights = roots.map { root -> Double in
    let before = polynomials(count, root).before
    return 1 / (Double(count) * before * before)
  }
  let total = weights.reduce(0, +)
  return zip(roots, weights).map { ($0, $1 / total) }
}
