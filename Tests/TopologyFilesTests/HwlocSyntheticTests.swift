import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@Suite("any machine of hwloc's synthetic notation")
struct HwlocSyntheticTests {
  /// A machine in the notation: levels of all kinds, memory at any of them, numbers out of order.
  static func machine(seed: UInt64) -> String {
    var random = SplitMix(state: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    var words: [String] = []
    var (threads, nodes) = (1, 0)
    let levels = [("group", 20), ("pack", 80), ("die", 25), ("l3", 60), ("l2", 40), ("core", 85)]
    for (level, percent) in levels where number(1...100) <= percent {
      let count = number(1...(threads > 24 ? 2 : 4))
      threads *= count
      words.append("\(level):\(count)\(level.hasPrefix("l") ? cache(&random) : "")")
      if number(1...100) <= 25, nodes * threads < 64 {
        for _ in 0..<number(1...2) {
          nodes += threads
          words.append("[numa(memory=\(number(1...1 << 30) << 12))]")
        }
      }
    }
    let perCore = number(1...3)
    threads *= perCore
    words.append("pu:\(perCore)" + (number(1...3) == 1 ? order(of: threads, &random) : ""))
    return words.joined(separator: " ")
  }

  private static func cache(_ random: inout SplitMix) -> String {
    Bool.random(using: &random) ? "(size=\(Int.random(in: 1...64, using: &random) << 20))" : ""
  }

  private static func order(of count: Int, _ random: inout SplitMix) -> String {
    let order = (0..<count).shuffled(using: &random).map(String.init)
    return "(indexes=\(order.joined(separator: ",")))"
  }

  @Test(
    "we count what hwloc counts, and hwloc the same in what we write",
    .enabled(if: HwlocTools.areInstalled), arguments: 0..<24)
  func counts(seed: UInt64) throws {
    let machine = Self.machine(seed: seed)
    let folder = try HwlocFolder()
    let (theirs, ours) = (folder.path + "/theirs.xml", folder.path + "/ours.xml")
    _ = try HwlocTools.run("lstopo-no-graphics", ["-i", machine, "--of", "xml", theirs])
    let tree = try HwlocXML.read(InputText(readingFile: theirs))
    let counts = HwlocCounts(tree.totals)
    let reference = try HwlocCounts(file: theirs)
    #expect(counts == reference, "\(machine)")
    try tree.hwlocXML.write(toFile: ours, atomically: true, encoding: .utf8)
    #expect(try HwlocExportTests.areAlike(HwlocExportTests.again(tree), tree), "\(machine)")
    let again = try HwlocCounts(file: ours)
    #expect(again == counts, "\(machine)")
  }
}
