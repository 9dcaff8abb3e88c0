public import Choice
internal import Kernels

/// P(accept) of many packages of ours for one person, by a kernel.
///
/// The plain twin is ``Choice/Contest``, from which it differs by less than 1e-6 where utilities differ
/// by less than some hundreds of utils. What all packages
/// have in common, and everything that is not ours, is computed once per draw; a package then costs
/// some tenths of a nanosecond per draw.
public struct PackageScorer: Sendable {
  /// What competes in some tiers that are scored in one pass.
  struct Part: Sendable {
    /// log2 of everything that is not ours in the part's first tier.
    var base: LaneRow
    /// Each tier's share of that; empty for one tier.
    var ratios: [LaneRow]
    var weights: [Double]
  }

  let situation: ChoiceSituation
  private let clusterGPUs: Double
  let tastes: TasteTable
  /// Staying, from which all utilities are counted.
  private let origin: Features
  /// Utilities of everything that is not ours, in powers of two; `[alternatives, stride]`.
  private let utilities: LaneBuffer
  private let tiers: [Competition.Tier]
  /// All tiers, in as few parts as their logsums allow.
  let parts: [Part]

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
    origin = competition.alternatives[0]
    let stride = tastes.stride
    let utilities = LaneBuffer(zeros: competition.alternatives.count * stride)
    for (j, features) in competition.alternatives.enumerated() {
      tastes.utilities(
        of: features, beyond: competition.alternatives[0], isStaying: j == 0,
        to: LaneRow(utilities, from: j * stride, count: stride))
    }
    self.utilities = utilities
    tiers = competition.tiers
    parts = Self.parts(tiers, utilities, tastes)
  }

  /// The same person before a cluster of another size, of which the rivals' utilities know nothing.
  init(_ other: PackageScorer, clusterGPUs: Double) {
    situation = other.situation
    self.clusterGPUs = clusterGPUs
    (tastes, origin, utilities) = (other.tastes, other.origin, other.utilities)
    tiers = Competition.tiers(situation, clusterGPUs: clusterGPUs)
    parts = Self.parts(tiers, utilities, tastes)
  }

  private static func parts(
    _ tiers: [Competition.Tier], _ utilities: LaneBuffer, _ tastes: TasteTable
  ) -> [Part] {
    if tiers.isEmpty { return [] }
    let together = part(tiers, utilities, tastes)
    // Beyond this, one tier's competition is lost beside another's in single precision.
    return together.smallest > 0x1p-80
      ? [together.part] : tiers.map { part([$0], utilities, tastes).part }
  }

  private static func part(
    _ tiers: [Competition.Tier], _ utilities: LaneBuffer, _ tastes: TasteTable
  ) -> (part: Part, smallest: Float) {
    let logsums = tastes.kernel.logsums(
      of: utilities, stride: tastes.stride, counts: tiers.map(\.count))
    return (
      Part(base: logsums.base, ratios: logsums.ratios, weights: tiers.map(\.weight)),
      logsums.smallest
    )
  }

  /// The chance that our cluster passes the screen; zero means that no pay opens the talk.
  public var passing: Double { situation.screen.passing(clusterGPUs) }

  /// P(accept) of each package, in order.
  public func probabilities(of packages: [Alternative]) -> [Double] {
    guard let part = parts.first, !packages.isEmpty else {
      return [Double](repeating: 0, count: packages.count)
    }
    let features = packages.map { seen($0) }
    let layout = PackageMenuLayout(features, kernel: tastes.kernel)
    return probabilities(
      of: layout.form(tiers: part.weights.count), layout.columns, count: packages.count,
      against: features[0])
  }

  /// - Parameter packed: The coefficients of `columns`, if they are packed already.
  func probabilities(
    of form: PackageMenuLayout.Form, _ columns: [PackageMenuLayout.Column], count: Int,
    against reference: Features, packed: PackedDraws? = nil
  ) -> [Double] {
    var probabilities = [Double](repeating: 0, count: count)
    for part in parts {
      let draws =
        packed.map {
          PackedDraws(
            $0, base: advantage(over: reference, part), ratios: part.ratios,
            weights: part.weights.map(Float.init))
        } ?? draws(columns, against: reference, part)
      let shares =
        switch form {
        case .list(let packages): tastes.kernel.shares(of: packages, draws)
        case .grid(let grid, let cells): tastes.kernel.shares(of: grid, at: cells, draws)
        }
      for (p, share) in shares.enumerated() { probabilities[p] += talking * share }
    }
    return probabilities
  }

  /// P(accept) of each package, and its derivatives in the levels of some attributes.
  ///
  /// Per dollar a year of cash and of equity, and per unit of any other level; the derivative in
  /// `cluster_gpus` has the screen's density in it, by which a larger cluster opens the talk.
  /// - Parameter attributes: Ids of the registry whose axes were drawn; others have no derivative, 0.
  /// - Returns: Probabilities `[P]` and derivatives `[attributes][P]`.
  public func derivatives(
    of packages: [Alternative], in attributes: [String]
  ) -> (probabilities: [Double], derivatives: [[Double]]) {
    var probabilities = [Double](repeating: 0, count: packages.count)
    let registry = situation.coefficients.registry
    let axes = attributes.map { id in
      registry.index(of: id).flatMap {
        $0 == AttributeRegistry.payIndex || tastes.partWorth($0) != nil ? $0 : nil
      }
    }
    guard !parts.isEmpty, !packages.isEmpty else {
      return (probabilities, attributes.map { _ in probabilities })
    }
    let features = packages.map { seen($0) }
    let layout = PackageMenuLayout(features, kernel: tastes.kernel)
    let list = layout.list
    // Pay, and equity, which pay dilutes; then one row per axis.
    let rows =
      [tastes.payScale]
      + ([AttributeRegistry.equityIndex] + axes.map { $0 ?? AttributeRegistry.payIndex }).map {
        tastes.partWorth($0)?.times(tastes.payScale) ?? tastes.payScale
      }
    var slopes = rows.map { _ in probabilities }
    for part in parts {
      let draws = draws(layout.columns, against: features[0], part)
      let scored = tastes.kernel.derivatives(
        of: list, draws, slopes: PackedSlopes(rows, for: draws))
      for p in packages.indices {
        probabilities[p] += talking * scored.shares[p]
        for row in rows.indices { slopes[row][p] += talking * scored.derivatives[row][p] }
      }
    }
    let derivatives = axes.enumerated().map { position, axis in
      packages.indices.map { p in
        axis.map {
          derivative(
            in: $0, packages[p], features[p], pay: slopes[0][p], equity: slopes[1][p],
            own: slopes[position + 2][p])
        } ?? 0
      }
    }
    return (probabilities, addingDensity(to: derivatives, axes, layout, list, features[0]))
  }

  /// P(accept) of `package` with its derivatives in cash, guarantee and cluster.
  public func acceptance(of package: Alternative) -> Acceptance {
    let found = derivatives(
      of: [package], in: ["cash", "guaranteed_gpus", "cluster_gpus"])
    return Acceptance(
      probability: found.probabilities[0], perDollar: found.derivatives[0][0],
      perGuaranteedGPU: found.derivatives[1][0], perClusterGPU: found.derivatives[2][0])
  }

  // From slopes in log pay, in the share of equity and in the axis itself.
  private func derivative(
    in axis: Int, _ package: Alternative, _ features: Features, pay: Double, equity: Double,
    own: Double
  ) -> Double {
    let coefficients = situation.coefficients
    let attribute = coefficients.registry.attributes[axis]
    let share = features.x[AttributeRegistry.equityIndex]
    switch attribute.transform {
    case .pay: return (pay - share * equity) / features.pay
    case .equityShare:
      return package.equityDiscount(under: coefficients.assumptions)
        * (pay + (1 - share) * equity) / features.pay
    case .linear, .log1p, .hill:
      let level =
        axis == AttributeRegistry.clusterIndex
        ? clusterGPUs : package.levels[attribute.id] ?? attribute.reference
      return own * attribute.slope(at: level, halfSaturation: coefficients.halfSaturation)
    }
  }

  // Who is just let in by a larger cluster chooses among those who survive the same cut-off.
  private func addingDensity(
    to derivatives: [[Double]], _ axes: [Int?], _ layout: PackageMenuLayout,
    _ list: PackedPackages, _ reference: Features
  ) -> [[Double]] {
    guard let place = axes.firstIndex(of: AttributeRegistry.clusterIndex),
      case .distributed(let cutoffs) = situation.screen, let last = tiers.last
    else { return derivatives }
    let marginal = Self.part(
      [Competition.Tier(weight: 1, count: last.count)], utilities, tastes
    ).part
    let shares = tastes.kernel.shares(
      of: list, draws(layout.columns, against: reference, marginal))
    let density = talking * cutoffs.density(clusterGPUs)
    var derivatives = derivatives
    for p in shares.indices { derivatives[place][p] += density * shares[p] }
    return derivatives
  }

  // Who does not refuse whatever the package is.
  private var talking: Double { 1 - situation.coefficients.assumptions.lapse }

  // `package` as this person sees it, with our cluster behind it.
  func seen(_ package: Alternative) -> Features {
    var package = package
    package.levels["cluster_gpus"] = clusterGPUs
    return Features(package, situation.coefficients, forfeited: situation.forfeited)
  }

  // Coefficients of what packages differ in, and the advantage of everything else over `reference`.
  private func draws(
    _ columns: [PackageMenuLayout.Column], against reference: Features, _ part: Part
  ) -> PackedDraws {
    packed(
      columns, base: advantage(over: reference, part), ratios: part.ratios,
      weights: part.weights.map(Float.init))
  }

  /// Coefficients of what packages differ in, and nothing that competes.
  func packed(_ columns: [PackageMenuLayout.Column]) -> PackedDraws {
    packed(columns, base: ones)
  }

  private func packed(
    _ columns: [PackageMenuLayout.Column], base: LaneRow, ratios: [LaneRow] = [],
    weights: [Float] = [1]
  ) -> PackedDraws {
    let ones = ones
    return PackedDraws(
      count: tastes.count,
      coefficients: columns.map { column in
        switch column {
        case .logPay: ones
        case .axis(let k): tastes.row(k)
        }
      },
      scaledBy: tastes.payScale, base: base, ratios: ratios, weights: weights)
  }

  private var ones: LaneRow { LaneRow(Array(repeating: 1, count: tastes.count)) }

  // log2 of everything that is not ours in the part's first tier, less the utility of `reference`.
  private func advantage(over reference: Features, _ part: Part) -> LaneRow {
    let utility = LaneRow(LaneBuffer(zeros: tastes.stride), count: tastes.stride)
    tastes.utilities(of: reference, beyond: origin, isStaying: false, to: utility)
    return part.base.minus(utility)
  }
}
