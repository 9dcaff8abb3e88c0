internal import Choice
internal import Scenario
internal import Scoring

/// The 90 % intervals of one candidate's brief: the same tastes under many guesses at what nobody knows.
///
/// How people differ is averaged inside each guess and never printed as an interval.
struct OfferUncertainty: Sendable {
  private let desk: OfferDesk
  private let people: People
  private let tastes: TasteTable
  private let guesses: [ParameterDraw]

  init(_ desk: OfferDesk, _ people: People) {
    self.desk = desk
    self.people = people
    let coefficients = desk.situation.coefficients
    let axes = people.axes(of: desk.candidate)
      .union(OfferDesk.asked.compactMap(desk.scenario.registry.index(of:)))
    tastes = people.tastes(
      of: desk.candidate.id, coefficients, axes, count: Uncertainty.tasteDraws)
    guesses = ParameterDraw.draws(
      desk.scenario.parameterDraws, of: coefficients, seed: desk.scenario.seed)
  }

  /// The interval of P(accept).
  ///
  /// - Parameter knowingCompute: Whether the worth of guarantee and cluster is taken as believed.
  func acceptance(
    of package: Scenario.Package, atCluster gpus: Double? = nil, knowingCompute: Bool = false
  ) -> ClosedRange<Double> {
    var guesses = guesses
    if knowingCompute {
      for index in guesses.indices {
        for k in [AttributeRegistry.guaranteeIndex, AttributeRegistry.clusterIndex] {
          guesses[index].factor[k] = 1
          guesses[index].shift[k] = 0
        }
      }
    }
    return Uncertainty.interval(
      probabilities(of: package.alternative, under: guesses, atCluster: gpus))
  }

  /// What steps of several things are worth in cash at the margin, with intervals.
  ///
  /// The worth itself is a ratio of derivatives of P, under each guess of central differences; of a
  /// cluster twice as large, the whole difference of P on the derivative in cash.
  /// - Parameter pool: Whose GPUs are meant; `nil` leaves them out.
  func worths(of package: Scenario.Package, gpusOf pool: Int?) -> [OfferBrief.Worth] {
    let steps = OfferBrief.Worth.Step.allCases.filter {
      $0 == .guaranteedGPU ? pool != nil : $0 != .clusterDoubling || desk.clusterGPUs > 0
    }
    let slopes = desk.slopes(of: [package], in: ["cash"] + steps.map(\.attribute)).slopes
    guard desk.passing > 0, slopes[0][0] > 0 else { return [] }
    let perDollar = differences(.cash, package)
    return steps.enumerated().map { place, step in
      let size = step.size(pool: pool.map { desk.scenario.pools[$0] })
      let dollars =
        step == .clusterDoubling
        ? (desk.probability(of: package, atCluster: 2 * desk.clusterGPUs)
          - desk.probability(of: package)) / slopes[0][0]
        : slopes[place + 1][0] / slopes[0][0] * size
      let ratios = zip(differences(.step(step), package), perDollar)
        .map { $1 > 0 ? $0 / $1 * size : 0 }
      return OfferBrief.Worth(
        step: step, dollars: dollars, interval: Uncertainty.interval(ratios))
    }
  }

  private enum Direction {
    case cash
    case step(OfferBrief.Worth.Step)
  }

  // ∂P/∂x under each guess; the half step moves P by about a hundredth, far above single precision.
  private func differences(_ direction: Direction, _ package: Scenario.Package) -> [Double] {
    var (low, high) = (package.alternative, package.alternative)
    var clusters = (desk.clusterGPUs, desk.clusterGPUs)
    let width: Double
    switch direction {
    case .cash:
      let half = 0.01 * desk.pay(of: package)
      low.cash -= half
      high.cash += half
      width = 2 * half
    case .step(.clusterDoubling):
      clusters.1 = 2 * desk.clusterGPUs
      width = 1
    case .step(let step):
      let attribute = desk.scenario.registry[step.attribute]
      let level = package.alternative.levels[step.attribute] ?? attribute?.reference ?? 0
      let half =
        step == .guaranteedGPU
        ? 0.05 * (level + desk.situation.coefficients.halfSaturation) : 0.1
      low.levels[step.attribute] = level - half
      high.levels[step.attribute] = level + half
      width = 2 * half
    }
    let ends = [
      probabilities(of: low, under: guesses, atCluster: clusters.0),
      probabilities(of: high, under: guesses, atCluster: clusters.1),
    ]
    return zip(ends[0], ends[1]).map { ($1 - $0) / width }
  }

  /// P(accept) under each guess at what nobody knows, in their order.
  func probabilities(of package: Scenario.Package) -> [Double] {
    probabilities(of: package.alternative, under: guesses)
  }

  private func probabilities(
    of package: Alternative, under guesses: [ParameterDraw], atCluster gpus: Double? = nil
  ) -> [Double] {
    GuessScorer(desk.situation, clusterGPUs: gpus ?? desk.clusterGPUs, tastes: tastes)
      .probabilities(of: package, under: guesses)
  }
}

extension OfferBrief.Worth.Step {
  /// The registry's id of what is stepped.
  var attribute: String {
    switch self {
    case .guaranteedGPU: "guaranteed_gpus"
    case .clusterDoubling: "cluster_gpus"
    case .data, .autonomy, .publication: rawValue
    }
  }

  /// The step in the attribute's own unit; a doubling is measured whole.
  func size(pool: Scenario.Pool?) -> Double {
    switch self {
    case .guaranteedGPU: pool?.h100ePerGPU ?? 0
    case .clusterDoubling: 1
    case .data, .autonomy, .publication: 0.1
    }
  }
}
