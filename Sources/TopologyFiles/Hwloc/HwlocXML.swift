public import Documents
public import Topology

/// The XML files of hwloc (`lstopo machine.xml`), versions 1, 2 and 3.
///
/// Read natively: no single libhwloc reads all three, and handing it an untrusted file can end the
/// process. Elements that say nothing of the hardware (supported calls, CPU kinds, memory
/// attributes, user data) are passed over; unknown ones are listed in the tree's source.
public enum HwlocXML {
  /// The largest file read: 24 MB; a machine of 4,096 threads exports less than half of it.
  public static let sizeLimit = 24 << 20

  /// Whether the text looks like one of these files.
  public static func recognises(_ text: String) -> Bool {
    let start = Array(text.utf8.prefix(4096))
    let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    guard start.first(where: { !space.contains($0) }) == UInt8(ascii: "<") else { return false }
    return ["<topology", "<!DOCTYPE topology"].contains { sought in
      start.indices.contains { start[$0...].starts(with: sought.utf8) }
    }
  }

  /// The id of the machine of a file: its name, as far as an id can be.
  public static func identifier(ofFile path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let stem = name.hasSuffix(".xml") ? name.dropLast(4) : name
    let id = String(stem.prefix(64)).map { Identifier.fault(of: "a\($0)") == nil ? $0 : "-" }
    return Identifier.fault(of: String(id)) == nil ? String(id) : "machine"
  }

  /// Reads a machine.
  ///
  /// Takes at most 20 problems before it stops. Linear in the text.
  /// - Throws: Every problem found, each with its place.
  public static func read(_ input: InputText) throws(Diagnostics) -> MachineTree {
    if input.text.utf8.count > sizeLimit {
      throw Diagnostics(
        "is larger than \(sizeLimit >> 20) MB", at: SourceLocation(file: input.file),
        remedy: "export one machine, without user data")
    }
    let builder = HwlocXMLBuilder(file: input.file)
    try XMLElements.read(
      input, textIn: ["indexes", "u64values", "userdata"], visitor: builder)
    return try builder.finish()
  }
}

/// What differs between the versions of the format.
enum HwlocVersion: Int {
  /// hwloc 0.9 to 1.11: NUMA nodes stand among the processors, caches have one type.
  case one = 1
  /// hwloc 2: NUMA nodes are memory children.
  case two
  /// hwloc 3: device kinds are bits, sizes carry their unit.
  case three

  /// The version that the root element states, if it is known.
  init?(_ text: String?) {
    guard let text else {
      self = .one
      return
    }
    let major = text.prefix { $0 != "." }
    guard let number = Int(major), let version = HwlocVersion(rawValue: number) else { return nil }
    self = version
  }
}
