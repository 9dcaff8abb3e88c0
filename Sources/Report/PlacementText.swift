internal import Planning
internal import Scenario
internal import Topology

/// Where the grants of a plan sit, for a terminal.
///
/// Only where nodes have names, or racks or domains are known.
struct PlacementText {
  private let plan: Plan
  private let page: TerminalPage

  init(_ plan: Plan, _ page: TerminalPage) {
    self.plan = plan
    self.page = page
  }

  /// A line per team that has a place, then what is left for jobs of some sizes.
  var lines: [String] {
    let placed = plan.teams.filter { $0.placement.contains(where: \.isTelling) }
    let sentences = plan.resources.compactMap { PlacementWords.sentence(on: $0, in: plan) }
      .flatMap { page.wrapped($0) }
    if placed.isEmpty { return sentences + freeSlots }
    return ["", page.heading("WHERE")]
      + page.entries(placed.map { ($0.id, places(of: $0)) }, most: page.width / 3) + sentences
      + freeSlots
  }

  private func places(of team: TeamPlan) -> String {
    Dictionary(grouping: team.placement.filter(\.isTelling)) { "\($0.pool) \($0.group)" }
      .sorted { $0.key < $1.key }
      .map { key, places in
        let nodes = places.reduce(0) { $0 + $1.nodes.count }
        if let names = Self.names(of: places) {
          return "\(places[0].pool) \(names) (\(nodes) node\(nodes == 1 ? "" : "s"))"
        }
        let many = Set(places.map(\.index)).count > 1
        return "\(key)\(many ? "s" : "") \(Self.runs(of: places.map(\.index))) "
          + "(\(nodes) node\(nodes == 1 ? "" : "s"))"
      }
      .joined(separator: "; ")
  }

  // The nodes' names where they are known and not too many to read.
  private static func names(of places: [PlacedGrant]) -> String? {
    var names = HostNames()
    for place in places.sorted(by: { $0.nodes.lowerBound < $1.nodes.lowerBound }) {
      names.append(place.hosts)
    }
    let text = names.isEmpty ? "" : "\(names)"
    return text.isEmpty || text.count > 60 ? nil : text.onOneLine
  }

  /// `3-6, 9`: neighbouring numbers drawn together.
  static func runs(of numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in Set(numbers).sorted() {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ", ")
  }

  private var freeSlots: [String] {
    zip(plan.resources, plan.scenario.pools).flatMap { row, pool -> [String] in
      let slots = row.freeSlots.filter { $0.count > 0 }.map {
        "\(NumberFormat.grouped($0.count)) job\($0.count == 1 ? "" : "s") of \($0.size)"
      }
      if slots.isEmpty { return [] }
      return page.wrapped(
        "\(pool.id) has room left for \(slots.joined(separator: ", or ")) GPUs")
    }
  }
}
