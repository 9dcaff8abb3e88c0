public import Documents
public import Topology

/// The XML files of hwloc (`lstopo machine.xml`), versions 1, 2 and 3.
///
/// Read natively: no single libhwloc reads all three, and handing it an untrusted file can end the
/// process. What says nothing to a planner (supported calls, user data, sizes of pages) and what is
/// not understood is listed in the tree's source.
///
/// A tree holds what is *in the tree* after loading, as hwloc counts it with the same flags:
/// - Threads and NUMA nodes outside `allowed_cpuset` and `allowed_nodeset` are left out, and with
///   them the objects that hold nothing else, unless ``read(_:keepingDisallowed:)`` is told to keep
///   them (`lstopo --disallowed`). A note of the source says how many.
/// - An object of the CPU hierarchy whose threads are all gone stays if memory or a device hangs on
///   it. So a package may count that has no thread, and a sum over threads does not find it.
/// - Threads that `complete_cpuset` or `online_cpuset` shows beyond those are switched off; hwloc
///   has no objects for them, and a note says how many.
/// - A NUMA node without threads is memory of a device, not of the host.
public enum HwlocXML {
  /// The largest file read: 24 MB; a machine of 4,096 threads exports less than half of it.
  public static let sizeLimit = 24 << 20

  /// Reads a machine.
  ///
  /// Takes at most 20 problems before it stops. Linear in the text.
  /// - Parameters:
  ///   - input: The text of a file.
  ///   - keepingDisallowed: Keeps what the exporting program was not allowed to use.
  /// - Throws: Every problem found, each with its place.
  public static func read(
    _ input: InputText, keepingDisallowed: Bool = false
  ) throws(Diagnostics) -> MachineTree {
    try build(input, keepingDisallowed: keepingDisallowed).tree
  }

  /// Reads a machine as a kind of node, with what was left aside and what does not agree.
  /// - Throws: Every problem found, each with its place.
  public static func reading(_ input: InputText) throws(Diagnostics) -> TopologyReading {
    let (tree, source) = try build(input, keepingDisallowed: false)
    let template = tree.nodeTemplate(id: Identifier.near(fileName: input.file, else: "machine"))
    return TopologyReading(.template(template), tree: tree, sources: [source])
  }

  private static func build(
    _ input: InputText, keepingDisallowed: Bool
  ) throws(Diagnostics) -> (tree: MachineTree, source: TopologyReading.Source) {
    try input.limit(toBytes: sizeLimit, remedy: "export one machine, without user data")
    let builder = HwlocXMLBuilder(file: input.file, keepsDisallowed: keepingDisallowed)
    try XMLElements.read(
      input, textIn: ["indexes", "u64values", "userdata"], visitor: builder)
    return (try builder.finish(), builder.source)
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
