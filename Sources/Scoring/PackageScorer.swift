public import Choice
internal import Kernels

/// P(accept) of many packages of ours for one person, by a kernel.
///
/// The plain twin is ``Choice/Contest``, from which it differs by less than 1e-6. What all packages
/// have in common, and everything that is not ours, is computed once per draw; a package then costs
/// some tenths of a nanosecond per draw.
public struct PackageScorer: Sendable {
  private let situation: ChoiceSituation
  private let clusterGPUs: Double
  private let tastes: TasteTable
  private let competition: Competition
  /// log2 of everything that is not ours in the first tier, and each tier's share of it.
  private let logsums: (base: LaneRow, ratios: [LaneRow], smallest: Float)

  /// Prepares everything that does not depend on the packages.
  /// - Parameters:
  ///   - situation: The person, the rivals and the screen.
  ///   - clusterGPUs: Our largest single cluster, in H100-equivalents.
  ///   - tastes: The person's draws, with every axis that an alternative or a package touches.
  public init(_ situation: ChoiceSituation, clusterGPUs: Double, tastes: TasteTable) {
    self.situation = situation
    self.clusterGPUs = clusterGPUs
    self.tastes = tastes
    let competition = Competition(situation, clusterGPUs: clusterGPUs)
    self.competition = competition
    if competition.tiers.isEmpty {
      let none = LaneRow([])
      logsums = (none, [], 1)
      return
    }
    let stride = tastes.stride
    let utilities = LaneBuffer(zeros: competition.alternatives.count * stride)
    for (j, features) in competition.alternatives.enumerated() {
      tastes.utilities(
        of: features, isStaying: j == 0, to: LaneRow(utilities, from: j * stride, count: stride))
    }
    logsums = tastes.kernel.logsums(
      of: utilities, stride: stride, counts: competition.tiers.map(\.count))
  }

  /// The chance that our cluster passes the screen; zero means that no pay opens the talk.
  public var passing: Double { situation.screen.passing(clusterGPUs) }

  /// P(accept) of each package, in order.
  public func probabilities(of packages: [Alternative]) -> [Double] {
    guard !packages.isEmpty, !competition.tiers.isEmpty else {
      return Array(repeating: 0, count: packages.count)
    }
    guard isModerate else { return packages.map(contest.probability(of:)) }
    let features = packages.map { seen($0) }
    let layout = PackageMenuLayout(
      features, tiers: competition.tiers.count, kernel: tastes.kernel)
    let draws = draws(layout.columns, against: features[0], competition.tiers.map(\.weight))
    let shares =
      switch layout.form {
      case .list(let packages): tastes.kernel.shares(of: packages, draws)
      case .grid(let grid, let cells): tastes.kernel.shares(of: grid, at: cells, draws)
      }
    return shares.map { (1 - situation.coefficients.assumptions.lapse) * $0 }
  }

  /// P(accept) of `package` with its derivatives in cash, guarantee and cluster.
  ///
  /// The screen's density, by which a larger cluster opens the talk, is added to what the kernel says
  /// of those who already talk.
  public func acceptance(of package: Alternative) -> Acceptance {
    guard !competition.tiers.isEmpty, isModerate,
      let equity = tastes.partWorth(AttributeRegistry.equityIndex),
      let guarantee = tastes.partWorth(AttributeRegistry.guaranteeIndex),
      let cluster = tastes.partWorth(AttributeRegistry.clusterIndex)
    else { return contest.acceptance(of: package) }
    let coefficients = situation.coefficients
    let registry = coefficients.registry
    let features = seen(package)
    let packed = PackedPackages([], count: 1, attributes: 0, for: tastes.kernel)
    let slopes =
      [tastes.payScale] + [equity, guarantee, cluster].map { $0.times(tastes.payScale) }
    let draws = draws([], against: features, competition.tiers.map(\.weight))
    let scored = tastes.kernel.derivatives(
      of: packed, draws, slopes: PackedSlopes(slopes, for: draws))
    let scale = 1 - coefficients.assumptions.lapse
    func slope(_ k: Int, at level: Double) -> Double {
      registry.attributes[k].slope(at: level, halfSaturation: coefficients.halfSaturation)
    }
    let derivative = scored.derivatives.map { scale * $0[0] }
    let share = features.x[AttributeRegistry.equityIndex]
    var result = Acceptance(
      probability: scale * scored.shares[0],
      perDollar: (derivative[0] - share * derivative[1]) / features.pay,
      perGuaranteedGPU: derivative[2]
        * slope(AttributeRegistry.guaranteeIndex, at: package.guaranteedGPUs),
      perClusterGPU: derivative[3] * slope(AttributeRegistry.clusterIndex, at: clusterGPUs))
    if case .distributed(let cutoffs) = situation.screen {
      // Who is just let in chooses among those who survive the same cut-off.
      let last = competition.tiers.indices.map { $0 == competition.tiers.count - 1 ? 1.0 : 0 }
      let shares = tastes.kernel.shares(
        of: packed, self.draws([], against: features, last))
      result.perClusterGPU += scale * cutoffs.density(clusterGPUs) * shares[0]
    }
    return result
  }

  // `package` as this person sees it, with our cluster behind it.
  private func seen(_ package: Alternative) -> Features {
    var package = package
    package.levels["cluster_gpus"] = clusterGPUs
    return Features(package, situation.coefficients, forfeited: situation.forfeited)
  }

  // Beyond this, one tier's competition is lost beside another's in single precision.
  private var isModerate: Bool { logsums.smallest > 0x1p-80 }

  private var contest: Contest { tastes.contest(situation, clusterGPUs: clusterGPUs) }

  // Coefficients of what packages differ in, and the advantage of everything else over `reference`.
  private func draws(
    _ columns: [PackageMenuLayout.Column], against reference: Features, _ weights: [Double]
  ) -> PackedDraws {
    let utility = LaneRow(LaneBuffer(zeros: tastes.stride), count: tastes.stride)
    tastes.utilities(of: reference, isStaying: false, to: utility)
    let ones = LaneRow(Array(repeating: 1, count: tastes.count))
    return PackedDraws(
      count: tastes.count,
      coefficients: columns.map { column in
        switch column {
        case .logPay: ones
        case .axis(let k): tastes.row(k)
        }
      },
      scaledBy: tastes.payScale, base: logsums.base.minus(utility), ratios: logsums.ratios,
      weights: weights.map(Float.init))
  }
}
