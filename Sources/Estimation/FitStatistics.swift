internal import Foundation

/// How well a model fits, beside the one without any parameter and the one with constants alone.
///
/// Source: Ben-Akiva, Lerman, *Discrete Choice Analysis*, 1985, §7.4; Train 2009, §3.8; Brier 1950.
public struct FitStatistics: Hashable, Sendable {
  /// One tenth of the predicted chances.
  public struct Decile: Hashable, Sendable {
    /// How many options are in it.
    public var count: Int
    /// Their mean predicted chance.
    public var predicted: Double
    /// What was chosen of them.
    public var observed: Double
  }

  /// Of the choices, at the estimates.
  public var logLikelihood = 0.0
  /// Of the exits at the estimates; nil where there were none.
  public var exits: Double?
  /// With equal chances for all available alternatives.
  public var null = 0.0
  /// With a constant for each alternative and nothing else; nil where alternatives are too many to be
  /// names.
  public var constants: Double?
  /// Parameters that were looked for.
  public var parameters = 0
  /// Choice situations.
  public var situations = 0
  /// Decision makers.
  public var persons = 0
  /// The share of situations whose most likely option was chosen; ties count in parts.
  public var hitRate = 0.0
  /// The mean squared distance of the predicted chances from what was chosen, summed over options.
  public var brier = 0.0
  /// The mean logarithm of the predicted chance of what was chosen, situation by situation.
  public var logScore = 0.0
  /// Predicted chances against what was chosen, in tenths of the options.
  public var calibration: [Decile] = []
  /// The mean logarithm of the chance of what people chose whose choices were left out, and how many parts
  /// the people were split into; nil where it was not asked for.
  public var heldOut: (logScore: Double, folds: Int)? {
    get { heldOutScore.map { ($0, folds) } }
    set { (heldOutScore, folds) = (newValue?.logScore, newValue?.folds ?? 0) }
  }
  private var heldOutScore: Double?
  private var folds = 0

  /// McFadden's 1974: `1 − ln L / ln L(0)`.
  public var rhoSquared: Double { null == 0 ? 0 : 1 - logLikelihood / null }
  /// With a penalty for each parameter.
  public var adjustedRhoSquared: Double {
    null == 0 ? 0 : 1 - (logLikelihood - Double(parameters)) / null
  }
  /// Akaike's 1974.
  public var aic: Double { 2 * Double(parameters) - 2 * logLikelihood }
  /// Schwarz's 1978, by situations.
  public var bic: Double {
    log(Double(max(1, situations))) * Double(parameters) - 2 * logLikelihood
  }

  /// The likelihood-ratio statistic against equal chances, and the chance of one as large by luck.
  public var againstNull: (statistic: Double, p: Double) {
    let statistic = 2 * (logLikelihood - null)
    return (statistic, Self.upperTail(statistic, degrees: parameters))
  }

  /// The chance that a chi-squared variable exceeds `x`.
  ///
  /// By the continued fraction and the series of the incomplete gamma function. Source: Press et al.,
  /// *Numerical Recipes*, 3rd ed. 2007, §6.2.
  public static func upperTail(_ x: Double, degrees: Int) -> Double {
    guard x > 0, degrees > 0 else { return 1 }
    let (a, y) = (Double(degrees) / 2, x / 2)
    let front = exp(-y + a * log(y) - lgamma(a))
    if y < a + 1 {
      var (term, sum) = (1 / a, 1 / a)
      for n in 1..<10_000 {
        term *= y / (a + Double(n))
        sum += term
        if term < sum * 1e-16 { break }
      }
      return max(0, 1 - front * sum)
    }
    var b = y + 1 - a
    var c = 1e300
    var d = 1 / b
    var h = d
    for n in 1..<10_000 {
      let an = -Double(n) * (Double(n) - a)
      b += 2
      d = 1 / (an * d + b)
      c = b + an / c
      h *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return front * h
  }
}

extension FitStatistics {
  /// The figures that need predicted chances, `[T][J]`.
  mutating func judge(_ data: ChoiceData, _ chances: [[Double]]) {
    var all: [(predicted: Double, share: Double)] = []
    (hitRate, brier, logScore) = (0, 0, 0)
    for (situation, chances) in zip(data.situations, chances) {
      let top = chances.max() ?? 0
      let best = chances.indices.filter { chances[$0] >= top * (1 - 1e-12) }
      for (option, p) in zip(situation.options, chances) {
        brier += (p - option.share) * (p - option.share)
        if option.share > 0 { logScore += option.share * log(p) }
        all.append((p, option.share))
      }
      hitRate += best.reduce(0) { $0 + situation.options[$1].share } / Double(best.count)
    }
    let count = Double(max(1, data.situations.count))
    (hitRate, brier, logScore) = (hitRate / count, brier / count, logScore / count)
    all.sort { $0.predicted == $1.predicted ? $0.share < $1.share : $0.predicted < $1.predicted }
    calibration = (0..<10).compactMap { decile in
      let range = all.count * decile / 10..<all.count * (decile + 1) / 10
      if range.isEmpty { return nil }
      let size = Double(range.count)
      return Decile(
        count: range.count, predicted: all[range].reduce(0) { $0 + $1.predicted } / size,
        observed: all[range].reduce(0) { $0 + $1.share } / size)
    }
  }

  /// The log-likelihood with equal chances.
  static func null(of data: ChoiceData) -> Double {
    data.situations.reduce(0) { $0 - log(Double($1.options.count)) }
  }

  /// The log-likelihood with a constant for each alternative; nil beyond twenty alternatives.
  static func constants(of data: ChoiceData) -> Double? {
    let names = data.alternatives
    guard (2...20).contains(names.count) else { return nil }
    // An alternative that nobody chose has a chance of zero at best, as if it were not there.
    let chosen = names.filter { name in
      data.situations.contains { $0.options.contains { $0.alternative == name && $0.share > 0 } }
    }
    let left = ChoiceData(
      columns: [],
      situations: data.situations.map { situation in
        ChoiceData.Situation(
          person: situation.person, id: situation.id,
          options: situation.options.filter { chosen.contains($0.alternative) }.map {
            .init(alternative: $0.alternative, share: $0.share, values: [])
          })
      })
    let model = ChoiceModel(
      coefficients: chosen.dropFirst().map { .init(name: $0, column: nil, alternatives: [$0]) },
      isPanel: false)
    let curvature = LogitCurvature(model, left)
    let found = curvature.maximum(from: [Double](repeating: 0, count: chosen.count - 1))
    return curvature.evaluate(at: found.beta).logLikelihood
  }
}
