/// What the plans of two scenarios differ in: worth, prices, teams, offers.
///
/// Numbers differ by more than the last digits of another processor, see ``DocumentDifference``.
public struct PlanEffect: Encodable, Hashable, Sendable {
  /// What the plan is worth, if that differs.
  public var worth: Pair?
  /// How many hires may be expected, if that differs.
  public var expectedHires: Pair?
  /// The rows that differ, the largest change of the row's whole price first.
  public var resources: [Resource]
  /// The teams that differ, the largest change of worth first.
  public var teams: [Team]
  /// The offers that differ, the largest change of what is expected of them first.
  public var offers: [Offer]

  /// Rows that do not differ; nil where one side has no plan, and no list says anything.
  let sameResources: Int?
  /// Teams that do not differ.
  let sameTeams: Int?
  /// Candidates whose offers do not differ, or who get none either way.
  let sameOffers: Int?

  private enum CodingKeys: String, CodingKey {
    case worth, resources, teams, offers
    case expectedHires = "expected_hires"
  }

  /// A number before and after; absent where there is no plan.
  public struct Pair: Encodable, Hashable, Sendable {
    /// Before.
    public var before: Double?
    /// After.
    public var after: Double?
  }

  /// A pool, the cash, the slots of a role.
  public struct Resource: Encodable, Hashable, Sendable {
    /// Its id.
    public var id: String
    /// `pool`, `cash` or `role_slots`.
    public var kind: String
    /// Units, dollars or offers.
    public var capacityBefore, capacityAfter: Double?
    /// Of them used.
    public var usedBefore, usedAfter: Double?
    /// Dollars a year per unit, dollar or offer.
    public var priceBefore, priceAfter: Double?

    private enum CodingKeys: String, CodingKey {
      case id, kind
      case capacityBefore = "capacity_before"
      case capacityAfter = "capacity_after"
      case usedBefore = "used_before"
      case usedAfter = "used_after"
      case priceBefore = "price_before"
      case priceAfter = "price_after"
    }
  }

  /// A team.
  public struct Team: Encodable, Hashable, Sendable {
    /// Its id.
    public var id: String
    /// What it gets; absent where there is no such team.
    public var grantedBefore, grantedAfter: [PlanDocument.PoolGPUs]?
    /// What it gets later in the horizon; absent where one grant holds for all of it.
    public var laterBefore, laterAfter: [PlanDocument.LaterGrant]?
    /// The chance that one person stays a year.
    public var stayBefore, stayAfter: Double?
    /// Worth, dollars a year.
    public var valueBefore, valueAfter: Double?

    private enum CodingKeys: String, CodingKey {
      case id
      case grantedBefore = "granted_before"
      case grantedAfter = "granted_after"
      case laterBefore = "later_before"
      case laterAfter = "later_after"
      case stayBefore = "stay_before"
      case stayAfter = "stay_after"
      case valueBefore = "value_before"
      case valueAfter = "value_after"
    }
  }

  /// A candidate's offer.
  public struct Offer: Encodable, Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// Absent where no offer is made.
    public var packageBefore, packageAfter: String?
    /// What the package holds.
    public var contentsBefore, contentsAfter: PlanDocument.Offer.Contents?
    /// P(accept).
    public var acceptBefore, acceptAfter: Double?

    private enum CodingKeys: String, CodingKey {
      case candidate
      case packageBefore = "package_before"
      case packageAfter = "package_after"
      case contentsBefore = "package_contents_before"
      case contentsAfter = "package_contents_after"
      case acceptBefore = "accept_before"
      case acceptAfter = "accept_after"
    }
  }

  /// Both sides have a plan.
  var isComparable: Bool { sameTeams != nil }

  /// Anything differs.
  var isSomething: Bool {
    worth != nil || expectedHires != nil || !(resources.isEmpty && teams.isEmpty && offers.isEmpty)
  }

  /// Holds two plans beside each other.
  public init(from before: PlanDocument, to after: PlanDocument) {
    worth = Pair.differing(before.worth ?? before.objective, after.worth ?? after.objective)
    expectedHires = Pair.differing(before.expectedHires, after.expectedHires)
    guard before.objective != nil, after.objective != nil else {
      (resources, teams, offers) = ([], [], [])
      (sameResources, sameTeams, sameOffers) = (nil, nil, nil)
      return
    }
    let rows = Self.paired(before.resources, after.resources, by: \.id)
    resources = Self.largestFirst(rows.compactMap(Resource.init), by: \.effect, \.id)
    sameResources = rows.count - resources.count
    let people = Self.paired(before.teams, after.teams, by: \.id)
    teams = Self.largestFirst(people.compactMap(Team.init), by: \.effect, \.id)
    sameTeams = people.count - teams.count
    let candidates = Self.paired(before.offers, after.offers, by: \.candidate)
    let changes = candidates.compactMap { pair in
      Offer(pair.0, pair.1).map { offer in
        let gain = (pair.1?.expectedValue ?? 0) - (pair.0?.expectedValue ?? 0)
        return (offer: offer, effect: abs(gain))
      }
    }
    offers = Self.largestFirst(changes, by: \.effect, \.offer.candidate).map(\.offer)
    sameOffers = candidates.count - offers.count
  }

  static func paired<Item>(
    _ before: [Item], _ after: [Item], by id: KeyPath<Item, String>
  ) -> [(Item?, Item?)] {
    let old = Dictionary(before.map { ($0[keyPath: id], $0) }) { first, _ in first }
    let new = Dictionary(after.map { ($0[keyPath: id], $0) }) { first, _ in first }
    return Set(old.keys).union(new.keys).sorted().map { (old[$0], new[$0]) }
  }

  static func largestFirst<Item>(
    _ items: [Item], by effect: KeyPath<Item, Double>, _ id: KeyPath<Item, String>
  ) -> [Item] {
    items.sorted {
      ($1[keyPath: effect], $0[keyPath: id]) < ($0[keyPath: effect], $1[keyPath: id])
    }
  }
}

