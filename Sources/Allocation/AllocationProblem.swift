/// A multi-resource multiple-choice knapsack: one option per claimant, the greatest total value, no
/// resource used beyond its capacity.
///
/// Rows, claimants and options keep the caller's order in every answer. Inside, all three are sorted
/// by id, so that the order of the input changes nothing: not the plan, not a price, not a bit.
///
/// The range is what binary64 holds exactly: each value, and for each resource the sum over claimants
/// of the largest use plus the capacity, is at most 2^53 in magnitude.
public struct AllocationProblem: Hashable, Sendable {
  /// The rows, in the caller's order.
  public let resources: [Resource]
  /// The claimants, in the caller's order.
  public let claimants: [Claimant]
  /// Where the sorted rows, claimants and options stand in the caller's order.
  let order: CanonicalOrder
  /// The same in sorted order, laid out flat: made once, and kept when a part of it changes.
  let canonical: CanonicalProblem

  /// A problem.
  ///
  /// - Precondition: Ids are unique (resources; claimants; options within a claimant), every claimant
  ///   has an option, every option has one use per resource, and all numbers are in range.
  public init(resources: [Resource], claimants: [Claimant]) {
    for claimant in claimants { Self.check(claimant, rows: resources.count) }
    let order = CanonicalOrder(resources: resources, claimants: claimants)
    self.resources = resources
    self.claimants = claimants
    self.order = order
    canonical = CanonicalProblem(resources, claimants, order)
  }

  private static func check(_ claimant: Claimant, rows: Int) {
    precondition(!claimant.options.isEmpty, "claimant without options: \(claimant.id)")
    for option in claimant.options {
      precondition(option.use.count == rows, "uses do not match rows: \(claimant.id)")
      check(option.value, of: claimant)
    }
  }

  private static func check(_ value: Int64, of claimant: Claimant) {
    precondition(value.magnitude <= 1 << 53, "value out of range: \(claimant.id)")
  }

  /// The same claimants, options and resources with other values of the last claimants.
  ///
  /// For searches that move values a little many times (release prices): nothing is sorted again, and
  /// the claimants before stay as they are.
  /// - Parameters:
  ///   - values: Whole cents, `[claimant][option]` in the caller's order.
  ///   - first: The claimant whose values come first; all behind it follow.
  /// - Returns: The changed problem.
  public func replacingValues(_ values: [[Int64]], from first: Int = 0) -> AllocationProblem {
    precondition(first + values.count == claimants.count, "one list of values per claimant")
    var changed = claimants
    for (position, row) in values.enumerated() {
      let index = first + position
      precondition(row.count == changed[index].options.count, "one value per option")
      for (option, value) in row.enumerated() {
        Self.check(value, of: changed[index])
        changed[index].options[option].value = value
      }
    }
    return AllocationProblem(
      resources, changed, order, canonical.replacingValues(order, values, from: first))
  }

  /// The same problem with other values of one claimant, in whole cents in the caller's order.
  public func replacingValues(ofClaimant index: Int, with values: [Int64]) -> AllocationProblem {
    var changed = claimants
    precondition(values.count == changed[index].options.count, "one value per option")
    for (option, value) in values.enumerated() {
      Self.check(value, of: changed[index])
      changed[index].options[option].value = value
    }
    return AllocationProblem(
      resources, changed, order, canonical.replacingValues(order, ofClaimant: index, with: values))
  }

  /// The same problem with other options of one claimant.
  ///
  /// For questions about one claimant: nobody else's options are read or sorted again.
  /// - Parameters:
  ///   - claimant: Its index.
  ///   - options: At least one, with unique ids.
  /// - Returns: The changed problem.
  public func replacingOptions(
    ofClaimant claimant: Int, with options: [Claimant.Option]
  ) -> AllocationProblem {
    var changed = claimants
    changed[claimant].options = options
    Self.check(changed[claimant], rows: resources.count)
    let order = order.replacingOptions(ofClaimant: claimant, with: options)
    return AllocationProblem(
      resources, changed, order,
      canonical.replacingOptions(
        ofClaimant: order.place(ofClaimant: claimant), with: options, order, resources))
  }

  /// The same problem with other capacities, one per resource.
  public func replacingCapacities(_ capacities: [Int64]) -> AllocationProblem {
    precondition(capacities.count == resources.count, "one capacity per resource")
    var changed = resources
    for (row, capacity) in capacities.enumerated() { changed[row].capacity = capacity }
    return AllocationProblem(
      changed, claimants, order, canonical.replacingCapacities(changed, order))
  }

  private init(
    _ resources: [Resource], _ claimants: [Claimant], _ order: CanonicalOrder,
    _ canonical: CanonicalProblem
  ) {
    self.resources = resources
    self.claimants = claimants
    self.order = order
    self.canonical = canonical
  }
}
