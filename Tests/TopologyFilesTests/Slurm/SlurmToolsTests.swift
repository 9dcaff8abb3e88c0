import Documents
import Foundation
import Testing
import Topology

@testable import TopologyFiles

/// Slurm's own programs, as the reference that our reader is compared with.
enum SlurmTools {
  static let scontrol = "/usr/bin/scontrol"

  /// Whether scontrol is installed; says so once if not.
  static let areInstalled: Bool = {
    let isThere = FileManager.default.isExecutableFile(atPath: scontrol)
    if !isThere { print("skipped: comparison with Slurm, scontrol is not installed") }
    return isThere
  }()

  /// The names that Slurm makes of a host list; nil if it refuses it.
  static func names(_ text: String) throws -> [String]? {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("slurm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("slurm.conf").path
    let configuration = """
      ClusterName=x
      SlurmctldHost=localhost
      NodeName=localhost CPUs=1
      PartitionName=p Nodes=ALL

      """
    try configuration.write(toFile: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: scontrol)
    process.arguments = ["show", "hostnames", text]
    process.environment = ["SLURM_CONF": file]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if !complaint.isEmpty || process.terminationStatus != 0 { return nil }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

@Suite("Slurm's own reading of the same text") struct SlurmToolsTests {
  @Test(
    "host lists become the names that scontrol makes of them",
    .enabled(if: SlurmTools.areInstalled), arguments: 0..<40)
  func hostNames(seed: Int) throws {
    var numbers = SplitMix(state: UInt64(seed))
    var words: [String] = []
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      var word = ["n", "gpu-", "r1n", "a.b"].randomElement(using: &numbers) ?? ""
      for _ in 0..<Int.random(in: 0...2, using: &numbers) {
        var ranges: [String] = []
        for _ in 0..<Int.random(in: 1...3, using: &numbers) {
          let lower = Int.random(in: 0...120, using: &numbers)
          let zeros = ["", "", "0", "00"].randomElement(using: &numbers) ?? ""
          let upper = lower + Int.random(in: 0...12, using: &numbers)
          ranges.append(
            Bool.random(using: &numbers) ? "\(zeros)\(lower)" : "\(zeros)\(lower)-\(upper)")
        }
        word += "[\(ranges.joined(separator: ","))]"
        if word.filter({ $0 == "[" }).count == 1, Bool.random(using: &numbers) { word += "x" }
      }
      // This version of Slurm knows no text after the last bracket, as in r[1,1]n for r1n twice.
      if word.hasSuffix("x") { word.removeLast() }
      if !words.contains(word) { words.append(word) }
    }
    let text = words.joined(separator: ",")
    let reference = try #require(try SlurmTools.names(text), "Slurm refuses \(text)")
    let hosts = try HostNames(text)
    #expect(Array(hosts.names) == reference, "\(text)")
    let again = try #require(
      try SlurmTools.names(hosts.description), "\(text) written as \(hosts)")
    #expect(again == reference, "\(text) written as \(hosts)")
  }

  @Test(
    "what Slurm refuses is refused", .enabled(if: SlurmTools.areInstalled),
    arguments: ["n[5-1]", "n[]", "n[a]", "n[1-2", "n[1-[2]]"])
  func refused(text: String) throws {
    #expect(throws: HostNames.Fault.self) { _ = try HostNames(text) }
    // An open bracket is a name of its own to Slurm, which no node has.
    if text != "n[1-2" { #expect(try SlurmTools.names(text) == nil) }
  }

  // Files of real clusters, wherever they lie; none of them is part of this repository. Topologies
  // are written beside them, for slurmctld to read.
  @Test(
    "files of a folder that FULCRUM_SLURM_FILES names",
    .enabled(if: ProcessInfo.processInfo.environment["FULCRUM_SLURM_FILES"] != nil))
  func realFiles() throws {
    let folder = ProcessInfo.processInfo.environment["FULCRUM_SLURM_FILES"] ?? ""
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where !name.contains(".written.") {
      do {
        let text = try InputText(readingFile: "\(folder)/\(name)", as: name)
        let list = try SlurmExamples.read(text.text, file: name)
        let gpus = list.nodes.reduce(0) { sum, entry in
          sum + entry.hosts.count * entry.machine.gpus.reduce(0) { $0 + $1.count }
        }
        print(
          "\(name): \(list.source.format.rawValue), \(list.nodes.count) entries, "
            + "\(list.nodes.reduce(0) { $0 + $1.hosts.count }) nodes, \(gpus) GPUs, levels "
            + "\(list.levels.map { "\($0.kind) x \($0.groups.count)" }), ignored "
            + "\(list.source.ignored.count), \(list.source.contradictions), \(list.source.notes)")
        if list.levels.isEmpty { continue }
        let written = SlurmTopologyText([try SlurmTopologyTextTests.pool(list)])
        let again = try SlurmExamples.read(written.conf)
        #expect(again.levels.map(\.kind) == list.levels.map(\.kind), "\(name)")
        #expect(
          again.levels.map { Set($0.groups.map { Set($0.hosts.names) }) }
            == list.levels.map { Set($0.groups.map { Set($0.hosts.names) }) }, "\(name)")
        try written.conf.write(
          toFile: "\(folder)/\(name).written.conf", atomically: true, encoding: .utf8)
      } catch let failure as Diagnostics {
        print("\(name): REFUSED \(failure.problems.prefix(3).map(\.description))")
      }
    }
  }
}
