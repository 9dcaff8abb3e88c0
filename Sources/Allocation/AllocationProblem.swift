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
  /// Prices up to which whole-number sums stay within 128 bits, whatever is chosen; in cents.
  let greatestPrices: [Double]
  /// Where the sorted rows, claimants and options stand in the caller's order.
  let order: CanonicalOrder

  /// A problem.
  ///
  /// - Precondition: Ids are unique (resources; claimants; options within a claimant), every claimant
  ///   has an option, every option has one use per resource, and all numbers are in range.
  public init(resources: [Resource], claimants: [Claimant]) {
    for claimant in claimants {
      precondition(!claimant.options.isEmpty, "claimant without options: \(claimant.id)")
      for option in claimant.options {
        precondition(option.use.count == resources.count, "uses do not match rows: \(claimant.id)")
        precondition(option.value.magnitude <= 1 << 53, "value out of range: \(claimant.id)")
      }
    }
    var greatestPrices: [Double] = []
    for (row, resource) in resources.enumerated() {
      var reach = resource.capacity.magnitude
      for claimant in claimants {
        let largest = claimant.options.lazy.map { $0.use[row].magnitude }.max() ?? 0
        reach = reach.addingReportingOverflow(largest).partialValue
        precondition(largest <= 1 << 53 && reach <= 1 << 53, "use out of range: \(resource.id)")
      }
      greatestPrices.append(0x1p86 / (Double(reach + 1) * Double(resources.count)))
    }
    self.resources = resources
    self.claimants = claimants
    self.greatestPrices = greatestPrices
    self.order = CanonicalOrder(resources: resources, claimants: claimants)
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
        precondition(value.magnitude <= 1 << 53, "value out of range: \(changed[index].id)")
        changed[index].options[option].value = value
      }
    }
    return AllocationProblem(changed, like: self)
  }

  /// `claimants` that differ from those of `other` in values alone.
  private init(_ claimants: [Claimant], like other: AllocationProblem) {
    resources = other.resources
    self.claimants = claimants
    greatestPrices = other.greatestPrices
    order = other.order
  }
}
