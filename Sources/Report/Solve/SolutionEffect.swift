public import ProblemFiles
internal import Units

/// What two solutions of the solver alone differ in: worth, bound, rows with their prices, who has
/// another option.
///
/// Values are in the problems' own unit; a price is what one more unit of a resource is worth in it.
public struct SolutionEffect: Encodable, Hashable, Sendable {
  /// What the choice is worth, if that differs.
  public var objective: PlanEffect.Pair?
  /// What no choice exceeds, if that differs.
  public var bound: PlanEffect.Pair?
  /// The rows that differ, the largest change of the row's whole price first.
  public var resources: [PlanEffect.Resource]
  /// The claimants that have another option, or one of another value, the largest change first.
  public var grants: [Grant]

  /// Rows that do not differ.
  let sameResources: Int
  /// Claimants that have the same, worth the same.
  let sameClaimants: Int

  private enum CodingKeys: String, CodingKey {
    case objective, bound, resources, grants
  }

  /// What one claimant is given; absent where there is no such claimant, or no choice.
  public struct Grant: Encodable, Hashable, Sendable {
    /// The claimant.
    public var claimant: String
    /// The option's id.
    public var optionBefore, optionAfter: String?
    /// What it is worth.
    public var valueBefore, valueAfter: Double?

    private enum CodingKeys: String, CodingKey {
      case claimant
      case optionBefore = "option_before"
      case optionAfter = "option_after"
      case valueBefore = "value_before"
      case valueAfter = "value_after"
    }

    /// By how much more it is worth.
    var change: Double { (valueAfter ?? 0) - (valueBefore ?? 0) }
  }

  /// Anything differs.
  var isSomething: Bool {
    objective != nil || bound != nil || !resources.isEmpty || !grants.isEmpty
  }

  /// Holds two solutions beside each other.
  public init(from before: SolutionDocument, to after: SolutionDocument) {
    objective = .differing(
      before.objective.map(before.amount), after.objective.map(after.amount))
    bound = .differing(before.bound.map(before.amount), after.bound.map(after.amount))
    let rows = PlanEffect.paired(before.rows, after.rows, by: \.id)
    resources = PlanEffect.largestFirst(
      rows.compactMap { Self.resource($0.0, before, $0.1, after) }, by: \.effect, \.id)
    sameResources = rows.count - resources.count
    guard before.objective != nil, after.objective != nil else {
      (grants, sameClaimants) = ([], 0)
      return
    }
    let claimants = PlanEffect.paired(before.choice, after.choice, by: \.claimant)
    grants = claimants.compactMap { Self.grant($0.0, before, $0.1, after) }
      .sorted { (abs($1.change), $0.claimant) < (abs($0.change), $1.claimant) }
    sameClaimants = claimants.count - grants.count
  }

  private static func resource(
    _ old: SolutionDocument.Row?, _ before: SolutionDocument, _ new: SolutionDocument.Row?,
    _ after: SolutionDocument
  ) -> PlanEffect.Resource? {
    guard let any = new ?? old else { return nil }
    // Without a choice on one side there is nothing to hold use and price against.
    let isChosen = before.objective != nil && after.objective != nil
    let (oldPriced, newPriced) = (isChosen ? old : nil, isChosen ? new : nil)
    let row = PlanEffect.Resource(
      id: any.id, kind: any.isRule ? "rule" : "resource",
      capacityBefore: old.map { Double($0.capacity) },
      capacityAfter: new.map { Double($0.capacity) },
      usedBefore: oldPriced?.used.map(Double.init), usedAfter: newPriced?.used.map(Double.init),
      priceBefore: oldPriced.map { $0.price * before.valueUnit },
      priceAfter: newPriced.map { $0.price * after.valueUnit })
    let isSame =
      row.capacityBefore == row.capacityAfter && row.usedBefore == row.usedAfter
      && DocumentDifference.agree(row.priceBefore, row.priceAfter)
    return isSame ? nil : row
  }

  private static func grant(
    _ old: SolutionDocument.Grant?, _ before: SolutionDocument, _ new: SolutionDocument.Grant?,
    _ after: SolutionDocument
  ) -> Grant? {
    guard let any = new ?? old else { return nil }
    let grant = Grant(
      claimant: any.claimant, optionBefore: old?.option, optionAfter: new?.option,
      valueBefore: old.map { before.amount(Int128($0.value)) },
      valueAfter: new.map { after.amount(Int128($0.value)) })
    return grant.optionBefore == grant.optionAfter && grant.valueBefore == grant.valueAfter
      ? nil : grant
  }
}

extension SolutionDocument {
  /// What one own unit of value is.
  fileprivate var valueUnit: Double { [1, 0.1, 0.01][decimals] }

  /// A number of own units of value; two decimals are all that a value has.
  fileprivate func amount(_ value: Int128) -> Double {
    Double(value) / [1.0, 10, 100][decimals]
  }

  /// What was asked beside the table.
  var settings: [String: InputValue] {
    switch problem {
    case .generated(let arguments, let isShared, let isInBlocks):
      return [
        "generate": .text(arguments), "shared": .flag(isShared), "blocks": .flag(isInBlocks),
      ]
    case .file(_, _, let capacities):
      return Dictionary(
        capacities.map { ("--capacity \($0.resource)", InputValue.number(Double($0.amount))) },
        uniquingKeysWith: { _, last in last })
    }
  }

  /// The digest of the table, by the file's name.
  var texts: [String: String] {
    guard case .file(let path, let sha256, _) = problem else { return [:] }
    return [String(path.split(separator: "/").last ?? ""): sha256]
  }

  /// What the problem is called: its file or the generator's arguments.
  package var title: String {
    switch problem {
    case .generated(let arguments, _, _): arguments
    case .file(let path, _, _): path
    }
  }
}
