internal import Foundation

/// From which worth of a claimant on the plan would choose otherwise.
///
/// The relaxation says where to look, planning from the start (release prices and all) confirms.
struct FlipSearch {
  private let path: String
  private let present: Double
  private let loss: Double
  private let advantage: (Double) -> Double
  private let holds: (Double) -> Bool?
  // Rounded worths repeat, and an answer takes a plan from the start.
  private var answers: [Double: Bool?] = [:]

  /// Secant steps at most; three or four are usual.
  private static let secants = 8
  /// Shares by which the threshold is raised until it is confirmed.
  private static let margins = [0, 0.005, 0.02, 0.06]
  /// A threshold may be too high by this share of itself.
  private static let tolerance = 0.05

  /// - Parameters:
  ///   - path: The input that changes.
  ///   - present: What it is, dollars a year.
  ///   - loss: What the plan would lose by choosing otherwise now, exactly.
  ///   - advantage: By how much the relaxation prefers the alternative at a worth, dollars a year.
  ///   - holds: Whether planning at a worth chooses the alternative; nil where that is not proven.
  init(
    path: String, present: Double, loss: Double, advantage: @escaping (Double) -> Double,
    holds: @escaping (Double) -> Bool?
  ) {
    self.path = path
    self.present = present
    self.loss = loss
    self.advantage = advantage
    self.holds = holds
  }

  /// The flip; nil where none is found or proven.
  mutating func flip() -> WhyNot.Flip? {
    guard present > 0, let estimate = threshold else { return nil }
    for margin in Self.margins {
      let needed = Self.roundedUp(estimate * (1 + margin))
      guard let holds = answer(at: needed) else { return nil }
      if holds { return WhyNot.Flip(path: path, present: present, needed: lowered(needed)) }
    }
    return nil
  }

  // Where the advantage crosses zero, shifted so that it tells the exact loss at present.
  private var threshold: Double? {
    let start = advantage(present)
    guard start.isFinite else { return nil }
    if loss <= 0 { return present }
    let shift = -loss - start
    var (low, high) = ((value: present, advantage: -loss), (value: present * 1.05, advantage: 0.0))
    for _ in 0..<Self.secants {
      high.advantage = advantage(high.value) + shift
      let slope = (high.advantage - low.advantage) / (high.value - low.value)
      guard slope > 0, slope.isFinite else { return nil }
      let next = max(present, high.value - high.advantage / slope)
      if abs(next - high.value) < 5e-4 * next { return next }
      if next > 1e3 * present { return nil }
      (low, high) = (high, (next, 0))
    }
    return nil
  }

  // Where whole units matter the relaxation may point too high: then halve what is left.
  private mutating func lowered(_ confirmed: Double) -> Double {
    var (low, high) = (present, confirmed)
    let probe = high * (1 - Self.tolerance)
    if probe <= low { return high }
    if advantage(probe) < 0 { low = probe }
    while high > low * (1 + Self.tolerance) {
      let middle = Self.roundedUp((low * high).squareRoot())
      guard middle > low, middle < high, let holds = answer(at: middle) else { break }
      if holds { high = middle } else { low = middle }
    }
    return high
  }

  private mutating func answer(at value: Double) -> Bool? {
    if let known = answers[value] { return known }
    let answer = holds(value)
    answers[value] = .some(answer)
    return answer
  }

  /// Up to three figures.
  static func roundedUp(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return value }
    let unit = pow(10, floor(log10(value)) - 2)
    return (value / unit - 1e-9).rounded(.up) * unit
  }
}
