import Foundation
import Topology

@testable import MachineProbe

/// A folder with files as the kernel shows them, written by the test.
struct RecordedSystem {
  let root: String
  var files: KernelFiles { KernelFiles(root: root) }

  init() throws {
    root = NSTemporaryDirectory() + "fulcrum-system-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: root) }

  func write(_ text: String, to path: String) throws {
    let file = "\(root)/\(path)"
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "/" + folder, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: false, encoding: .utf8)
  }

  func link(_ path: String, to target: String) throws {
    let folder = "\(root)/\(path)".split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "/" + folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/\(path)", withDestinationPath: target)
  }

  /// A PCI function as `/sys/bus/pci/devices` shows it.
  func addPCI(
    _ address: String, maker: Int, product: Int, code: Int = 0x0302, driver: String? = nil,
    node: Int = -1
  ) throws {
    let folder = "sys/bus/pci/devices/\(address)"
    try write(Self.hex(code << 8, 6), to: folder + "/class")
    try write(Self.hex(maker, 4), to: folder + "/vendor")
    try write(Self.hex(product, 4), to: folder + "/device")
    try write("\(node)\n", to: folder + "/numa_node")
    if let driver { try link(folder + "/driver", to: "../../../bus/pci/drivers/\(driver)") }
  }

  /// A graphics card of AMD's, `card1` for 1.
  func addCard(
    _ number: Int, at address: String, product: Int, files: [String: String] = [:]
  ) throws {
    let device = "sys/devices/pci/\(address)"
    try write("0x1002\n", to: device + "/vendor")
    try write(Self.hex(product, 4), to: device + "/device")
    try write("0x120000\n", to: device + "/class")
    for (name, text) in files { try write(text + "\n", to: "\(device)/\(name)") }
    try link("sys/class/drm/card\(number)/device", to: "../../../devices/pci/\(address)")
  }

  /// A node of AMD's compute driver, with its links.
  func addKFD(
    _ number: Int, _ values: [(String, UInt64)], banks: [UInt64] = [], links: [KFDLink] = []
  ) throws {
    let folder = "sys/class/kfd/kfd/topology/nodes/\(number)"
    func lines(_ pairs: [(String, UInt64)]) -> String {
      pairs.map { "\($0) \($1)\n" }.joined()
    }
    try write(lines(values), to: folder + "/properties")
    for (index, size) in banks.enumerated() {
      try write(
        lines([("heap_type", 1), ("size_in_bytes", size), ("flags", 0), ("width", 8192)]),
        to: "\(folder)/mem_banks/\(index)/properties")
    }
    for (index, link) in links.enumerated() {
      try write(
        lines([
          ("type", link.type), ("version_major", 0), ("node_from", UInt64(number)),
          ("node_to", UInt64(link.to)), ("weight", link.weight), ("min_bandwidth", link.width),
          ("max_bandwidth", link.width), ("flags", 1),
        ]), to: "\(folder)/io_links/\(index)/properties")
    }
  }

  /// A node of CPUs.
  func addKFDHost(_ number: Int) throws {
    try addKFD(number, [("cpu_cores_count", 64), ("simd_count", 0)])
  }

  struct KFDLink {
    var to: Int
    var type: UInt64 = 11
    var weight: UInt64 = 15
    var width: UInt64 = 0

    /// To CPUs over PCI Express.
    static func host(_ node: Int) -> KFDLink {
      KFDLink(to: node, type: 2, weight: 20, width: 64_000)
    }
  }

  private static func hex(_ number: Int, _ width: Int) -> String {
    let digits = String(number, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, width - digits.count)) + digits + "\n"
  }
}

extension PCIAddress {
  /// The address that a test writes out.
  static func of(_ text: String) throws -> PCIAddress {
    guard let address = PCIAddress(text) else { throw CocoaError(.formatting) }
    return address
  }
}

extension MachineTree {
  /// Two packages with a NUMA node each, and GPUs under the given packages.
  static func twoNodes(
    _ gpus: [(address: String, package: Int, maker: Int, product: Int)]
  ) throws -> MachineTree {
    var tree = try HwlocTopology(synthetic: "pack:2 numa:1 core:4 pu:1").tree
    let packages = tree.positions(of: .package)
    for gpu in gpus {
      var function = MachineObject(type: .pciDevice)
      function.pci = PCIFunction(
        address: try .of(gpu.address), classCode: 0x1200, vendor: gpu.maker, device: gpu.product)
      tree.append(function, under: packages[gpu.package])
    }
    return tree
  }
}

extension Machine {
  /// A machine that only the test knows, as if it were this one.
  init(_ tree: MachineTree) { self.init(tree, HwlocEnvironment([:]), standIn: nil) }
}
