internal import Foundation

/// How many units accepted promises use together: every amount and its probability.
///
/// Exact given the chances, by convolution one promise at a time in every state of the market. Nothing
/// is subtracted, so that small tails keep their relative accuracy. Beyond ``accuracy`` zero, many
/// thousands of promises were convolved by Fourier transforms; beyond a million sums, amounts are
/// rounded up, and tails, shortfalls and reserves are upper bounds.
public struct PromiseDistribution: Sendable {
  /// An amount and how likely it is.
  public struct Outcome: Hashable, Sendable {
    /// Units used.
    public var amount: Int64
    /// The probability of exactly this.
    public var probability: Double
  }

  /// Units used on average.
  public let mean: Double
  /// Its square root is the standard deviation, in units.
  public let variance: Double
  /// How far off a chance may be beside rounding; zero where every chance has relative accuracy.
  public let accuracy: Double
  /// Whether amounts were rounded up because there are too many sums.
  public let isRounded: Bool
  /// Amounts that can be reached, if few: ascending; otherwise multiples of `unit` from `first` on.
  private let sums: [Int64]?
  private let first: Int64
  private let unit: Int64
  private let chances: [Double]
  /// The chance of each amount or more.
  private let tails: [Double]

  /// The distribution of promises that are independent given the state of the market.
  ///
  /// - Parameters:
  ///   - promises: Any order; the answer does not depend on it.
  ///   - market: How answers depend on each other.
  public init(of promises: [Promise], in market: Market = .independent) {
    let given = promises.map { market.acceptances(of: $0.probability, in: $0.group) }
    self.init(of: promises, given: given, weights: market.weights)
  }

  /// The distribution of promises whose chances are known in every state.
  ///
  /// - Parameters:
  ///   - promises: What they use; their own probabilities are not read.
  ///   - given: `[promise][state]`.
  ///   - weights: The probability of each state.
  init(of promises: [Promise], given: [[Double]], weights: [Double]) {
    let states = weights.indices.map { state in
      LivePromises(
        promises.indices.map {
          Promise(probability: given[$0][state], amount: promises[$0].amount)
        })
    }
    (mean, variance) = Self.moments(of: promises, given: given, weights: weights)
    let built = SumTable(states, weights: weights)
    (sums, first, unit) = (built.sums, built.first, built.unit)
    chances = built.chances
    accuracy = built.accuracy
    isRounded = built.isRounded
    var tails = chances
    for index in tails.indices.dropLast().reversed() { tails[index] += tails[index + 1] }
    self.tails = tails
  }

  /// The chance that promises use more than `room`; exactly 0 when all fit together.
  public func overcommitProbability(room: Int64) -> Double {
    let index = firstIndex(above: room)
    return index < tails.count ? min(1, tails[index]) : 0
  }

  /// Units beyond `room` that promises use, on average: E[(S − room)⁺].
  public func expectedShortfall(room: Int64) -> Double {
    var sum = 0.0
    for index in (firstIndex(above: room)..<chances.count).reversed() {
      sum += chances[index] * Double(amount(index) - room)
    }
    return sum
  }

  /// The least room that promises exceed with a probability of at most `risk`.
  ///
  /// Equal up to rounding counts as equal, see ``isWithin(_:_:)``.
  public func reserve(for risk: Double) -> Int64 {
    var (low, high) = (0, tails.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.isWithin(tails[middle], risk) { high = middle } else { low = middle + 1 }
    }
    return low == 0 ? 0 : amount(low - 1)
  }

  /// The reserve between amounts, where the logarithm of the tail would pass the limit.
  func smoothReserve(for risk: Double) -> Double {
    let above = tails.firstIndex { Self.isWithin($0, risk) } ?? tails.count
    if above == 0 { return 0 }
    let (top, before) = (Double(amount(above - 1)), above == 1 ? 0 : Double(amount(above - 2)))
    guard above < tails.count, risk > 0 else { return top }
    let (over, under) = (tails[above - 1], tails[above])
    if !(over > risk && under < over) { return top }
    return before + (top - before) * min(1, log(over / risk) / log(over / under))
  }

  /// Units by which promises exceed `room` that suffice in a share of the cases in which they do.
  public func shortfall(room: Int64, sufficingIn share: Double) -> Int64 {
    let over = overcommitProbability(room: room)
    return over == 0 ? 0 : max(0, reserve(for: over * (1 - share)) - room)
  }

  /// Every amount that has a chance, ascending.
  public var outcomes: [Outcome] {
    chances.indices.compactMap {
      chances[$0] > 0 ? Outcome(amount: amount($0), probability: chances[$0]) : nil
    }
  }

  /// Whether a probability keeps a limit, up to the rounding of sums.
  public static func isWithin(_ probability: Double, _ limit: Double) -> Bool {
    probability <= limit * (1 + 1e-12)
  }

  private func amount(_ index: Int) -> Int64 { sums?[index] ?? first + Int64(index) * unit }

  /// The first amount that is more than `room`.
  private func firstIndex(above room: Int64) -> Int {
    if let sums {
      var (low, high) = (0, sums.count)
      while low < high {
        let middle = (low + high) / 2
        if sums[middle] <= room { low = middle + 1 } else { high = middle }
      }
      return low
    }
    if room < first { return 0 }
    return Int(min(Int64(chances.count), (room - first) / unit + 1))
  }

  /// Mean and variance over all states.
  private static func moments(
    of promises: [Promise], given: [[Double]], weights: [Double]
  ) -> (mean: Double, variance: Double) {
    var means = [Double](repeating: 0, count: weights.count)
    var variance = 0.0
    for (promise, chances) in zip(promises, given) {
      let amount = Double(promise.amount)
      for (state, chance) in chances.enumerated() {
        means[state] += chance * amount
        variance += weights[state] * chance * (1 - chance) * amount * amount
      }
    }
    let mean = zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
    for (weight, given) in zip(weights, means) {
      variance += weight * (given - mean) * (given - mean)
    }
    return (mean, variance)
  }
}
