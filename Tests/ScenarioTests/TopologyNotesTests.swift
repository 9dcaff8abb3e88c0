import Foundation
import Scenario
import Testing

@Suite("what a plan says of the files of its cluster") struct TopologyNotesTests {
  @Test("many contradictions are a few of them and a count", arguments: [3, 4, 5, 60, 140])
  func many(count: Int) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fulcrum-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = (1...200).map { "n\($0),h100,8\n" }.joined()
    let second = (1...200).map { "n\($0),h100,\($0 <= count ? 4 : 8)\n" }.joined()
    for (name, rows) in [("a.csv", first), ("b.csv", second)] {
      try "node,gpu_model,gpus\n\(rows)".write(
        toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    let notes = try ClusterTests.lab("\(folder)/a.csv,\(folder)/b.csv").notes
      .filter { $0.contains("b.csv") }
    #expect(notes.count == min(count, 4))
    #expect(notes[0] == "bay-1: b.csv:2:1: says 4 GPUs a node, against 8 in a.csv, which is taken.")
    if count > 4 {
      let rest = count > 100 ? "at least 97" : "\(count - 3)"
      #expect(
        notes[3]
          == "bay-1: \(rest) more contradictions of b.csv: fulcrum topology check lists them.")
    }
  }
}
