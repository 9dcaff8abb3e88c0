import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("gres.conf") struct SlurmResourcesTests {
  @Test("lines add up for each node")
  func example() throws {
    let list = try SlurmExamples.read(SlurmExamples.resources)
    #expect(list.nodes.map(\.hosts.description) == ["gpu1", "gpu2", "gpu[3-4]"])
    #expect(list.nodes.map { $0.machine.gpus.map(\.count) } == [[2], [3], [5]])
    #expect(list.nodes.map { $0.machine.gpus[0].model } == ["h100", "h100", "a100"])
    #expect(list.nodes[0].machine.gpus[0].sockets == nil)
    #expect(list.source.ignored == ["Links", "Flags", "Name=mps"])
    #expect(
      list.source.notes == [
        "1g.10gb is a partition of a GPU: from how many cards it is cut is not told, and it was not "
          + "counted"
      ])
  }

  @Test("cores become packages only by the cores of one")
  func cores() throws {
    let nodes = try SlurmExamples.read("NodeName=gpu[1-5] Sockets=2 CoresPerSocket=16 Gres=gpu:2")
    let list = try SlurmResources.read(InputText(SlurmExamples.resources, file: "f"), nodes: nodes)
    #expect(list.nodes.map { $0.machine.gpus[0].sockets } == [[0, 1], nil, nil])
    let general = try SlurmResources.read(
      InputText("Name=gpu File=/dev/nvidia[0-1] Cores=[16-31]", file: "f"), nodes: nodes)
    #expect(general.nodes[0].machine.gpus[0].sockets == [1, 1])
    let across = try SlurmResources.read(
      InputText("Name=gpu File=/dev/nvidia[0-1] Cores=8-23", file: "f"), nodes: nodes)
    #expect(across.nodes[0].machine.gpus[0].sockets == nil)
  }

  @Test("a line without names speaks of every node, and of the named ones too")
  func everyNode() throws {
    let text = "Name=gpu Type=a File=/dev/nvidia[0-3]\nNodeName=x Name=gpu Type=b Count=2"
    let list = try SlurmExamples.read(text)
    #expect(list.nodes.map(\.hosts.description) == ["", "x"])
    #expect(list.nodes.map { $0.machine.gpus.map(\.model) } == [["a"], ["a", "b"]])
    #expect(list.nodes.map { $0.machine.gpus.map(\.count) } == [[4], [4, 2]])
  }

  @Test(
    "contradictions",
    arguments: [
      (
        "Name=gpu File=/dev/nvidia[0-3] Count=8",
        "f:1:32: Count=8 against 4 device files; the files were taken"
      ),
      (
        "Name=gpu File=/dev/nvidia0\nNodeName=a Name=gpu File=/dev/nvidia0",
        "f:2:1: /dev/nvidia0 is listed twice for the same nodes; it was counted once"
      ),
    ])
  func contradictions(text: String, sentence: String) throws {
    #expect(try SlurmExamples.read(text).source.contradictions == [sentence])
  }

  @Test(
    "what is wrong is refused",
    arguments: [
      (
        "Name=gpu Cuont=8", "f:1:10: Cuont: is no key of gres.conf (8); did you mean count?"
      ),
      (
        "Name=gpu Count=-8",
        "f:1:16: Count: counts fewer than no GPUs (-8); write how many GPUs one node has, or leave "
          + "them out"
      ),
      (
        "Name=gpu File=/dev/nvidia[0-",
        "f:1:15: File: has a bracket that does not close (/dev/nvidia[0-); write such as "
          + "File=/dev/nvidia[0-7]"
      ),
      (
        "Name=gpu File=/dev/nvidia[0-9999]",
        "f:1:15: File: names more than 1024 devices (/dev/nvidia[0-9999]); check the range"
      ),
      (
        "Name=gpu Cores=x", "f:1:16: Cores: are no numbers of cores (x); write such as Cores=0-31"
      ),
      ("Name=gpu\nType=h100", "f:2:1: Name: names no resource; write such as Name=gpu"),
      (
        "Name=gpu\nInclude x",
        "f:2:1: Include: other files are not read (x); put the text of that file in the place of "
          + "this line"
      ),
    ])
  func refused(text: String, message: String) {
    #expect(SlurmExamples.problems(text) == [message])
  }

  @Test("overlapping lists give each node its own lines", arguments: 0..<30)
  func overlaps(seed: Int) throws {
    var numbers = SplitMix(state: UInt64(seed))
    var truth: [String: Int] = [:]
    var lines: [String] = []
    for line in 0..<Int.random(in: 1...12, using: &numbers) {
      let lower = Int.random(in: 1...40, using: &numbers)
      let upper = Int.random(in: lower...45, using: &numbers)
      for node in lower...upper { truth["n\(node)", default: 0] += 1 }
      lines.append("NodeName=n[\(lower)-\(upper)] Name=gpu File=/dev/nvidia\(line)")
    }
    let list = try SlurmExamples.read(lines.joined(separator: "\n"))
    var read: [String: Int] = [:]
    for entry in list.nodes {
      for name in entry.hosts.names {
        #expect(read[name] == nil)
        read[name] = entry.machine.gpus.reduce(0) { $0 + $1.count }
      }
    }
    #expect(read == truth)
  }
}
