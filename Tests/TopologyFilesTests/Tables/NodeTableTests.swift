import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("node lists of spreadsheets") struct NodeTableTests {
  static func read(_ text: String) throws(Diagnostics) -> NodeList {
    try NodeTable.read(InputText(text, file: "t.csv"))
  }

  @Test("a row may be of many nodes, named or counted")
  func rows() throws {
    let list = try Self.read(
      """
      Name,Count,GPUs,GPU Model,GPU Memory (GiB),vCPUs,Memory GiB,Rack,NVLink domain,State,Owner
      h100-[001-016],,8,NVIDIA H100 80GB HBM3,80,224,2048,r1,,up,me
      l40,3,4,L40S,48,128,1024,r2,,idle,
      ,2,0,,,64,512,r2,,DRAINED,
      "gb[1-2],gb4",,4,GB200,186,144,960,r3,nvl-1,,
      ,1,0,,,64,512,r2,,,
      """)
    #expect(
      list.nodes.map(\.hosts.description) == [
        "h100-[001-016]", "l40-[1-3]", "node[1-2]", "gb[1-2,4]", "node3",
      ])
    #expect(
      list.nodes[0].machine
        == MachineFacts(
          cpus: 224, memoryBytes: 2048 << 30,
          gpus: [
            MachineFacts.GPUs(model: "NVIDIA H100 80GB HBM3", count: 8, memoryBytes: 80 << 30)
          ]))
    #expect(list.nodes[2].state == .failed("DRAINED"))
    #expect(list.nodes.map(\.machine.gpus.count) == [1, 1, 0, 1, 0])
    #expect(list.levels.map(\.kind) == [.rack, .domain])
    #expect(
      list.groups(.rack) == [
        "r1": "h100-[001-016]", "r2": "l40-[1-3],node[1-3]", "r3": "gb[1-2,4]",
      ])
    #expect(list.groups(.domain) == ["nvl-1": "gb[1-2,4]"])
    #expect(list.source.ignored == ["Owner"])
  }

  @Test(
    "traces and exports of others are read as they are",
    arguments: [
      ("sn,cpu_milli,memory_mib,gpu,model\nopenb-node-0000,64000,262144,2,P100\n", 1, 2, "P100"),
      (
        "gpu_model,gpu_capacity_num,cpu_num,node_name\nA100-SXM4-80GB,8,128,3\n", 1, 8,
        "A100-SXM4-80GB"
      ),
      ("node;x\n", 0, 0, ""), ("nodes,gpus_per_node,gpu_type\n16,8,h100\n", 16, 128, "h100"),
      ("nodes,gpus,model\nn[1-4],8,h100\n", 4, 32, "h100"),
      ("\"host\",\"accelerator\"\n\"a\",\"H100:8\"\n", 1, 8, "H100"),
      ("hostname,GPU\na,8xA100\nb,4 x A100\n", 2, 12, "A100"),
      ("node,num_gpus,model,gpu_model\na,8,DGX H100,H100\n", 1, 8, "H100"),
      ("HOST,GPUS,GPU_TYPE\r\na,8.0,h200\r\n", 1, 8, "h200"),
    ])
  func others(text: String, nodes: Int, gpus: Int, model: String) throws {
    #expect(NodeTable.recognises(text) == (nodes > 0))
    if nodes == 0 { return }
    let list = try Self.read(text)
    #expect(list.nodes.reduce(0) { $0 + $1.hosts.count } == nodes)
    #expect(list.gpus == gpus)
    #expect(list.nodes[0].machine.gpus.map(\.model) == [model])
    #expect(list.source.ignored.isEmpty)
  }

  @Test("CPUs are counted whole, and memory in the unit of its column or cell")
  func units() throws {
    let trace = try Self.read("sn,cpu_milli,memory_mib,gpu\na,96500,262144,1\n")
    #expect(trace.nodes[0].machine.cpus == 96)
    #expect(trace.nodes[0].machine.memoryBytes == 256 << 30)
    for (header, cell, bytes) in [
      ("memory", "2 TiB", 2 << 40), ("ram_gb", "512", 512_000_000_000), ("mem", "256Gi", 256 << 30),
      ("Memory (GB)", "1.5", 1_500_000_000), ("memory_gib", "0", nil),
      ("memory_gb", "2TB", 2 * 1_000_000_000_000),
    ] as [(String, String, Int?)] {
      let list = try Self.read("node,gpus,\(header)\na,1,\(cell)\n")
      #expect(list.nodes[0].machine.memoryBytes == bytes, "\(header) \(cell)")
    }
  }

  @Test("sites, networks and racks are levels from outside inwards")
  func levels() throws {
    let list = try Self.read(
      """
      leaf,node,gpus,rack,zone,spine
      l1,a,8,r1,z1,s1
      l2,b,8,r1,z2,s1
      l2,c,8,r1,z2,s1
      ,d,8,,z2,
      """)
    #expect(list.levels.map(\.kind) == [.tier("zone"), .tier("spine"), .tier("leaf"), .rack])
    #expect(list.groups(.rack) == ["z1/r1": "a", "z2/r1": "b,c"])
    #expect(list.groups(.tier("leaf")) == ["l1": "a", "l2": "b,c"])
  }

  @Test("what contradicts itself is told with which was taken")
  func contradictions() throws {
    let list = try Self.read(
      "node,count,gpus,gpu_model,state\n\"n[1-3]\",4,8,H100:4,strange\n")
    #expect(list.gpus == 24)
    #expect(
      list.source.contradictions == [
        "t.csv:2:12: the column gpus says 8 GPUs, gpu_model 4; the first is taken",
        "t.csv:2:1: the row names 3 nodes and counts 4; the names are taken",
      ])
    #expect(
      list.source.notes.contains(
        "the state strange is not known here; its nodes are taken to work"))
  }

  static let wrong: [(String, [String])] = [
    (
      "node,gpus,memory,cpus\na,eight,64,1.5\nb,-1,lots,\n,1,,\na,1.5,,\n",
      [
        "t.csv:2:3: gpus: names a kind of GPU without a number (eight); write such as H100:8",
        "t.csv:2:9: memory: is a number without a unit (64);"
          + " write such as 512 GiB, or call the column memory_gib",
        "t.csv:2:12: cpus: is no whole number of CPUs from 0 to 1000000 (1.5);"
          + " give one, such as 16",
        "t.csv:3:3: gpus: is no number of GPUs (-1); give a whole number from 0 to 512, such as 8",
        "t.csv:3:6: memory: is no amount of memory (lots); write such as 512 GiB",
        "t.csv:4:1: the row neither names nor counts its nodes; give it a name, or a count",
        "t.csv:5:1: node: the node is given twice, first in line 2 (a); keep one of the two",
        "t.csv:5:3: gpus: is no number of GPUs (1.5); give a whole number from 0 to 512, such as 8",
      ]
    ),
    (
      "node,gpus,num_gpus\na,1,1\n",
      ["t.csv:1:11: num_gpus: means the same as the column gpus; keep one of the two"]
    ),
    (
      "rack,gpus\nr1,8\n", ["t.csv:1: no column names or counts the nodes; call one node, or count"]
    ),
    (
      "node,rack\na,r1\n",
      ["t.csv:1: no column tells the GPUs; call one gpus, and another gpu_model"]
    ),
    (
      "node,gpus\n",
      ["t.csv: the table has no row of nodes; write a row for each node, or one with its count"]
    ),
    (
      "node,gpus\n\"n[5-1]\",8\nn[1-,8\n",
      [
        "t.csv:2:1: node: holds a range that runs downwards, 5-1 (n[5-1]);"
          + " write the smaller number first",
        "t.csv:3:1: node: has a bracket that does not close (n[1-);"
          + " write such as node[01-16] or n[1-4,8]",
      ]
    ),
    (
      "node,gpus\nGPU server 7,8\n\"n1, n2\",8\n",
      [
        "t.csv:2:1: node: has a space in a name (GPU server 7);"
          + " write a hyphen, or commas between names"
      ]
    ),
    (
      "count,gpu_model\n2,H100\n",
      ["t.csv:2:3: gpu_model: names a kind of GPU without a number (H100); write such as H100:8"]
    ),
    (
      "count,gpus\n9007199254740993,8\n1e3,8\n10k,9999\n",
      [
        "t.csv:2:1: count: is no whole number of nodes from 0 to 1000000 (9007199254740993);"
          + " give one, such as 16",
        "t.csv:3:1: count: is no whole number of nodes from 0 to 1000000 (1e3);"
          + " give one, such as 16",
        "t.csv:4:1: count: is no whole number of nodes from 0 to 1000000 (10k);"
          + " give one, such as 16",
        "t.csv:4:5: gpus: is no number of GPUs (9999); give a whole number from 0 to 512, such as 8",
      ]
    ),
  ]

  @Test("every wrong cell is told at once", arguments: wrong.indices)
  func refused(index: Int) {
    let (text, messages) = Self.wrong[index]
    do throws(Diagnostics) {
      _ = try Self.read(text)
      Issue.record("nothing was refused")
    } catch {
      #expect(error.problems.map(\.description) == messages)
    }
  }

  @Test("after twenty problems no more are looked for")
  func many() {
    let text = "node,gpus\n" + (0..<1000).map { "n\($0),x-\n" }.joined()
    do throws(Diagnostics) {
      _ = try Self.read(text)
      Issue.record("nothing was refused")
    } catch {
      #expect(error.problems.count == 20)
    }
  }

  @Test(
    "another table is not taken for one",
    arguments: [
      "candidate,value\na,1\n", "team,gpus\na,8\n", "node,rack\n", "{\"node\": 1, \"gpus\": 2}",
      "name: a,\ngpus: 3", "id,name,pay\n", "", "time,gpu_util\n", "<node,gpus>",
    ])
  func unrecognised(text: String) { #expect(!NodeTable.recognises(text)) }

  @Test("one seeded change anywhere never stops the program", arguments: 0..<200)
  func mutated(seed: UInt64) {
    let text = """
      name,count,gpus,gpu_model,memory,rack,state
      h100-[001-016],,8,H100,2 TiB,r1,up
      l40,3,4x L40S,,1024 GiB,r2,down
      """
    guard let input = try? InputText(bytes: Mutation.of(text, seed: seed), file: "t.csv") else {
      return
    }
    _ = NodeTable.recognises(input.text)
    if let list = try? NodeTable.read(input) { #expect(!list.nodes.isEmpty) }
  }
}
