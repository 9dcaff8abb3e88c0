internal import Foundation
internal import Kernels

/// Works out the likelihood of one unit after another: one thread's room.
struct UnitWorker {
  // What one combination of screening and zero tastes gives: a part of `2^exponent`, with derivatives.
  private struct Part {
    var weight: Double
    var mean: PanelEvaluator.Mean
    // Of the mean itself, along the parameters.
    var gradient: [Double]
    // Of the weight.
    var slopes: [(place: Int, slope: Double)]
  }

  // `f(centre + Σ weight · z)`, f the identity, or sign · exp where the sign is not 0.
  private final class Recipe {
    let centre: Double
    let weights: [Double]
    let rows: [Int]
    let sign: Double

    init(_ term: CoefficientTerms.Term, at theta: [Double]) {
      centre = theta[term.location]
      weights = term.draws.map { theta[$0.parameter] }
      rows = term.draws.map(\.row)
      switch term.distribution {
      case .fixed, .normal: sign = 0
      case .lognormal(let sign), .zeroOrLognormal(let sign): self.sign = sign
      }
    }
  }

  private let values: ParameterValues
  private let terms: CoefficientTerms
  private let draws: Int
  private let detail: Likelihood.Detail
  private let kernel: Kernel
  // What each coefficient is made of at the parameters: `[K]`.
  private let recipes: [Recipe]
  // The same where there is nothing else to the model, and where their parameters are: the usual case.
  private let simple: (coefficients: SimpleCoefficients, places: [(centre: Int, spread: Int)])?
  private var evaluator: PanelEvaluator
  private var nested: NestedPanel

  init(
    _ values: ParameterValues, _ terms: CoefficientTerms, draws: Int, _ detail: Likelihood.Detail,
    _ kernel: Kernel
  ) {
    self.values = values
    self.terms = terms
    self.draws = draws
    self.detail = detail
    self.kernel = kernel
    evaluator = PanelEvaluator(coefficients: terms.terms.count, draws: draws, kernel: kernel)
    nested = NestedPanel(values, draws: draws)
    let recipes = terms.terms.map { Recipe($0, at: values.theta) }
    self.recipes = recipes
    let isSimple =
      !terms.hasNests && values.cutoff == nil && terms.zeros.isEmpty && terms.price == nil
      && values.scalePlaces.isEmpty && recipes.allSatisfy { $0.rows.count <= 1 }
    simple =
      isSimple
      ? (
        SimpleCoefficients(
          centres: recipes.map(\.centre), spreads: recipes.map { $0.weights.first ?? 0 },
          rows: recipes.map { $0.rows.first ?? -1 }, signs: recipes.map(\.sign)),
        terms.terms.map { ($0.location, $0.draws.first?.parameter ?? -1) }
      ) : nil
  }

  /// The logarithm of the unit's likelihood; its derivatives along the parameters are added.
  mutating func evaluate(
    _ unit: ChoiceUnit, _ z: DrawRows, addingTo gradient: inout [Double]
  ) -> Double {
    guard let simple, unit.sources.count == 1 else {
      let found = evaluate(unit, z)
      for p in gradient.indices { gradient[p] += found.gradient[p] }
      return found.logLikelihood
    }
    let mean = evaluator.evaluate(
      simple.coefficients, of: z, unit.screenings[0].panel, lapse: values.lapse,
      withScores: detail != .value)
    if detail == .value { return mean.logLikelihood }
    let factor = 1 / mean.meanChance
    if let place = values.lapsePlace {
      let slip = evaluator.mean(of: (evaluator.shared, PanelEvaluator.slipRow))
      gradient[place] += slip * factor * values.lapse * (1 - values.lapse)
    }
    evaluator.addMeans(
      simple.coefficients, of: z, times: factor, to: &gradient, at: simple.places)
    return mean.logLikelihood
  }

