internal import Foundation

/// What a package of ours earns: the chance that it is accepted, and how that chance moves.
public struct Acceptance: Hashable, Sendable {
  /// P(accept), in `0...1`.
  public var probability: Double
  /// ∂P/∂cash, per dollar a year.
  public var perDollar: Double
  /// ∂P/∂g, per guaranteed H100-equivalent.
  public var perGuaranteedGPU: Double
  /// ∂P/∂S, per H100-equivalent of our largest cluster, the person's guarantee held fixed.
  public var perClusterGPU: Double

  package init(
    probability: Double, perDollar: Double, perGuaranteedGPU: Double, perClusterGPU: Double
  ) {
    self.probability = probability
    self.perDollar = perDollar
    self.perGuaranteedGPU = perGuaranteedGPU
    self.perClusterGPU = perClusterGPU
  }

  /// Willingness to pay: dollars of cash a year for one more guaranteed H100-equivalent, of the
  /// marginal candidate; `nil` where cash moves nothing.
  public var willingnessToPay: Double? {
    perDollar > 0 ? perGuaranteedGPU / perDollar : nil
  }
}

/// One person deciding between a package of ours and everything else, at one size of our cluster.
///
/// `P = (1 − l) · Σ_i w_i · E[ e^V / (e^V + Σ_{j survives i} e^{V_j}) ]`: the interval `i` of cut-offs
/// between two sorted cluster sizes has chance `w_i`, and screens rivals as it screens us; staying is
/// never screened. The same draw scores all alternatives. This is the definition; faster paths are
/// compared with it. Time O(R·K) per package.
///
/// Because one draw scores all alternatives, rivals who are alike are chosen by the same people: a
/// second one takes from the first more than from us, as under a nested logit, though each draw by
/// itself is a plain logit with fixed odds (Train §6.3).
/// Source: Train, *Discrete Choice Methods with Simulation*, 2nd ed. 2009, §6.2; Gilbride, Allenby,
/// "A choice model with conjunctive, disjunctive, and compensatory screening rules", 2004.
public struct Contest: Sendable {
  /// Cut-offs in one interval, and the logsum of whoever survives them.
  package struct Interval: Sendable {
    /// The chance of a cut-off in this interval.
    package var weight: Double
    /// `ln Σ_j exp(V_j[r])` over the surviving alternatives that are not ours; `[R]`.
    package var competition: [Double]
  }

  package let situation: ChoiceSituation
  package let draws: TasteDraws
  private let parameters: ParameterDraw
  private let clusterGPUs: Double
  package let intervals: [Interval]
  private let screen: Screen

  /// Prepares everything that does not depend on the package.
  /// - Parameters:
  ///   - situation: The person, the rivals and the screen.
  ///   - clusterGPUs: Our largest single cluster, in H100-equivalents.
  ///   - draws: The person's taste draws.
  ///   - parameters: A guess at the unknown medians; `nil` takes them as believed.
  public init(
    _ situation: ChoiceSituation, clusterGPUs: Double, draws: TasteDraws,
    parameters: ParameterDraw? = nil
  ) {
    let parameters = parameters ?? ParameterDraw(count: situation.coefficients.registry.count)
    self.situation = situation
    self.clusterGPUs = clusterGPUs
    self.draws = draws
    self.parameters = parameters
    screen = Self.screen(of: situation, parameters)
    let staying = Self.utilities(
      of: Features(situation.staying, situation.coefficients, forfeited: 0), draws, parameters,
      staying: true)
    let rivals = situation.rivals.map { rival in
      Self.utilities(
        of: Features(rival, situation.coefficients, forfeited: situation.forfeited), draws,
        parameters)
    }
    let sizes = situation.rivals.map(\.clusterGPUs)
    intervals = Self.intervals(of: screen, upTo: clusterGPUs, rivalSizes: sizes).map {
      (weight, smallest) in
      let survivors = zip(sizes, rivals).filter { $0.0 >= smallest }.map(\.1)
      return Interval(weight: weight, competition: Self.logsum(of: [staying] + survivors))
    }
  }

  /// The chance that our cluster passes the screen; zero means that no pay opens the talk.
  public var passing: Double { screen.passing(clusterGPUs) }

  /// P(accept) of `package`, which carries our cluster whatever its own levels say.
  public func probability(of package: Alternative) -> Double {
    if intervals.isEmpty { return 0 }
    let utility = Self.utilities(of: features(of: package), draws, parameters)
    var total = 0.0
    for interval in intervals {
      var sum = 0.0
      for r in 0..<draws.count { sum += 1 / (1 + exp(interval.competition[r] - utility[r])) }
      total += interval.weight * sum
    }
    return (1 - situation.coefficients.assumptions.lapse) * total / Double(draws.count)
  }

