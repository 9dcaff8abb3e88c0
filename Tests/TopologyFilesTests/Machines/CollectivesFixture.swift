import Documents
import Testing
import Topology
import TopologyFiles

/// A machine as NCCL or RCCL writes it: two NUMA nodes, the GPUs behind a bridge each.
struct CollectivesFixture: Sendable, CustomTestStringConvertible {
  var name: String
  var gpus: [GPU]
  var adapters: [Adapter] = []
  var numbers = [0, 1]
  var masks = ["00000000,0000ffff,0000ffff", "00000000,ffff0000,ffff0000"]
  var version = 1
  var linkElement = "nvlink"

  /// A GPU; links lead to addresses, of the class given.
  struct GPU: Sendable {
    var address: String
    var node: Int
    var device: String
    var attributes: String?
    var links: [(target: String, count: Int, of: String)] = []
    var classCode = "0x030200"
    var vendor = "0x10de"
  }

  /// A port of a network adapter.
  struct Adapter: Sendable {
    var address: String
    var node: Int
    var net: String?
  }

  var testDescription: String { name }

  /// The file.
  var xml: String {
    var lines = ["<system version=\"\(version)\">"]
    for node in numbers.indices {
      lines.append(
        "  <cpu numaid=\"\(numbers[node])\" affinity=\"\(masks[node])\" arch=\"x86_64\">")
      for gpu in gpus where gpu.node == node { lines += xml(of: gpu) }
      for adapter in adapters where adapter.node == node {
        lines.append("    <pci busid=\"\(adapter.address)\" class=\"0x020700\">")
        if let net = adapter.net { lines.append("      <nic><net \(net)/></nic>") }
        lines.append("    </pci>")
      }
      lines.append("  </cpu>")
    }
    return lines.joined(separator: "\n") + "\n</system>\n"
  }

  private func xml(of gpu: GPU) -> [String] {
    var lines = [
      "    <pci busid=\"ffff:ff:0\(gpu.node).0\" class=\"0x060400\" link_width=\"16\">",
      "      <pci busid=\"\(gpu.address)\" class=\"\(gpu.classCode)\" vendor=\"\(gpu.vendor)\""
        + " device=\"\(gpu.device)\" link_speed=\"16 GT/s\">",
    ]
    if let attributes = gpu.attributes {
      lines.append("        <gpu \(attributes) rank=\"0\" gdr=\"1\">")
      for link in gpu.links {
        lines.append(
          "          <\(linkElement) target=\"\(link.target)\" count=\"\(link.count)\""
            + " tclass=\"\(link.of)\"/>")
      }
      lines.append("        </gpu>")
    }
    return lines + ["      </pci>", "    </pci>"]
  }

  /// The machine and what was said of the text.
  func read() throws -> (machine: NodeTemplate, source: TopologyReading.Source) {
    try readMachine(xml, file: "node.xml") { input throws(Diagnostics) in
      try CollectivesXML.read(input)
    }
  }

  static func address(_ gpu: Int) -> String { "0000:\(gpu + 1)b:00.0" }

  /// Eight GPUs whose links a function gives.
  static func eight(
    _ name: String, device: String, attributes: (Int) -> String?, numbered: Bool = true,
    links: (Int) -> [(target: String, count: Int, of: String)]
  ) -> CollectivesFixture {
    CollectivesFixture(
      name: name,
      gpus: (0..<8).map { index in
        GPU(
          address: address(index), node: index / 4, device: device,
          attributes: attributes(index).map { "dev=\"\(index)\" \($0)" }, links: links(index))
      })
  }

  static let ports = [("c4", 2), ("c5", 2), ("c6", 2), ("c7", 2), ("c8", 2), ("c9", 2)]

  static var ampere: CollectivesFixture {
    var fixture = eight(
      "8 x A100, six NVSwitch ports", device: "0x20b0", attributes: { _ in "sm=\"80\"" }
    ) { _ in
      ports.map { ("0000:\($0.0):00.0", $0.1, "0x068000") }
    }
    fixture.adapters = [
      Adapter(
        address: "0000:91:00.0", node: 0,
        net: "name=\"mlx5_0\" dev=\"0\" speed=\"200000\" port=\"1\" guid=\"0x1\""),
      Adapter(
        address: "0000:92:00.0", node: 1,
        net: "name=\"mlx5_1\" dev=\"1\" speed=\"200000000\" port=\"1\" guid=\"0x2\""),
      Adapter(
        address: "0000:93:00.0", node: 1, net: "name=\"eth0\" speed=\"-1\" port=\"1\""),
      Adapter(address: "0000:94:00.0", node: 1),
    ]
    return fixture
  }

  static var hopper: CollectivesFixture {
    eight(
      "8 x Hopper of unknown product in a VM", device: "0xffff", attributes: { _ in "sm=\"90\"" }
    ) { _ in [("fffffff:ffff:ff", 18, "0x068000")] }
  }

  static var mi300x: CollectivesFixture {
    var fixture = eight(
      "8 x MI300X, class 0x1200", device: "0x74a1",
      attributes: { _ in "sm=\"304\" gcn=\"gfx942\" arch=\"38911\"" }
    ) { index in
      (0..<8).filter { $0 != index }.map { (address($0), 1, "0x120000") }
    }
    for index in fixture.gpus.indices {
      fixture.gpus[index].classCode = "0x120000"
      fixture.gpus[index].vendor = "0x1002"
    }
    (fixture.linkElement, fixture.version) = ("xgmi", 2)
    return fixture
  }

  // Four cards of two dies: four links within a card, one to the same die of the next.
  static var mi250x: CollectivesFixture {
    var fixture = eight(
      "8 dies of MI250X", device: "0x7408", attributes: { _ in "sm=\"110\" gcn=\"910\"" }
    ) { index in
      [index ^ 1, (index + 2) % 8, (index + 6) % 8].map {
        (address($0), $0 == index ^ 1 ? 4 : 1, "0x038000")
      }
    }
    for index in fixture.gpus.indices {
      fixture.gpus[index].classCode = "0x038000"
      fixture.gpus[index].vendor = "0x1002"
    }
    (fixture.linkElement, fixture.version) = ("xgmi", 2)
    return fixture
  }

  /// As clouds ship it: PCI functions and nothing in them.
  static var cloud: CollectivesFixture {
    var fixture = eight("8 x A100 by class alone", device: "0x20b2", attributes: { _ in nil }) {
      _ in []
    }
    fixture.adapters = [Adapter(address: "0000:91:00.0", node: 0)]
    return fixture
  }

  static var blackwell: CollectivesFixture {
    eight("8 x B200", device: "0x2901", attributes: { _ in "sm=\"100\"" }) { _ in
      [("0000:c4:00.0", 18, "0x068000")]
    }
  }

  static var all: [CollectivesFixture] { [ampere, hopper, mi300x, mi250x, cloud, blackwell] }
}
