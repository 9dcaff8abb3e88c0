import Testing

/// A machine with devices, written out as hwloc's XML of a version.
///
/// Two packages with one NUMA node, two cores and four threads each; devices hang at a package, or
/// at the machine.
struct HwlocFixture: CustomTestStringConvertible {
  var name: String
  var version = 3
  var devices: [Device] = []
  var nodes: [ExtraNode] = []
  var matrix: (name: String, rows: [String], values: [Int])?
  /// Memory of high bandwidth beside that of each package, 16 GiB.
  var fastNodes = false
  /// What stands after the machine besides the matrix.
  var annex: [String] = []

  /// A PCI device with the drivers that name it.
  struct Device {
    var address: String
    var type: String
    var package: Int?
    var subtype: String?
    var drivers: [Driver] = []

    /// A number unique in the file: the address in decimal digits.
    var number: String {
      "5"
        + address.utf8.suffix(10).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        .map { String(10 + $0) }.joined()
    }
  }

  /// A device that a driver names.
  struct Driver {
    var name: String
    var code: Int
    var subtype: String?
    var infos: [String: String] = [:]
  }

  /// Memory of a GPU that is a NUMA node.
  struct ExtraNode {
    var index: Int
    var bytes: Int
    var address: String?
    var hasProcessors: Bool
  }

  var testDescription: String { "\(name), version \(version)" }

  /// The file.
  var xml: String {
    var xml = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", doctype, root]
    let all = 0xFF
    var nodeset = fastNodes ? 15 : 3
    for node in nodes { nodeset |= node.index < 31 ? 1 << node.index : 0 }
    let machineNodes = nodes.contains { $0.index >= 32 } ? extraNodeset : hex(nodeset)
    xml.append(
      "<object type=\"Machine\" os_index=\"0\" \(sets(hex(all), machineNodes))"
        + " allowed_cpuset=\"\(hex(all))\" allowed_nodeset=\"\(machineNodes)\"\(id("1"))>")
    xml.append("<info name=\"DMIProductName\" value=\"\(name)\"/>")
    for package in 0..<2 { xml += version == 1 ? nodeOne(package) : packageTwo(package) }
    for node in nodes { xml.append(extra(node)) }
    xml += devices.filter { $0.package == nil }.flatMap(self.device)
    xml.append("</object>")
    xml += matrixLines + annex
    xml.append("</topology>")
    return xml.joined(separator: "\n") + "\n"
  }

  private var doctype: String {
    "<!DOCTYPE topology SYSTEM \"hwloc\(version == 1 ? "" : "2").dtd\">"
  }

  private var root: String { version == 1 ? "<topology>" : "<topology version=\"\(version).0\">" }

  private var extraNodeset: String {
    let groups = (nodes.map(\.index).max() ?? 0) / 32
    var words = [Int](repeating: 0, count: groups + 1)
    words[0] = 3
    for node in nodes { words[node.index / 32] |= 1 << (node.index % 32) }
    return words.reversed().map { hex($0) }.joined(separator: ",")
  }

  private func nodeset(_ index: Int) -> String {
    let words = [String](repeating: "", count: index / 32)
    return ([hex(1 << (index % 32))] + words).joined(separator: ",")
  }

  // Version 1: the node stands above the package.
  private func nodeOne(_ package: Int) -> [String] {
    let all = sets(hex(0xF << (4 * package)), hex(1 << package))
    return [
      "<object type=\"NUMANode\" os_index=\"\(package)\" \(all) local_memory=\"68719476736\">",
      "<object type=\"Socket\" os_index=\"\(package)\" \(all)>",
    ] + cores(package) + ["</object>"]
      + devices.filter { $0.package == package }.flatMap(device) + ["</object>"]
  }

  private func packageTwo(_ package: Int) -> [String] {
    let cpus = hex(0xF << (4 * package))
    let all = sets(cpus, hex(1 << package))
    let ids = [id("1\(package)"), id("2\(package)")]
    let both = sets(cpus, hex((fastNodes ? 5 : 1) << package))
    return [
      "<object type=\"Package\" os_index=\"\(package)\" \(both)\(ids[0])>"
    ] + fast(package, cpus) + [
      "<object type=\"NUMANode\" os_index=\"\(package)\" \(all)\(ids[1])"
        + " local_memory=\"68719476736\"/>"
    ] + cores(package) + devices.filter { $0.package == package }.flatMap(device) + ["</object>"]
  }

