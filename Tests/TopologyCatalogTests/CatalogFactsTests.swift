import Documents
import Testing
import Topology
import TopologyCatalog
import TopologyFiles

/// What the shipped files say, against each other and against what is published.
@Suite("catalogue's facts") struct CatalogFactsTests {
  @Test("each source is named and dated", arguments: TopologyCatalog.entries.map(\.name))
  func sources(name: String) throws {
    let sources =
      switch try #require(TopologyCatalog.entry(named: name)).read() {
      case .template(let template): template.sources
      case .cluster(let cluster): cluster.sources
      }
    #expect(!sources.isEmpty)
    for source in sources {
      #expect(source.source.count > 8)
      let parts = source.date.split(separator: "-").compactMap { Int($0) }
      #expect((2016...2026).contains(try #require(parts.first)))
      #expect(parts.dropFirst().allSatisfy { (1...31).contains($0) })
    }
  }

  @Test(
    "a machine's GPUs have the accelerator's memory, or one of which its note tells",
    arguments: machines)
  func memory(name: String) throws {
    let template = try template(name)
    for gpu in template.gpus {
      let memory = try #require(gpu.accelerator.flatMap(Accelerator.named)?.figures?.memory)
      let gigabytes = gpu.memoryBytes / 1_000_000_000
      #expect(gigabytes * 1_000_000_000 == gpu.memoryBytes)
      let words = (memory.note ?? "").split { !$0.isNumber }
      #expect(Double(gigabytes) == memory.value || words.contains("\(gigabytes)"))
    }
  }

  @Test("no GPU of a machine links faster than its accelerator", arguments: machines)
  func links(name: String) throws {
    let template = try template(name)
    for (index, gpu) in template.gpus.enumerated() {
      guard let most = gpu.accelerator.flatMap(Accelerator.named)?.figures?.link?.value else {
        continue
      }
      let rates = template.links.filter { [$0.a, $0.b].contains(index) }
        .map(\.gigabytesPerSecondPerDirection)
      let isSwitched = template.fabrics.contains { fabric in
        if case .switched = fabric.shape { true } else { false }
      }
      let total = isSwitched ? rates.max() ?? 0 : rates.reduce(0, +)
      // Less is left where some links go to the CPUs.
      #expect(total <= most)
      if isSwitched { #expect(total == most) }
    }
  }

  @Test("GPUs and adapters are halved between the nodes of a machine", arguments: machines)
  func halves(name: String) throws {
    let template = try template(name)
    let nodes = template.hostNUMANodes.filter { $0.cores > 0 }
    #expect(nodes.reduce(0) { $0 + $1.cores } == template.cores)
    for node in nodes where nodes.count == 2 {
      #expect(template.gpus.count { $0.numa == node.osIndex } * 2 == template.gpus.count)
      #expect(template.nics.count { $0.numa == node.osIndex } * 2 == template.nics.count)
    }
  }

  @Test(
    "a rack or machine has the memory of GPUs that is published, in GB",
    arguments: [
      ("gb200-nvl72-tray", 18, 13_400.0, 0.005), ("gb300-nvl72-tray", 18, 20_000, 0.005),
      ("dgx-b200", 1, 1_440, 0), ("dgx-h100", 1, 640, 0), ("dgx-h200", 1, 1_128, 0),
      ("dgx-a100-40", 1, 320, 0), ("mi325x-8", 1, 2_048, 0), ("summit-v100", 1, 96, 0),
      ("aurora-pvc", 1, 768, 0), ("elcap-mi300a", 1, 512, 0),
    ])
  func rack(name: String, machines: Int, gigabytes: Double, share: Double) throws {
    let bytes = try template(name).gpuMemoryBytes * machines
    #expect(abs(Double(bytes) / 1e9 - gigabytes) <= share * gigabytes)
  }

  @Test("cores and host memory as published", arguments: Self.hosts)
  func host(name: String, cores: Int, bytes: Int) throws {
    let template = try template(name)
    #expect(template.cores == cores)
    #expect(template.hostMemoryBytes == bytes)
  }

  @Test(
    "GPUs of the clusters that other tests leave out",
    arguments: [
      ("abci-3", 6_128), ("lumi", 23_824), ("meta-genai-roce", 24_576), ("nvidia-eos", 4_608),
      ("oracle-mi300x", 16_384), ("perlmutter", 6_144),
    ])
  func clusters(name: String, gpus: Int) throws {
    guard case .cluster(let cluster) = try TopologyCatalog.find(name).file else {
      Issue.record("\(name) is no cluster")
      return
    }
    #expect(cluster.gpus == gpus)
  }

  private static let gib = 1 << 30
  private static let gb = 1_000_000_000
  private static let hosts: [(String, Int, Int)] = [
    ("gb200-nvl72-tray", 144, 960 * gb), ("gb300-nvl72-tray", 144, 960 * gb),
    ("azure-nd96isr-h100-v5", 96, 1_900 * gib), ("gcp-a3-megagpu-8g", 104, 1_872 * gb),
    ("aws-p5-48xlarge", 96, 2_048 * gib), ("summit-v100", 44, 512 * gib),
    ("frontier-mi250x", 64, 512 * gb), ("mi355x-8", 128, 3_000 * gb),
    ("dgx-b200", 112, 2_048 * gib),
  ]
  private static let machines = TopologyCatalog.entries.filter { $0.kind == .template }
    .map(\.name)

  private func template(_ name: String) throws -> NodeTemplate {
    let file = try #require(TopologyCatalog.entry(named: name)).read()
    guard case .template(let template) = file else {
      throw Diagnostics(
        "is no machine", at: SourceLocation(file: name), value: .text(name), remedy: "name one")
    }
    return template
  }
}
