internal import Allocation
internal import Scenario

extension PlanConflict {
  /// Says in the user's words which floors exceed which pool.
  init(_ conflict: Conflict, in scenario: Scenario) {
    let floors = conflict.claimants.map { Self.floor($0, conflict, scenario) }
    let rows = conflict.resources.map { Self.row($0.resource, scenario) }
    paths = floors.flatMap { $0 } + rows
    let names = conflict.claimants.map { String($0.drop { $0 != "[" }.dropFirst().dropLast()) }
    let needs = conflict.resources.map { shortage in
      guard let needed = shortage.needed else {
        return "\(shortage.resource) has \(shortage.capacity), which is not enough"
      }
      return "\(shortage.resource) has \(shortage.capacity), and they need \(needed): "
        + "lower a floor by \(needed - shortage.capacity) or add as many"
    }
    sentence =
      "the floors of \(Self.list(names)) do not fit together: " + needs.joined(separator: "; and ")
  }

  private static func floor(
    _ claimant: String, _ conflict: Conflict, _ scenario: Scenario
  ) -> [String] {
    conflict.resources.map { shortage in
      let pool = shortage.resource.split(separator: ".").last.map(String.init) ?? ""
      return "\(claimant).floor_gpus.\(pool)"
    }
  }

  private static func row(_ resource: String, _ scenario: Scenario) -> String {
    guard let pool = scenario.pools.first(where: { "pools.\($0.id)" == resource }) else {
      return resource
    }
    return "clusters.\(pool.cluster).nodes"
  }

  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "the teams" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
