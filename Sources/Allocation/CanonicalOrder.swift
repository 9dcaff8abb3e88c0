/// Where the rows, claimants and options, sorted by id, stand in the caller's order.
struct CanonicalOrder: Hashable, Sendable {
  /// Sorted row to caller's row.
  let resources: [Int]
  /// Sorted claimant to caller's claimant.
  let claimants: [Int]
  /// Sorted option to the caller's option, by *sorted* claimant.
  let options: [[Int]]

  init(resources: [Resource], claimants: [Claimant]) {
    self.resources = sortedOrder(of: resources.map(\.id))
    let order = sortedOrder(of: claimants.map(\.id))
    self.claimants = order
    self.options = order.map { sortedOrder(of: claimants[$0].options.map(\.id)) }
  }

  private init(resources: [Int], claimants: [Int], options: [[Int]]) {
    (self.resources, self.claimants, self.options) = (resources, claimants, options)
  }

  /// Where a claimant of the caller's stands when sorted.
  func place(ofClaimant claimant: Int) -> Int {
    guard let place = claimants.firstIndex(of: claimant) else {
      preconditionFailure("no such claimant: \(claimant)")
    }
    return place
  }

  /// The order when one claimant of the caller's has other options.
  func replacingOptions(
    ofClaimant claimant: Int, with changed: [Claimant.Option]
  ) -> CanonicalOrder {
    var options = options
    options[place(ofClaimant: claimant)] = sortedOrder(of: changed.map(\.id))
    return CanonicalOrder(resources: resources, claimants: claimants, options: options)
  }
}

/// The permutation that sorts `ids`, which must be unique.
func sortedOrder(of ids: [String]) -> [Int] {
  var order = Array(ids.indices)
  if zip(ids, ids.dropFirst()).contains(where: { $0 >= $1 }) {
    order.sort { ids[$0] < ids[$1] }
    for (before, after) in zip(order, order.dropFirst()) {
      precondition(ids[before] != ids[after], "id used twice: \(ids[before])")
    }
  }
  return order
}
