import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("slurm.conf") struct SlurmConfigurationTests {
  @Test("nodes inherit, lines continue, some are down, some do not exist yet")
  func example() throws {
    let list = try SlurmExamples.read(SlurmExamples.configuration)
    #expect(list.cluster == "lab")
    #expect(
      list.nodes.map(\.hosts.description) == [
        "gpu[001-002,004,006-016]", "gpu[003,005]", "gpu[017-018]", "cpu[1-4]", "burst[1-2]",
      ])
    #expect(list.nodes[1].state == .failed("DRAIN"))
    #expect(list.nodes.filter { $0.state != .inService }.count == 1)
    let gpu = list.nodes[0].machine
    #expect(gpu.sockets == 2 && gpu.coresPerSocket == 56 && gpu.threadsPerCore == 2)
    #expect(gpu.memoryBytes == 2_048_000 << 20)
    #expect(gpu.gpus == [MachineFacts.GPUs(model: "h100", count: 8)])
    #expect(
      list.nodes[2].machine.gpus == [
        MachineFacts.GPUs(model: "a100", count: 8, sockets: [0, 0, 0, 0, 1, 1, 1, 1])
      ])
    #expect(
      list.nodes[3].machine.gpus.isEmpty && list.nodes[3].machine.memoryBytes == 512_000 << 20)
    #expect(list.nodes[2].place.description == "f:11:1")
    #expect(
      list.source.notes == [
        "2 nodes are in no partition: burst[1-2]",
        "8 nodes are FUTURE: they do not exist yet and were left out",
        "2 nodes are CLOUD: they are made when jobs need them",
        "reasons of nodes that are out of service: 2 × bad #2 fan",
      ])
    #expect(
      list.missingLevels
        == "TopologyPlugin=topology/tree: which nodes lie together is in topology.conf or "
        + "topology.yaml, which was not given")
    #expect(list.source.contradictions.isEmpty)
    #expect(
      list.source.ignored == [
        "SlurmctldHost", "SchedulerParameters", "Weight", "Gres=shard", "NodeAddr", "MaxTime",
      ])
  }

  @Test(
    "Gres texts",
    arguments: [
      ("gpu:8", [("", 8)]), ("gpu", [("", 1)]), ("gpu:h100", [("h100", 1)]),
      ("gpu:h100:8(S:0-1)", [("h100", 8)]), ("gpu:(null):4(IDX:0-3)", [("", 4)]),
      ("gpu:a:4(S:0),gpu:b:2(IDX:0,3)", [("a", 4), ("b", 2)]), ("gpu:0", []), ("gpu:h100:0", []),
      ("(null)", []), ("shard:16,mps:400", []), ("GPU:1K", [("", 1024)]),
      ("gpu:h100:no_consume:8", [("h100", 8)]), ("gpu:nvidia_h100_80gb_hbm3_4g.40gb:2", []),
      ("gpu:1g.10gb:7,gpu:a100:2", [("a100", 2)]), ("craynetwork:4,gpu:3", [("", 3)]),
      ("gpu:a100:2,gpu:a100:2", [("a100", 4)]), ("gpu:nvidia_a100_3g.20gb:2,gpu:4", [("", 4)]),
    ])
  func gres(text: String, kinds: [(String, Int)]) throws {
    let gres = try SlurmGRES(text)
    #expect(gres.gpus.map(\.model) == kinds.map(\.0))
    #expect(gres.gpus.map(\.count) == kinds.map(\.1))
  }

  @Test(
    "partitions of GPUs are not GPUs",
    arguments: [
      ("1g.10gb", true), ("nvidia_h100_80gb_hbm3_4g.40gb", true), ("1g.10gb+me", true),
      ("3G.20GB", true), ("h100", false), ("rtx_6000", false), ("a100_80gb", false),
      ("g.gb", false),
      ("", false),
    ])
  func slices(type: String, isSlice: Bool) { #expect(SlurmGRES.isSlice(type) == isSlice) }

  @Test("packages: boards before sockets, and else what the CPUs leave")
  func sockets() throws {
    let cases: [(String, Int?, Int?)] = [
      ("CPUs=64", nil, 64), ("CPUs=64 CoresPerSocket=16 ThreadsPerCore=2", 2, 64),
      ("Boards=2 SocketsPerBoard=2 CoresPerSocket=8", 4, nil), ("Sockets=2 Procs=32", 2, 32),
      ("Sockets=2 CoresPerSocket=8 CPUs=16 ThreadsPerCore=2", 2, 16),
    ]
    for (text, sockets, cpus) in cases {
      let list = try SlurmExamples.read("NodeName=n1 \(text)")
      #expect(list.nodes[0].machine.sockets == sockets, "\(text)")
      #expect(list.nodes[0].machine.cpus == cpus, "\(text)")
      #expect(list.source.contradictions.isEmpty, "\(text)")
    }
  }

  @Test(
    "contradictions are said, and the file is read",
    arguments: [
      (
        "NodeName=n1 CPUs=100 Sockets=2 CoresPerSocket=16 ThreadsPerCore=2",
        "f:1:13: CPUs=100 against 2 sockets x 16 cores x 2 threads = 64; the latter were taken, as "
          + "Slurm does"
      ),
      (
        "NodeName=n1 CPUs=4 cpus=8",
        "f:1:20: cpus is given twice in one line; the last one was taken, as Slurm does"
      ),
      (
        "ClusterName=a\nclustername=b\nNodeName=n1",
        "f:2:1: clustername=b against a in line 1; the last one was taken, as Slurm does"
      ),
      (
        "NodeName=n[1-2]\nPartitionName=p Nodes=n[1-4]",
        "f:2:17: partition p has n[3-4], of which no NodeName line speaks; these were left out"
      ),
      (
        "GresTypes=mps\nNodeName=n1 Gres=gpu:2",
        "f:1:1: GresTypes=mps does not name gpu, but nodes have Gres=gpu; the GPUs were counted"
      ),
      (
        "NodeName=n1 Sockets=3 Boards=1 SocketsPerBoard=2",
        "f:1:13: Sockets=3 against 1 boards with SocketsPerBoard=2; the boards were taken, as Slurm "
          + "does"
      ),
    ])
  func contradictions(text: String, sentence: String) throws {
    let list = try SlurmExamples.read(text)
    #expect(list.source.contradictions == [sentence])
    #expect(!list.nodes.isEmpty)
  }

  @Test(
    "what is wrong is refused with its place and a remedy",
    arguments: [
      (
        "NodeName=n[1-999999999]",
        "f:1:10: NodeName: is of more than 1000000 names (n[1-999999999]); check the ranges, or split "
          + "it"
      ),
      (
        "NodeName=n[5-1]",
        "f:1:10: NodeName: holds a range that runs downwards, 5-1 (n[5-1]); write the smaller number "
          + "first"
      ),
      (
        "NodeName=n[1-",
        "f:1:10: NodeName: has a bracket that does not close (n[1-); write such as node[01-16] or "
          + "n[1-4,8]"
      ),
      (
        "NodeName=n[1-[2]]",
        "f:1:10: NodeName: has a bracket in a bracket (n[1-[2]]); write such as n[1-4,8]"
      ),
      (
        "NodeName=n[1][1][1][1][1][1][1][1][1]",
        "f:1:10: NodeName: has more than 8 brackets in one name "
          + "(n[1][1][1][1][1][1][1][1][1]); write such as node[01-16] or n[1-4,8]"
      ),
      (
        "NodeName=n[1-70000]x[1-2]",
        "f:1:10: NodeName: makes more than 65536 names before the last bracket (n[1-70000]x[1-2]); "
          + "put the longest range into the last bracket, or split it"
      ),
      (
        "NodeName=n1 Gres=gpu:h100:-8",
        "f:1:18: Gres: counts fewer than no GPUs (gpu:h100:-8); write how many GPUs one node has, or "
          + "leave them out"
      ),
      (
        "NodeName=n1 Gres=gpu:3090",
        "f:1:18: Gres: counts more than 1024 GPUs in one node (gpu:3090); write type and count, such "
          + "as gpu:3090:4"
      ),
      (
        "NodeName=n1 Gres=gpu:h100:many",
        "f:1:18: Gres: has no whole number of GPUs (gpu:h100:many); write such as gpu:h100:8 or gpu:8"
      ),
      (
        "NodeName=n1\nInclude /etc/slurm/nodes.conf",
        "f:2:1: Include: other files are not read (/etc/slurm/nodes.conf); put the text of that file "
          + "in the place of this line"
      ),
      (
        "NodeName=n1 \\\n",
        "f:1:13: a backslash continues the line, but the file ends; delete the backslash, or add the "
          + "line that is missing"
      ),
      (
        "NodeName=n1 CPUs=4\\",
        "f:1:19: a backslash continues the line, but the file ends; delete the backslash, or add the "
          + "line that is missing"
      ),
      (
        "NodeName=n1 Sokets=2",
        "f:1:13: Sokets: is no key of a NodeName line (2); did you mean sockets?"
      ),
      (
        "NodeName=n1 CPUs=many",
        "f:1:18: CPUs: is no whole number of 1...65534 (many); write digits only"
      ),
      (
        "NodeName=n1 CPUs=-1",
        "f:1:18: CPUs: is no whole number of 1...65534 (-1); write digits only"
      ),
      (
        "NodeName=n1 RealMemory=9223372036854775808",
        "f:1:24: RealMemory: is no whole number of 0...1099511627776 (9223372036854775808); write "
          + "digits only"
      ),
      (
        "NodeName=n[1-8]\nNodeName=n5",
        "f:2:1: NodeName: names a node twice, first in line 1 (n5); name each node on one line only"
      ),
      (
        "NodeName=n1 State=DRIAN",
        "f:1:19: State: is no state of a node (DRIAN); did you mean DRAIN?"
      ),
      (
        "NodeName=n1 CPUs",
        "f:1:13: is no Key=Value (CPUs); write a key, an equals sign and a value, or begin the line "
          + "with #"
      ),
      (
        "NodeName=n1 Reason=\"a # b\"",
        "f:1:13: has a quote that does not close (Reason=\"a); close it on the same line, and write \\# "
          + "for a number sign in it"
      ),
      ("NodeName=n1 Gres=", "f:1:13: gres: has no value; give it one, or delete the key"),
      (
        "NodeName=ALL",
        "f:1:10: NodeName: ALL is no name of a node; write the names, such as NodeName=node[01-16]"
      ),
      (
        "ClusterName=x",
        "f: has no NodeName line; give the slurm.conf in which the nodes are, or scontrol show nodes "
          + "--json"
      ),
    ])
  func refused(text: String, message: String) {
    #expect(SlurmExamples.problems(text) == [message])
  }

  @Test("a line beyond 1 MB is refused, and at most 20 problems are listed")
  func limits() {
    let long = "NodeName=n1 Comment=" + String(repeating: "x", count: 1 << 20)
    #expect(
      SlurmExamples.problems(long) == [
        "f:1:1: the line is longer than 1 MB; split it; a list of names may be split over several "
          + "lines of its kind"
      ])
    let wrong = (1...50).map { "NodeName=n\($0) CPUs=x" }.joined(separator: "\n")
    #expect(SlurmExamples.problems(wrong).count == 20)
    let many = (1...3).map { "NodeName=\(["a", "b", "c"][$0 - 1])[1-500000]" }
    #expect(
      SlurmExamples.problems(many.joined(separator: "\n")) == [
        "f:3:10: NodeName: the file lists more than 1000000 names (c[1-500000]); check the ranges"
      ])
  }

  @Test("one line or 12,500: the same nodes, without being written out", arguments: [1, 12_500])
  func large(lines: Int) throws {
    let options = "Sockets=2 CoresPerSocket=56 ThreadsPerCore=2 RealMemory=2048000 Gres=gpu:h100:8"
    let text =
      lines == 1
      ? "NodeName=gpu[00001-12500] \(options)"
      : (1...lines).map { number in
        let digits = String(number)
        return "NodeName=gpu\(String(repeating: "0", count: 5 - digits.count))\(digits) \(options)"
      }.joined(separator: "\n")
    let input = try InputText(text, file: "slurm.conf")
    let start = ContinuousClock.now
    let list = try SlurmConfiguration.read(input)
    let time = ContinuousClock.now - start
    print("slurm.conf, 12,500 nodes in \(lines) lines: \(time)")
    #expect(list.nodes.count == lines)
    #expect(list.nodes.reduce(0) { $0 + $1.hosts.count } == 12_500)
    #expect(time < .seconds(2))
  }
}
