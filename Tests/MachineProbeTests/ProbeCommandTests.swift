import Documents
import Foundation
import Scenario
import Testing
import Topology
import TopologyFiles

@Suite("fulcrum probe")
struct ProbeCommandTests {
  /// The program beside the tests, and what it prints.
  static func run(
    _ arguments: [String], of command: String = "probe", environment: [String: String] = [:]
  ) throws -> (output: String, notes: String, status: Int32) {
    let process = Process()
    process.executableURL = Bundle.main.executableURL?.deletingLastPathComponent()
      .appendingPathComponent("fulcrum")
    if Bundle.main.executableURL?.lastPathComponent != "fulcrum",
      let folder = Bundle.allBundles.first(where: { $0.bundlePath.hasSuffix(".xctest") })?.bundleURL
        .deletingLastPathComponent()
    {
      process.executableURL = folder.appendingPathComponent("fulcrum")
    }
    process.arguments = [command] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (output, notes) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = notes
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let remarks = notes.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      String(decoding: text, as: UTF8.self), String(decoding: remarks, as: UTF8.self),
      process.terminationStatus
    )
  }

  @Test("shows this machine within 80 columns, and writes it as a template that reads back")
  func thisMachine() throws {
    let file = NSTemporaryDirectory() + "fulcrum-node-\(UInt64.random(in: 0 ... .max)).yaml"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let (output, _, status) = try Self.run(["-o", file, "--id", "here"])
    #expect(status == 0)
    #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    guard case .template(let template) = try TopologyFile(yaml: InputText(readingFile: file)) else {
      Issue.record("not a template")
      return
    }
    #expect(template.id == "here")
    #expect(template.yaml == (try InputText(readingFile: file)).text)
  }

  @Test(
    "what probe writes is a node that a scenario of four of them plans with",
    .enabled(if: NVMLStub.canCompile))
  func feedsScenario() throws {
    let stub = try NVMLStub(.switched)
    defer { stub.remove() }
    let folder = NSTemporaryDirectory() + "fulcrum-lab-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(
      try Self.run(["--nvml-library", stub.path, "-o", folder + "/n.yaml"]).status == 0)
    for file in BuiltinScenario.lab.files {
      let text = file.text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.hasPrefix("  bay-1:") ? "  bay-1: {main: true, machine: n.yaml, nodes: 4}" : $0
      }
      try AtomicFile.write(text.joined(separator: "\n"), to: folder + "/" + file.name)
    }
    let check = try Self.run([folder], of: "check")
    #expect(check.status == 0, "\(check.notes)")
    #expect(check.output.contains("h100 4 nodes"))
    #expect(check.output.contains("bay-2, 162 H100-equivalents"))
    // The lab's floors need far more than 4 nodes: that is an answer, not a mistake in the file.
    let plan = try Self.run([folder, "--draws", "256"], of: "plan")
    #expect(plan.status == 2)
    #expect(plan.output.contains("and the pool has 4"))
  }

  @Test("a GPU's library in another process", .enabled(if: NVMLStub.canCompile))
  func library() throws {
    let stub = try NVMLStub(.two)
    defer { stub.remove() }
    let (output, notes, status) = try Self.run(["--nvml-library", stub.path])
    #expect(status == 0)
    #expect(output.contains("GPU 1  NVIDIA H100 80GB HBM3  79.6 GiB  0000:2b:00.0"))
    #expect(output.contains("1 pair by nvlink 100 GB/s each way"))
    #expect(Self.joined(notes).contains("0000:1b:00.0 is not among the PCI devices here"))
  }

  @Test(
    "a library that hangs or crashes ends its own process, not this one",
    .enabled(if: NVMLStub.canCompile),
    arguments: [
      (NVMLStub.Variant.hangs, "did not answer within 5 s"),
      (.hangsOnLoading, "did not answer within 5 s"), (.crashes, "crashed when asked"),
    ])
  func sick(variant: NVMLStub.Variant, note: String) throws {
    let stub = try NVMLStub(variant)
    defer { stub.remove() }
    let start = ContinuousClock.now
    let (output, notes, status) = try Self.run(["--nvml-library", stub.path])
    #expect(status == 0)
    #expect(output.contains("no GPU"))
    #expect(Self.joined(notes).contains(note), "\(notes)")
    #expect(ContinuousClock.now - start < .seconds(15))
  }

  @Test("what probe says of this machine, and topology show of a file, has the promised totals")
  func documents() throws {
    let text = """
      <topology version="2.0"><object type="Machine" cpuset="0x3" nodeset="0x1">
      <object type="Package" os_index="0" cpuset="0x3" nodeset="0x1">
      <object type="NUMANode" os_index="0" cpuset="0x3" nodeset="0x1" local_memory="4096"/>
      <object type="Core" os_index="0" cpuset="0x3" nodeset="0x1">
      <object type="PU" os_index="0" cpuset="0x1" nodeset="0x1"/>
      <object type="PU" os_index="1" cpuset="0x2" nodeset="0x1"/></object>
      <object type="PCIDev" pci_busid="0000:1b:00.0" pci_type="0302 [10de:2330] [10de:1] a1"/>
      </object></object></topology>
      """
    let file = NSTemporaryDirectory() + "fulcrum-\(UInt64.random(in: 0 ... .max)).xml"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let shown = try Self.run(["show", file, "--format", "json"], of: "topology")
    #expect(shown.status == 0, "\(shown.notes)")
    #expect(
      try Self.totals(shown.output) == [
        "nodes": 1, "packages": 1, "numa_nodes": 1, "l3s": 0, "cores": 1, "pus": 2,
        "pci_devices": 1, "gpus": 1, "cards": 1, "memory_bytes": 4096,
        "gpu_memory_bytes": 80_000_000_000,
      ])
    let probed = try Self.totals(try Self.run(["--format", "json"]).output)
    #expect(probed.keys.sorted() == (try Self.totals(shown.output)).keys.sorted())
  }

  private static func totals(_ json: String) throws -> [String: Int] {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(object?["schema"] as? String == "fulcrum.topology/1")
    return object?["totals"] as? [String: Int] ?? [:]
  }

  @Test(
    "another machine in this one's place is called so, in every output",
    arguments: [
      ["HWLOC_SYNTHETIC": "pack:2 numa:1 core:4 pu:2"],
      ["HWLOC_SYNTHETIC": "pack:2 numa:1 core:4 pu:2", "HWLOC_THISSYSTEM": "1"],
    ])
  func notThisSystem(environment: [String: String]) throws {
    let file = NSTemporaryDirectory() + "fulcrum-node-\(UInt64.random(in: 0 ... .max)).yaml"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let (output, notes, status) = try Self.run(["-o", file], environment: environment)
    #expect(status == 0)
    #expect(
      output.hasPrefix(
        """
        NOT THIS MACHINE, but HWLOC_SYNTHETIC=pack:2 numa:1 core:4 pu:2

        2 packages, 2 NUMA nodes, 8 cores, 16 threads, 2 GiB, no GPU

        """), "\(output)")
    #expect(
      Self.joined(notes).contains("not the running system: HWLOC_SYNTHETIC=pack:2 numa:1 core:4"))
    #expect(Self.joined(notes).contains("not believed") == (environment.count == 2))
    guard case .template(let template) = try TopologyFile(yaml: InputText(readingFile: file)) else {
      Issue.record("not a template")
      return
    }
    #expect(template.id == "hwloc-synthetic")
    #expect(template.sources.map(\.isVerified) == [false])
    #expect(
      template.sources[0].source.hasPrefix(
        "read from HWLOC_SYNTHETIC=pack:2 numa:1 core:4 pu:2, not this machine"))
    let json = try Self.run(["--format", "json"], environment: environment)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let facts = try #require(object["facts"] as? [[String: Any]])
    #expect(facts.map { $0["verified"] as? Bool } == [false])
    #expect(facts.map { $0["what"] as? String } == ["hwloc-synthetic"])
    let words = try #require(object["notes"] as? [String])
    #expect(words.first?.hasPrefix("This is not the running system: HWLOC_SYNTHETIC=") == true)
  }

  @Test("a variable that libhwloc cannot use leaves this machine, and is said")
  func withoutEffect() throws {
    let (output, notes, status) = try Self.run(
      [], environment: ["HWLOC_SYNTHETIC": "nonsense:x"])
    #expect(status == 0)
    #expect(output == (try Self.run([]).output))
    #expect(
      Self.joined(notes).contains(
        "HWLOC_SYNTHETIC=nonsense:x has no effect: libhwloc cannot use it and looks at this machine"
      ))
  }

  @Test("a file that libhwloc refuses is the file's matter, with what to do")
  func refused() throws {
    let file = NSTemporaryDirectory() + "fulcrum-\(UInt64.random(in: 0 ... .max)).xml"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try #"<topology version="9.0"><object type="Machine"/></topology>"#.write(
      toFile: file, atomically: true, encoding: .utf8)
    let (output, notes, status) = try Self.run([], environment: ["HWLOC_XMLFILE": file])
    #expect(status == 66 && output.isEmpty)
    #expect(
      Self.joined(notes).contains("libhwloc was told HWLOC_XMLFILE=\(file) and cannot use it"))
    #expect(Self.joined(notes).contains("unset it to see this machine, or read a file by fulcrum"))
  }

  @Test("memory of GPUs kept among the NUMA nodes is written into the file")
  func keepsGPUMemory() throws {
    let json = try Self.run(
      ["--format", "json"], environment: ["HWLOC_KEEP_NVIDIA_GPU_NUMA_NODES": "1"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let fact = try #require((object["facts"] as? [[String: Any]])?.first)
    #expect(
      fact["note"] as? String
        == "HWLOC_KEEP_NVIDIA_GPU_NUMA_NODES=1: memory of GPUs is among the NUMA nodes")
    #expect(fact["verified"] as? Bool == true)
  }

  @Test("a value cannot act on the terminal, nor be wider than it")
  func escaped() throws {
    let value = "pack:1 core:2 \u{1B}[31m" + String(repeating: " pu:1", count: 40)
    let (output, notes, _) = try Self.run([], environment: ["HWLOC_SYNTHETIC": value])
    #expect(
      !output.contains("\u{1B}")
        && !notes.split(separator: "\n").contains { line in
          line.hasPrefix("note") && line.contains("\u{1B}")
        })
    #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("a GPU that is cut is said, and counts once", .enabled(if: NVMLStub.canCompile))
  func cut() throws {
    let stub = try NVMLStub(.cut)
    defer { stub.remove() }
    let (output, notes, status) = try Self.run(["--nvml-library", stub.path])
    #expect(status == 0)
    #expect(output.contains("2 GPUs"))
    #expect(
      Self.joined(notes).contains(
        "The GPU at 0000:1b:00.0 is cut into 2 x 3g.40gb of 39.5 GiB, 1 x 1g.10gb of 9.6 GiB."))
    #expect(notes.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  /// Notes without their line breaks.
  private static func joined(_ notes: String) -> String {
    notes.split(separator: "\n").joined(separator: "\n").replacing("\n  ", with: " ")
  }

  @Test("a folder that is not there is said, with exit 73")
  func cannotWrite() throws {
    let (_, notes, status) = try Self.run(["-o", "/nowhere/node.yaml"])
    #expect(status == 73)
    #expect(notes.contains("/nowhere/node.yaml: its folder does not exist"))
    #expect(try Self.run(["--id", "two words"]).status == 64)
  }
}
