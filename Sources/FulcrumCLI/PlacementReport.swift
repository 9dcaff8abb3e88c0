import Fulcrum

/// Whether threads and memory go to the nodes that they are meant for.
struct PlacementReport {
  /// What was found, a line each.
  var lines: [String]
  /// Whether everything is where it was meant to be; with one node there is nothing to go wrong.
  var isRight: Bool

  /// Places a table of `bytes`, asks the kernel where each page is, and each thread where it runs.
  static func measured(bytes: Int, threads: Int) -> PlacementReport {
    let crew = NodeCrew(threads: threads)
    if crew.nodes.isEmpty {
      let nodes = MemoryNodes.ofThisThread().nodes.count
      let reason =
        nodes > 1 ? "one thread" : nodes == 1 ? "one memory node" : "memory nodes are not known"
      return PlacementReport(
        lines: ["placement: \(reason); threads and memory are left to the system"], isRight: true)
    }
    // Blocks as the price pass has them, of 32 claimants with 64 options.
    let blockFloats = 32 * 64
    let table = PlacedTable(
      blocks: bytes / (blockFloats * MemoryLayout<Float>.stride), floatsPerBlock: blockFloats,
      crew: crew
    ) { _, numbers in
      for index in numbers.indices { numbers[index] = 1 }
    }
    return PlacementReport(table.placement, crew.attendance(), of: crew)
  }

  /// Words for what was found.
  init(
    _ placement: MemoryPlacement, _ attendance: [NodeCrew.Attendance], of crew: NodeCrew
  ) {
    let pages = placement.shares.map { share in
      let (here, pages, unknown) = (share.here, share.pages, share.unknown)
      return "placement: node \(share.node): \(NumberFormat.grouped(here)) pages of "
        + "\(NumberFormat.grouped(pages)) here"
        + (unknown > 0 ? ", \(NumberFormat.grouped(unknown)) unknown" : "")
    }
    let threads = crew.nodes.enumerated().map { place, node in
      let there = attendance.filter { $0.place == place }
      let bound = there.count { $0.isBound }
      let running = there.count { $0.node == node.number }
      let count = crew.threads[place]
      return "threads: node \(node.number): \(bound) bound of \(count), \(running) run there"
    }
    lines = pages + threads
    isRight =
      placement.isRight && attendance.count == crew.threadCount
      && attendance.allSatisfy { $0.isBound && $0.node == crew.nodes[$0.place].number }
  }

  private init(lines: [String], isRight: Bool) {
    self.lines = lines
    self.isRight = isRight
  }
}
