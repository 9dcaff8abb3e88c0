internal import Foundation

/// What each promise counts as in a linear row that stands in for a promised one.
///
/// A promise of w units accepted with chance p counts as its effective bandwidth `log E[e^(θX)] / θ =
/// log(1 + p (e^(θw) − 1)) / θ`: between its mean `p w` (θ = 0) and w (θ = ∞). To second order in θ it is
/// the mean–variance row, `p w + θ p (1 − p) w² / 2` with θ = z/sd; unlike that it never exceeds w.
/// Source: Kelly, "Notes on effective bandwidths", 1996.
struct BookingWeights {
  /// One per state of the market: how much a unit of effective bandwidth there counts, together 1.
  var shares: [Double]
  /// One per state: how far the tail is looked at from.
  var tilts: [Double]

  /// Averages alone.
  static func mean(_ weights: [Double]) -> BookingWeights {
    BookingWeights(shares: weights, tilts: weights.map { _ in 0 })
  }

  /// What a promise counts as, in units.
  func weight(_ chances: [Double], _ amount: Int64) -> Double {
    var sum = 0.0
    for (state, chance) in chances.enumerated() where shares[state] > 0 {
      sum += shares[state] * Self.bandwidth(chance, Double(amount), tilts[state])
    }
    return sum
  }

  static func bandwidth(_ chance: Double, _ amount: Double, _ tilt: Double) -> Double {
    let reach = tilt * amount
    if abs(reach) < 1e-6 { return chance * amount * (1 + 0.5 * reach * (1 - chance)) }
    if chance == 0 { return 0 }
    if chance == 1 { return amount }
    let width = reach > 40 ? amount + log(chance) / tilt : log1p(chance * expm1(reach)) / tilt
    return min(amount, max(0, width))
  }
}

/// The promises of one plan in one promised row, state by state, as a normal distribution would see them.
struct BookingMoments {
  /// Units used on average, by state.
  var means: [Double]
  /// Their standard deviation, by state; never zero.
  var deviations: [Double]

  init(_ model: ChanceModel, _ choice: [Int], _ index: Int) {
    var means = [Double](repeating: 0, count: model.weights.count)
    var variances = means
    var most = 0.0
    for (place, promiser) in model.chance.promisers.enumerated() {
      let option = choice[promiser.claimant]
      let amount = Double(model.drawn[index][place][option])
      most = max(most, amount)
      for (state, p) in model.given[place][option].enumerated() {
        means[state] += p * amount
        variances[state] += p * (1 - p) * amount * amount
      }
    }
    self.means = means
    deviations = variances.map { max($0.squareRoot(), 1e-3 * max(1, most)) }
  }

  /// The weights at which a little more of any promise moves the risk at `reserve` by what it counts.
  ///
  /// For a chance, `∂P/∂mean = φ(z)/sd` and `∂P/∂variance = φ(z) z / (2 sd²)`, so θ = z/sd and states
  /// count by φ(z)/sd. For a cost, `∂E/∂mean = P` and `∂E/∂variance = φ(z)/(2 sd)`: θ is the hazard over
  /// sd and states count by P.
  func weights(at reserve: Double, isCost: Bool, _ market: [Double]) -> BookingWeights {
    var result = BookingWeights(shares: [], tilts: [])
    for (state, weight) in market.enumerated() {
      let z = (reserve - means[state]) / deviations[state]
      let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
      let over = max(0.5 * erfc(z * 0.5.squareRoot()), 1e-300)
      let hazard = z > 30 ? z : density / over
      result.shares.append(weight * (isCost ? over : density / deviations[state]))
      result.tilts.append((isCost ? hazard : z) / deviations[state])
    }
    let total = result.shares.reduce(0, +)
    // So far out that no state has any density: all count as they come.
    if !(total > 1e-200) {
      result.shares = market
    } else {
      result.shares = result.shares.map { $0 / total }
    }
    return result
  }
}
