import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("Slurm's files from nobody's friend") struct SlurmHostileTests {
  @Test("each text is recognised as what it is")
  func recognised() {
    for (name, text) in SlurmExamples.all {
      let kinds = [
        SlurmConfiguration.recognises(text, file: name),
        SlurmResources.recognises(text, file: name),
        SlurmTopology.recognises(text, file: name), SlurmTopologyYAML.recognises(text, file: name),
        SlurmNodes.recognises(text, file: name),
      ]
      #expect(kinds.count { $0 } == 1, "\(name) \(kinds)")
    }
    for text in [
      "<topology/>", "cluster: a\npools: []", "GPU0 GPU1\nX NV18", "name,gpus\na,8", "{}",
    ] {
      #expect(SlurmKind(text) == nil && !SlurmTopologyYAML.recognises(text, file: "f"))
      #expect(!SlurmNodes.recognises(text, file: "f"))
    }
  }

  @Test("changed texts are read or refused, never followed into the abyss", arguments: 0..<200)
  func mutated(seed: Int) throws {
    var numbers = SplitMix(state: UInt64(seed))
    let (_, text) = SlurmExamples.all[seed % SlurmExamples.all.count]
    var bytes = Array(text.utf8)
    let pieces = [
      "[", "]", "[1-999999]", "=", "\\\n", "\\", "\"", "#", ",", "gpu:", "-1",
      "9223372036854775808",
      "{", "}", "NodeName=", "Nodes=", "0", "\n", "Switches=", ":", "(S:", "n[1-60000][1-10]",
    ]
    for _ in 0..<Int.random(in: 1...12, using: &numbers) {
      let at = Int.random(in: 0..<bytes.count, using: &numbers)
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: bytes.remove(at: at)
      case 1:
        bytes.insert(contentsOf: (pieces.randomElement(using: &numbers) ?? "").utf8, at: at)
      case 2:
        let end = min(bytes.count, at + Int.random(in: 1...200, using: &numbers))
        bytes.insert(contentsOf: Array(bytes[at..<end]), at: end)
      default: bytes[at] = UInt8.random(in: 0x20...0x7E, using: &numbers)
      }
      if bytes.isEmpty { bytes = [0x41] }
    }
    guard let input = try? InputText(bytes: bytes, file: "f") else { return }
    let start = ContinuousClock.now
    for read in [
      { _ = try SlurmConfiguration.read(input) }, { _ = try SlurmResources.read(input) },
      { _ = try SlurmTopology.read(input) }, { _ = try SlurmTopologyYAML.read(input) },
      { _ = try SlurmNodes.read(input) },
    ] as [() throws -> Void] {
      do {
        try read()
      } catch let failure as Diagnostics {
        #expect(!failure.problems.isEmpty && failure.problems.count <= 25)
        #expect(failure.problems.allSatisfy { !$0.remedy.isEmpty })
      }
    }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  static let large: [(name: String, text: String)] = [
    ("brackets", "NodeName=" + String(repeating: "n[1]", count: 200_000)),
    ("kinds", "NodeName=n1 Gres=" + (0..<80_000).map { "gpu:t\($0):1" }.joined(separator: ",")),
    ("keys", "NodeName=n1 " + String(repeating: "CPUs=1 ", count: 100_000)),
    ("unknown keys", "NodeName=n1 " + String(repeating: "x=1 ", count: 200_000)),
    ("sizes", "BlockName=a Nodes=n1 " + String(repeating: "BlockSizes=1 ", count: 75_000)),
    ("resource keys", "Name=gpu " + String(repeating: "x=1 ", count: 200_000)),
    ("names of a cluster", String(repeating: "ClusterName=a ClusterName=b ", count: 30_000)),
    ("down", "DownNodes=a " + String(repeating: "State=X ", count: 120_000)),
    ("settings", (0..<100_000).map { "Key\($0)=1\n" }.joined() + "NodeName=n1"),
    ("nested", (1...5_000).map { "NodeName=n[\($0)-9999] Name=gpu File=/dev/nvidia0\n" }.joined()),
    ("names", "NodeName=" + (0..<90_000).map { "a\($0)b" }.joined(separator: ",")),
    ("switches", (0..<50_000).map { "SwitchName=s\($0) Switches=s\($0 + 1)\n" }.joined()),
    ("expanding", String(repeating: "SwitchName=s Nodes=n[1-60000][1-10]\n", count: 200)),
    (
      "partitions",
      "NodeName=n[1-9]\n"
        + (0..<9_000).map { "PartitionName=p\($0) Nodes=n[1-9],a[1-600][1-9]\n" }.joined()
    ),
    ("backslashes", "NodeName=n1 " + String(repeating: "\\\n", count: 400_000)),
    ("parentheses", "NodeName=n1 Gres=gpu:" + String(repeating: "(", count: 900_000)),
    ("state", "NodeName=n1 State=" + String(repeating: "DOWN+", count: 150_000)),
  ]

  @Test("large and crooked texts take little time", arguments: large.map(\.name))
  func bounded(name: String) throws {
    let text = try #require(Self.large.first { $0.name == name }?.text)
    let start = ContinuousClock.now
    _ = SlurmExamples.problems(text)
    let time = ContinuousClock.now - start
    print("hostile \(name): \(time)")
    #expect(time < .seconds(5), "\(name) took \(time)")
  }
}