extension PlanEffect.Pair {
  /// Nil where the two are the same number, or neither is known.
  static func differing(_ before: Double?, _ after: Double?) -> Self? {
    DocumentDifference.agree(before, after) ? nil : Self(before: before, after: after)
  }

  /// After less before, where both are known.
  var change: Double? { before.flatMap { before in after.map { $0 - before } } }
}

extension PlanEffect.Resource {
  /// Nil where the two are the same.
  fileprivate init?(_ before: PlanDocument.Resource?, _ after: PlanDocument.Resource?) {
    guard let any = after ?? before else { return nil }
    let figures: [KeyPath<PlanDocument.Resource, Double>] = [\.capacity, \.used, \.price]
    let isSame = figures.allSatisfy {
      DocumentDifference.agree(before?[keyPath: $0], after?[keyPath: $0])
    }
    if isSame { return nil }
    self.init(
      id: any.id, kind: any.kind, capacityBefore: before?.capacity, capacityAfter: after?.capacity,
      usedBefore: before?.used, usedAfter: after?.used, priceBefore: before?.price,
      priceAfter: after?.price)
  }

  var effect: Double {
    abs((capacityAfter ?? 0) * (priceAfter ?? 0) - (capacityBefore ?? 0) * (priceBefore ?? 0))
  }
}

extension PlanEffect.Team {
  /// Nil where the two are the same.
  fileprivate init?(_ before: PlanDocument.Team?, _ after: PlanDocument.Team?) {
    guard let any = after ?? before else { return nil }
    let isSame =
      DocumentDifference.agree(before?.value, after?.value)
      && DocumentDifference.agree(before?.stay, after?.stay)
      && Self.gpus(before?.granted) == Self.gpus(after?.granted)
      && Self.later(before) == Self.later(after)
    if isSame { return nil }
    self.init(
      id: any.id, grantedBefore: before?.granted, grantedAfter: after?.granted,
      laterBefore: Self.later(before), laterAfter: Self.later(after), stayBefore: before?.stay,
      stayAfter: after?.stay, valueBefore: before?.value,
      valueAfter: after?.value)
  }

  // Nil where the grants of later months are the first one.
  private static func later(_ team: PlanDocument.Team?) -> [PlanDocument.LaterGrant]? {
    team?.later.flatMap { later in
      later.contains { gpus($0.granted) != gpus(team?.granted) } ? later : nil
    }
  }

  /// GPUs by pool, none where there is no such pool.
  static func gpus(_ grants: [PlanDocument.PoolGPUs]?) -> [String: Int] {
    let held = (grants ?? []).filter { $0.gpus != 0 }
    return Dictionary(held.map { ($0.pool, $0.gpus) }) { first, _ in first }
  }

  fileprivate var effect: Double { abs((valueAfter ?? 0) - (valueBefore ?? 0)) }
}

extension PlanEffect.Offer {
  /// Nil where the two are the same, or none is made either way.
  fileprivate init?(_ before: PlanDocument.Offer?, _ after: PlanDocument.Offer?) {
    guard let any = after ?? before else { return nil }
    let (old, new) = (before.flatMap(Self.made), after.flatMap(Self.made))
    if old?.package == new?.package, old?.packageContents == new?.packageContents,
      DocumentDifference.agree(old?.accept, new?.accept)
    {
      return nil
    }
    self.init(
      candidate: any.candidate, packageBefore: old?.package, packageAfter: new?.package,
      contentsBefore: old?.packageContents, contentsAfter: new?.packageContents,
      acceptBefore: old?.accept, acceptAfter: new?.accept)
  }

  private static func made(_ offer: PlanDocument.Offer) -> PlanDocument.Offer? {
    offer.package == nil ? nil : offer
  }
}

extension PlanDocument {
  /// The sum of P(accept) over the offers that are made; nil where there is no plan.
  fileprivate var expectedHires: Double? {
    objective == nil
      ? nil : offers.filter { $0.package != nil }.reduce(0) { $0 + $1.accept }
  }
}