  /// The logarithm of the unit's likelihood, and its derivatives along the parameters.
  mutating func evaluate(
    _ unit: ChoiceUnit, _ z: DrawRows
  ) -> (logLikelihood: Double, gradient: [Double]) {
    let parts = parts(of: unit, z)
    let top = parts.reduce(-Double.infinity) { max($0, $1.mean.exponent) }
    var total = 0.0
    var gradient = [Double](repeating: 0, count: detail == .value ? 0 : values.theta.count)
    for part in parts {
      let power = exp2(part.mean.exponent - top)
      total += part.weight * part.mean.meanChance * power
      for p in gradient.indices { gradient[p] += part.weight * part.gradient[p] * power }
      if detail != .value {
        for (place, slope) in part.slopes {
          gradient[place] += slope * part.mean.meanChance * power
        }
      }
    }
    for p in gradient.indices { gradient[p] /= total }
    return (log(total) + top * log(2), gradient)
  }

  // All combinations of what cut-offs leave and of which coefficients are zero.
  private mutating func parts(of unit: ChoiceUnit, _ z: DrawRows) -> [Part] {
    var parts: [Part] = []
    for pattern in 0..<(1 << terms.zeros.count) {
      let (share, slopes) = patternShare(pattern)
      make(unit, z, zeros: pattern)
      for screening in unit.screenings {
        var part = part(unit, screening, z, zeros: pattern)
        part.weight = share
        part.slopes = slopes
        if let cutoff = values.cutoff {
          let screened = cutoff.share(
            from: screening.lower, to: screening.upper, oddsOfNone: unit.neverOdds)
          part.weight *= screened.share
          part.slopes = slopes.map { ($0.place, $0.slope * screened.share) }
          part.slopes += screened.slopes.map { ($0.place, $0.slope * share) }
        }
        parts.append(part)
      }
    }
    return parts
  }

  // The share of people of whom exactly these coefficients are zero.
  private func patternShare(
    _ pattern: Int
  ) -> (share: Double, slopes: [(place: Int, slope: Double)]) {
    var share = 1.0
    var odds: [(place: Int, slope: Double)] = []
    for (bit, coefficient) in terms.zeros.enumerated() {
      guard let place = terms.terms[coefficient].zeroShare else { continue }
      let zero = 1 / (1 + exp(-values.theta[place]))
      let isZero = pattern >> bit & 1 == 1
      share *= isZero ? zero : 1 - zero
      // The slope of the logarithm along the log-odds.
      odds.append((place, isZero ? 1 - zero : -zero))
    }
    return (share, odds.map { ($0.place, $0.slope * share) })
  }

  private func isZero(_ coefficient: Int, in pattern: Int) -> Bool {
    pattern != 0
      && terms.zeros.enumerated().contains {
        $0.element == coefficient && pattern >> $0.offset & 1 == 1
      }
  }

  // MARK: Coefficients

  // Writes the coefficients of a unit's sources, as the draws make them.
  private mutating func make(_ unit: ChoiceUnit, _ z: DrawRows, zeros pattern: Int) {
    let width = unit.sources.count * terms.terms.count
    if evaluator.coefficients != width {
      evaluator = PanelEvaluator(coefficients: width, draws: draws, kernel: kernel)
    }
    let price = terms.price
    for (place, source) in unit.sources.enumerated() {
      let scale = values.scales[source] ?? 1
      let first = place * terms.terms.count
      for k in terms.order {
        let factor = price.flatMap { $0 == k ? nil : first + $0 }
        // In willingness-to-pay space the scale is in the price already.
        make(
          k, into: first + k, z, scale: factor == nil ? scale : 1, times: factor,
          isZero: isZero(k, in: pattern))
      }
    }
  }

  private func make(
    _ k: Int, into slot: Int, _ z: DrawRows, scale: Double, times factor: Int?, isZero: Bool
  ) {
    let recipe = recipes[k]
    if isZero {
      evaluator.make(slot, centre: 0, weights: [], places: [], of: z)
    } else if recipe.sign == 0 {
      evaluator.make(
        slot, centre: recipe.centre * scale,
        weights: scale == 1 ? recipe.weights : recipe.weights.map { $0 * scale },
        places: recipe.rows, of: z, times: factor)
    } else {
      evaluator.make(
        slot, centre: recipe.centre + log(scale), weights: recipe.weights, places: recipe.rows,
        of: z, sign: recipe.sign, times: factor)
    }
  }

