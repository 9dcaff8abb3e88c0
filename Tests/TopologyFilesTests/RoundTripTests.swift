import Documents
import Testing
import Topology
import TopologyFiles

@Suite("round trip") struct RoundTripTests {
  @Test("a machine comes back equal, and is written alike", arguments: 0..<200)
  func machine(seed: UInt64) throws {
    var numbers = SplitMix(state: seed)
    let template = Self.template(&numbers)
    try #require(template.problems == [])
    let text = try InputText(template.yaml, file: "t.yaml")
    let file = try TopologyFile(yaml: text)
    #expect(file == .template(template), "\(template.yaml)")
    if case .template(let again) = file { #expect(again.yaml == template.yaml) }
  }

  @Test(
    "memory is what its unit says",
    arguments: [
      ("80 GB", 80_000_000_000), ("80GB", 80_000_000_000), ("512 GiB", 1 << 39),
      ("1.5 TB", 1_500_000_000_000), ("0.5 TiB", 1 << 39), ("1621972275200 B", 1_621_972_275_200),
      ("0 B", 0),
    ])
  func memory(text: String, bytes: Int) throws {
    #expect(try Self.host(memory: text) == bytes)
  }

  @Test(
    "what is no memory is refused",
    arguments: [
      "80", "80 gb", "-1 GB", "1.0000001 GB", "0.1 B", "2000 TiB", "1.2.3 GB", ". GB", "GB",
    ])
  func noMemory(text: String) {
    #expect(throws: Diagnostics.self) { try Self.host(memory: text) }
  }

  private static func host(memory: String) throws -> Int {
    let text = """
      template: t
      sockets: 1
      cores_per_socket: 1
      numa: {cores: 1, memory: \(memory)}
      """
    guard case .template(let template) = try TopologyFile(yaml: InputText(text, file: "t")) else {
      return -1
    }
    return template.hostMemoryBytes
  }

  private static func template(_ numbers: inout SplitMix) -> NodeTemplate {
    func pick<T>(_ values: T...) -> T { values[Int.random(in: 0..<values.count, using: &numbers)] }
    let sockets = pick(1, 2, 4)
    let indices = pick(Array(0..<sockets), (0..<sockets).map { $0 * 8 })
    let numa: [NodeTemplate.NUMANode] =
      indices.map {
        .init(osIndex: $0, cores: 12, memoryBytes: pick(1 << 39, 480_000_000_000, 1_234_567_891))
      }
      + (0..<pick(0, 0, 2)).map {
        .init(
          osIndex: 252 + $0, cores: 0, memoryBytes: 16_000_000_000, kind: pick(.gpuMemory, .host))
      }
    let count = pick(0, 1, 4, 5, 8)
    let domain: Int?? = pick(.none, .some(nil), .some(0))
    var template = NodeTemplate(
      id: "t", name: pick("", "NVIDIA DGX-1 (V100)", "a: b, [c] #d \"e\" \\", "~", "null", "0"),
      vendor: pick("", "HPE"), sockets: sockets, coresPerSocket: 12, threadsPerCore: pick(1, 2),
      numaNodes: numa,
      gpus: (0..<count).map { index in
        .init(
          model: pick("H100", "AMD Instinct MI250X (one GCD)", "é, ü"),
          accelerator: pick("h100", nil), memoryBytes: pick(80_000_000_000, 1 << 36),
          sharesHostMemory: pick(false, true), numa: pick(nil, indices[0], indices.last),
          pci: pick(nil, "0000:\(10 + index):00.0"))
      })
    template.fabrics = pick(
      [], [.init(kind: .nvlink, shape: .switched(gigabytesPerSecond: 450))],
      [.init(kind: .xgmi, shape: .eachPair(gigabytesPerSecond: 26.5))],
      count < 4
        ? []
        : [
          .init(kind: .nvlink, shape: .pairs([.init(0, 1, gigabytesPerSecond: 50)])),
          .init(kind: .pcie, shape: .pairs([.init(3, 2, gigabytesPerSecond: 31.5)])),
        ])
    let linked = template.linkedDomains
    for index in template.gpus.indices {
      template.gpus[index].domain = domain ?? linked[index]
    }
    template.nics = (0..<pick(0, 1, 4)).map { _ in
      .init(gigabitsPerSecond: pick(100, 400, 12.5), numa: pick(nil, indices[0]))
    }
    template.sources = (0..<pick(0, 1, 2)).map { _ in
      TopologySource(
        figures: pick(["gpus"], ["numa", "cores"]), source: pick("docs", "a: b"),
        date: pick("", "2024-05"), isVerified: pick(true, false), note: pick("", "#1"))
    }
    return template
  }
}