  /// P(accept) of `package` with its derivatives in cash, guarantee and cluster.
  ///
  /// The derivative in the cluster has two parts: it is worth more to those who already talk, and it
  /// opens the talk to those whose cut-off lies just there (the density of the screen).
  public func acceptance(of package: Alternative) -> Acceptance {
    var result = Acceptance(
      probability: 0, perDollar: 0, perGuaranteedGPU: 0, perClusterGPU: 0)
    guard let last = intervals.last else { return result }
    let features = features(of: package)
    let utility = Self.utilities(of: features, draws, parameters)
    let h = situation.coefficients.halfSaturation
    let guarantee = AttributeRegistry.guaranteeIndex
    let cluster = AttributeRegistry.clusterIndex
    let registry = situation.coefficients.registry
    let guaranteeSlope = registry.attributes[guarantee]
      .slope(at: package.guaranteedGPUs, halfSaturation: h)
    let clusterSlope = registry.attributes[cluster].slope(at: clusterGPUs, halfSaturation: h)
    let share = features.x[AttributeRegistry.equityIndex]
    for interval in intervals {
      var (sum, cash, perGuarantee, perCluster) = (0.0, 0.0, 0.0, 0.0)
      for r in 0..<draws.count {
        let p = 1 / (1 + exp(interval.competition[r] - utility[r]))
        let steepness = p * (1 - p) * draws.payScale[r]
        sum += p
        cash += steepness * (1 - partWorth(AttributeRegistry.equityIndex, r) * share)
        perGuarantee += steepness * partWorth(guarantee, r)
        perCluster += steepness * partWorth(cluster, r)
      }
      result.probability += interval.weight * sum
      result.perDollar += interval.weight * parameters.payScale * cash / features.pay
      result.perGuaranteedGPU +=
        interval.weight * parameters.payScale * perGuarantee * guaranteeSlope
      result.perClusterGPU += interval.weight * parameters.payScale * perCluster * clusterSlope
    }
    if case .distributed(let cutoffs) = screen {
      let density = cutoffs.density(clusterGPUs)
      for r in 0..<draws.count {
        result.perClusterGPU += density / (1 + exp(last.competition[r] - utility[r]))
      }
    }
    let scale = (1 - situation.coefficients.assumptions.lapse) / Double(draws.count)
    result.probability *= scale
    result.perDollar *= scale
    result.perGuaranteedGPU *= scale
    result.perClusterGPU *= scale
    return result
  }

  /// `package` as this person sees it.
  package func features(of package: Alternative) -> Features {
    var package = package
    package.levels["cluster_gpus"] = clusterGPUs
    return Features(package, situation.coefficients, forfeited: situation.forfeited)
  }

  private func partWorth(_ k: Int, _ r: Int) -> Double {
    draws.partWorths[k][r] * parameters.factor[k] + parameters.shift[k]
  }

  package static func screen(of situation: ChoiceSituation, _ guess: ParameterDraw) -> Screen {
    guard case .distributed(var cutoffs) = situation.screen else { return situation.screen }
    cutoffs.neverShare = guess.neverShare(of: cutoffs.neverShare)
    return .distributed(cutoffs)
  }

  /// The intervals of cut-offs that let us in, each with its chance and the smallest surviving size.
  package static func intervals(
    of screen: Screen, upTo size: Double, rivalSizes: [Double]
  ) -> [(weight: Double, smallest: Double)] {
    switch screen {
    case .stated(let cutoff): return size >= cutoff ? [(1, cutoff)] : []
    case .distributed(let cutoffs):
      var result: [(weight: Double, smallest: Double)] = []
      var below = 0.0
      for edge in Set(rivalSizes.filter { $0 < size }).sorted() + [size] {
        let upTo = cutoffs.cumulative(edge)
        result.append((upTo - below, edge))
        below = upTo
      }
      return result
    }
  }

  /// `V[r] = β[r] · (ln(pay/1e6) + Σ_k a_k[r] x_k + asc)`, in utils; `[R]`.
  static func utilities(
    of features: Features, _ draws: TasteDraws, _ guess: ParameterDraw, staying: Bool = false
  ) -> [Double] {
    var constant = features.logPay
    for (k, x) in features.x.enumerated() { constant += guess.shift[k] * x }
    if staying { constant += guess.staying }
    var utility = staying ? draws.staying : [Double](repeating: 0, count: draws.count)
    for (k, x) in features.x.enumerated() where x != 0 {
      let weight = guess.factor[k] * x
      let partWorth = draws.partWorths[k]
      for r in 0..<draws.count { utility[r] += weight * partWorth[r] }
    }
    for r in 0..<draws.count {
      utility[r] = guess.payScale * draws.payScale[r] * (constant + utility[r])
    }
    return utility
  }

  /// `ln Σ_j exp(V_j[r])` without overflow; `[R]`.
  static func logsum(of utilities: [[Double]]) -> [Double] {
    utilities[0].indices.map { r in
      var largest = -Double.infinity
      for utility in utilities { largest = max(largest, utility[r]) }
      var sum = 0.0
      for utility in utilities { sum += exp(utility[r] - largest) }
      return largest + log(sum)
    }
  }
}