  // MARK: Derivatives

  private mutating func part(
    _ unit: ChoiceUnit, _ screening: ChoiceUnit.Screening, _ z: DrawRows, zeros pattern: Int
  ) -> Part {
    let wantsScores = detail != .value
    var part: Part
    if !terms.hasNests {
      let mean = evaluator.evaluate(screening.panel, lapse: values.lapse, withScores: wantsScores)
      part = Part(weight: 1, mean: mean, gradient: [], slopes: [])
    } else {
      let mean = nested.evaluate(screening, in: &evaluator)
      part = Part(weight: 1, mean: mean, gradient: [], slopes: [])
    }
    if !wantsScores { return part }
    part.gradient = [Double](repeating: 0, count: values.theta.count)
    addSharedSlopes(to: &part)
    addScales(unit, z, to: &part)
    addCoefficients(unit, z, zeros: pattern, to: &part)
    return part
  }

  private mutating func addSharedSlopes(to part: inout Part) {
    if let place = values.lapsePlace {
      let slip = evaluator.mean(of: (evaluator.shared, PanelEvaluator.slipRow))
      part.gradient[place] += slip * values.lapse * (1 - values.lapse)
    }
    for (nest, place) in values.dissimilarityPlaces.enumerated() {
      part.gradient[place] += evaluator.mean(of: (nested.slopes, nest))
    }
  }

  // Along the scales of sources, and along a price that multiplies all coefficients.
  private mutating func addScales(_ unit: ChoiceUnit, _ z: DrawRows, to part: inout Part) {
    let count = terms.terms.count
    let price = terms.price
    let needsScale = unit.sources.contains { values.scalePlaces[$0] != nil }
    if price == nil, !needsScale { return }
    for (place, source) in unit.sources.enumerated() {
      let first = place * count
      evaluator.makeScaleScore(of: first..<first + count)
      let row = (evaluator.shared, PanelEvaluator.scaleRow)
      if let parameter = values.scalePlaces[source] {
        part.gradient[parameter] += evaluator.mean(of: row)
      }
      guard let price else { continue }
      let term = terms.terms[price]
      switch term.distribution {
      case .fixed, .normal:
        // All coefficients are multiples of it.
        evaluator.divideScaleScore(by: first + price)
        let scale = values.scales[source] ?? 1
        part.gradient[term.location] += scale * evaluator.mean(of: row)
        for (parameter, draw) in term.draws {
          part.gradient[parameter] += scale * evaluator.mean(of: row, times: (z, draw))
        }
      case .lognormal, .zeroOrLognormal:
        part.gradient[term.location] += evaluator.mean(of: row)
        for (parameter, draw) in term.draws {
          part.gradient[parameter] += evaluator.mean(of: row, times: (z, draw))
        }
      }
    }
  }

  private mutating func addCoefficients(
    _ unit: ChoiceUnit, _ z: DrawRows, zeros pattern: Int, to part: inout Part
  ) {
    let count = terms.terms.count
    let price = terms.price
    for (place, source) in unit.sources.enumerated() {
      let first = place * count
      for k in 0..<count where k != price {
        switch terms.terms[k].distribution {
        case .lognormal, .zeroOrLognormal:
          // A factor of e is one more: the slope is the coefficient itself. Of one that is zero, none.
          evaluator.scaleScore(first + k, by: first + k)
        case .fixed, .normal:
          if let price { evaluator.scaleScore(first + k, by: first + price) }
        }
      }
      let means = evaluator.meanScores()
      for k in 0..<count where k != price {
        let isPlain: Bool =
          switch terms.terms[k].distribution {
          case .fixed, .normal: price == nil
          case .lognormal, .zeroOrLognormal: false
          }
        let scale = isPlain ? values.scales[source] ?? 1 : 1
        let term = terms.terms[k]
        part.gradient[term.location] += scale * means[first + k]
        for (parameter, draw) in term.draws {
          part.gradient[parameter] +=
            scale * evaluator.mean(of: (evaluator.score, first + k), times: (z, draw))
        }
      }
    }
  }
}
