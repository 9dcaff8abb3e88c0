import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("scontrol and sinfo") struct SlurmNodesTests {
  @Test("old and new forms of numbers, states and features")
  func nodes() throws {
    let list = try SlurmExamples.read(SlurmExamples.nodes)
    #expect(list.cluster == "lab" && list.source.version == "24.11.5")
    #expect(list.nodes.map(\.hosts.description) == ["gpu1", "gpu2", "gpu3"])
    #expect(
      list.nodes.map(\.state) == [
        .inService, .failed("DOWN+DRAIN"), .failed("NOT_RESPONDING+DRAIN"),
      ])
    let first = list.nodes[0].machine
    #expect(first.cpus == 128 && first.sockets == 2 && first.coresPerSocket == 32)
    #expect(first.memoryBytes == 1_024_000 << 20 && first.gpus[0].count == 8)
    #expect(list.nodes[1].machine.cpus == 128 && list.nodes[1].machine.memoryBytes == nil)
    #expect(list.nodes[1].place.line == 10)
    #expect(
      list.source.contradictions == [
        "f:10:5: node gpu2: gres/gpu=8 in its tres against 4 GPUs in its gres (gpu:(null):4(S:0-1)); "
          + "its gres was taken"
      ])
    #expect(
      list.source.notes == [
        "1 nodes are FUTURE: they do not exist yet and were left out",
        "reasons of nodes that are out of service: 1 × Xid 79",
      ])
    #expect(list.source.ignored.contains("free_mem") && list.source.ignored.contains("last_update"))
    #expect(!list.source.ignored.contains("gres") && !list.source.ignored.contains("state"))
  }

  @Test("rows of sinfo hold several nodes, and nodes several rows")
  func sinfo() throws {
    let list = try SlurmExamples.read(SlurmExamples.sinfo)
    #expect(list.nodes.map(\.hosts.description) == ["g[1-3]"])
    #expect(list.nodes[0].machine.gpus == [MachineFacts.GPUs(model: "a100", count: 4)])
    #expect(list.nodes[0].machine.cpus == 64 && list.nodes[0].machine.memoryBytes == nil)
    #expect(list.source.contradictions.isEmpty)
  }

  @Test("the text of scontrol, in blocks and in lines")
  func text() throws {
    let list = try SlurmExamples.read(SlurmExamples.status)
    #expect(list.nodes.map(\.hosts.description) == ["g1", "g2"])
    #expect(list.nodes.map(\.state) == [.failed("DRAIN"), .failed("DOWN+NOT_RESPONDING")])
    #expect(list.nodes[0].machine.gpus[0].count == 4 && list.nodes[1].machine.gpus.isEmpty)
    #expect(list.nodes[1].machine.product == "p5.48xlarge")
    #expect(list.nodes[1].place.description == "f:13:1")
    #expect(
      list.source.notes == ["reasons of nodes that are out of service: 1 × Kill task failed"])
    #expect(list.source.ignored.contains("OS") && !list.source.ignored.contains("CfgTRES"))
    let unregistered = SlurmExamples.status.replacing(" Arch=x86_64", with: "")
    #expect(try SlurmExamples.read(unregistered).nodes.map(\.machine) == list.nodes.map(\.machine))
    let joined = SlurmExamples.status.replacing("\n   ", with: " ")
    #expect(try SlurmExamples.read(joined).nodes.map(\.machine) == list.nodes.map(\.machine))
  }

  @Test(
    "what is wrong is refused",
    arguments: [
      (
        "{\"nodes\": [{\"name\": \"a\", \"cpus\": \"many\", \"real_memory\": 1}]}",
        "f:1:34: nodes[0].cpus: is no whole number of 0...16777216 (many); write a whole number"
      ),
      (
        "{\"nodes\": [\n{\"name\": \"a\", \"gres\": 8}]}",
        "f:2:23: nodes[0].gres: is no text (8); write a text"
      ),
      (
        "{\"nodes\": [{\"name\": \"a\", \"cpus\": 1.5, \"gres\": \"\"}]}",
        "f:1:34: nodes[0].cpus: is no whole number of 0...16777216 (1.5); write a whole number"
      ),
      (
        "{\"nodes\": [{\"name\": \"a\", \"gres\": \"gpu:-1\"}]}",
        "f:1:12: a.gres: counts fewer than no GPUs (gpu:-1); write how many GPUs one node has, or "
          + "leave them out"
      ),
      (
        "{\"nodes\": [{\"gres\": \"gpu:1\"}]}",
        "f:1:12: name: has no name; give the output of scontrol as it is"
      ),
      (
        "{\"nodes\": [{\"name\": \"a\\nb\", \"gres\": \"\"}]}",
        "f:1:12: name: is no name of a node (a\\u{a}b); give the output of scontrol as it is"
      ),
      (
        "{\"nodes\": [{\"name\": \"a\", \"gres\": \"\"}, 7]}",
        "f:1:39: nodes[1]: is no JSON object; give the output of scontrol as it is"
      ),
      (
        "{\"nodes\": [{\"name\": \"a\", \"gres\": \"\"",
        "f:1:36: the JSON text ends too early; export the file again"
      ),
      (
        "{\"nodes\": [{\"name\": \"a\", \"gres\": \"\"]]}",
        "f:1:36: a comma or a closing bracket is missing; correct the line before it"
      ),
      (
        "{\"nodes\": [], \"gres\": 1}",
        "f: lists no node; give the output of scontrol show nodes --json"
      ),
      (
        "{\"nodes\": [{\"name\": \"a\", \"gres\": nope}]}",
        "f:1:34: is no JSON value; put text in double quotes"
      ),
    ])
  func refused(text: String, message: String) {
    #expect(SlurmExamples.problems(text) == [message])
  }

  @Test("what nobody asks for may be beyond 64 bits, and whole numbers may be written otherwise")
  func numbers() throws {
    let list = try SlurmExamples.read(
      """
      {"nodes": [{"name": "a", "gres": "gpu:h100:8", "cpus": 64.0, "sockets": {"number": 2e0},
       "free_mem": 18446744073709551616, "energy": {"watts": [1, {"x": "]"}]}, "tres": null}]}
      """)
    #expect(list.nodes[0].machine.cpus == 64 && list.nodes[0].machine.sockets == 2)
    #expect(list.source.ignored.contains("free_mem") && list.source.ignored.contains("energy"))
  }

  @Test("brackets without end are refused without being followed")
  func deep() {
    let deep = "{\"nodes\": " + String(repeating: "[", count: 1_000_000) + "\"gres\""
    #expect(SlurmExamples.problems("{\"gres\": 1, " + deep.dropFirst()).count == 1)
  }

  @Test("12,500 nodes, as JSON and as text, become one entry")
  func large() throws {
    let padding = (0..<40).map { "\"key\($0)\": {\"set\": true, \"number\": \($0)}" }
      .joined(separator: ", ")
    let json = (1...12_500).map { number in
      "{\"name\": \"n\(number)\", \"cpus\": 64, \"sockets\": 2, \"cores\": 32, \"gres\": \"gpu:h100:8\", "
        + "\"real_memory\": 512000, \"state\": [\"IDLE\"], \(padding)}"
    }
    let text = (1...12_500).map { number in
      "NodeName=n\(number) Arch=x86_64 CPUTot=64 Sockets=2 CoresPerSocket=32 Gres=gpu:h100:8 "
        + "RealMemory=512000 State=IDLE OS=Linux 5.15 #1 SMP Weight=1 TmpDisk=0\n"
    }
    let texts = ["{\"nodes\": [\(json.joined(separator: ",\n"))]}", text.joined()]
    for text in texts {
      let input = try InputText(text, file: "f")
      let start = ContinuousClock.now
      let list = try SlurmNodes.read(input)
      print("\(text.utf8.count >> 20) MB of nodes: \(ContinuousClock.now - start)")
      #expect(list.nodes.map(\.hosts.description) == ["n[1-12500]"])
      #expect(list.nodes[0].machine.gpus[0].count == 8)
      #expect(ContinuousClock.now - start < .seconds(20))
    }
  }

  @Test("asleep is not broken")
  func states() {
    #expect(SlurmState("IDLE+CLOUD+POWERED_DOWN*").state == .inService)
    #expect(SlurmState("MIXED+MAINTENANCE").state == .inService)
    #expect(SlurmState(["IDLE", "INVALID_REG"]).state == .failed("INVALID_REG"))
    #expect(SlurmState("ALLOCATED+FAIL").state == .failed("FAIL"))
    #expect(SlurmState("BROKEN").unknown == "BROKEN")
  }
}