  private func fast(_ package: Int, _ cpus: String) -> [String] {
    if !fastNodes { return [] }
    let number = 2 + package
    return [
      "<object type=\"NUMANode\" os_index=\"\(number)\" \(sets(cpus, hex(1 << number)))"
        + "\(id("8\(number)")) subtype=\"HBM\" local_memory=\"17179869184\"/>"
    ]
  }

  private func cores(_ package: Int) -> [String] {
    (0..<2).flatMap { core in
      let number = 2 * package + core
      let cpus = hex(3 << (2 * number))
      let nodes = hex((fastNodes ? 5 : 1) << package)
      return [
        "<object type=\"Core\" os_index=\"\(number)\" \(sets(cpus, nodes))\(id("3\(number)"))>"
      ]
        + (0..<2).map { thread in
          let index = 2 * number + thread
          return "<object type=\"PU\" os_index=\"\(index)\" \(sets(hex(1 << index), nodes))"
            + "\(id("4\(index)"))/>"
        } + ["</object>"]
    }
  }

  private func device(_ device: Device) -> [String] {
    var lines = [
      "<object type=\"PCIDev\"\(id(device.number))\(subtype(device.subtype))"
        + " pci_busid=\"\(device.address)\" pci_type=\"\(device.type)\">"
    ]
    for (index, driver) in device.drivers.enumerated() {
      lines.append(
        "<object type=\"OSDev\"\(id(device.number + "0\(index)")) name=\"\(driver.name)\""
          + "\(subtype(driver.subtype)) osdev_type=\"\(driver.code)\">")
      for (name, value) in driver.infos.sorted(by: { $0.key < $1.key }) {
        lines.append("<info name=\"\(name)\" value=\"\(value)\"/>")
      }
      lines.append("</object>")
    }
    return lines + ["</object>"]
  }

  private func subtype(_ text: String?) -> String { text.map { " subtype=\"\($0)\"" } ?? "" }

  private func extra(_ node: ExtraNode) -> String {
    let cpus = node.hasProcessors ? hex(0xFF) : hex(0)
    let subtype = node.hasProcessors ? " subtype=\"GPUMemory\"" : ""
    let info = node.address.map { "<info name=\"PCIBusID\" value=\"\($0)\"/>" } ?? ""
    return "<object type=\"NUMANode\" os_index=\"\(node.index)\""
      + " \(sets(cpus, nodeset(node.index)))\(id("7\(node.index)"))\(subtype)"
      + " local_memory=\"\(node.bytes)\">\(info)</object>"
  }

  private var matrixLines: [String] {
    guard let matrix else { return [] }
    let indexes = matrix.rows.joined(separator: " ") + " "
    let values = matrix.values.map(String.init).joined(separator: " ") + " "
    return [
      "<distances2hetero nbobjs=\"\(matrix.rows.count)\" kind=\"25\" name=\"\(matrix.name)\">",
      "<indexes length=\"\(indexes.utf8.count)\">\(indexes)</indexes>",
      "<u64values length=\"\(values.utf8.count)\">\(values)</u64values>",
      "</distances2hetero>",
    ]
  }

  private func sets(_ cpus: String, _ nodes: String) -> String {
    "cpuset=\"\(cpus)\" complete_cpuset=\"\(cpus)\" nodeset=\"\(nodes)\""
      + " complete_nodeset=\"\(nodes)\""
  }

  private func id(_ number: String) -> String {
    if version == 1 { return "" }
    return " gp_index=\"\(number)\"" + (version == 3 ? " id=\"obj\(number)\"" : "")
  }

  /// How a matrix names a device's first driver, or the device itself.
  func reference(_ device: Device, driver: Bool) -> String {
    driver ? "OSDev:\(device.number)00" : "PCIDev:\(device.number)"
  }

  private func hex(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}
