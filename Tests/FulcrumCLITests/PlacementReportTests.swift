import Fulcrum
import Testing

@testable import FulcrumCLI

@Suite("Where threads and memory are")
struct PlacementReportTests {
  private static let crew = NodeCrew(
    MemoryNodes([.init(number: 0, cpus: [0, 1]), .init(number: 2, cpus: [2])]), threads: 3)

  private static func report(pages: [Int], node: Int?, isBound: Bool = true) -> PlacementReport {
    PlacementReport(
      MemoryPlacement(shares: [
        MemoryPlacement.Share(node: 0, pageBytes: 4_096, found: Array(repeating: 0, count: 2_000)),
        MemoryPlacement.Share(node: 2, pageBytes: 4_096, found: pages),
      ]),
      [
        NodeCrew.Attendance(place: 0, isBound: true, node: 0),
        NodeCrew.Attendance(place: 0, isBound: true, node: 0),
        NodeCrew.Attendance(place: 1, isBound: isBound, node: node),
      ], of: crew)
  }

  @Test("all in place is told node by node")
  func right() {
    let report = Self.report(pages: [2, 2, 2], node: 2)
    #expect(report.isRight)
    #expect(
      report.lines == [
        "placement: node 0: 2,000 pages of 2,000 here", "placement: node 2: 3 pages of 3 here",
        "threads: node 0: 2 bound of 2, 2 run there", "threads: node 2: 1 bound of 1, 1 run there",
      ])
  }

  @Test("a page or a thread that is elsewhere is told, and is not right")
  func wrong() {
    let astray = Self.report(pages: [2, 0, -2], node: 2)
    #expect(!astray.isRight)
    #expect(astray.lines[1] == "placement: node 2: 1 pages of 3 here, 1 unknown")
    let away = Self.report(pages: [2], node: 0)
    #expect(!away.isRight)
    #expect(away.lines[3] == "threads: node 2: 1 bound of 1, 0 run there")
    #expect(!Self.report(pages: [2], node: nil).isRight)
    let free = Self.report(pages: [2], node: 2, isBound: false)
    #expect(!free.isRight)
    #expect(free.lines[3] == "threads: node 2: 0 bound of 1, 1 run there")
  }

  @Test("this machine is as it should be", arguments: [1, 2])
  func measured(threads: Int) {
    let report = PlacementReport.measured(bytes: 4 << 20, threads: threads)
    #expect(report.isRight, "\(report.lines)")
    #expect(report.lines.allSatisfy { $0.count <= 80 && $0.contains(": ") })
  }
}
