public import Documents
internal import Topology

/// The XML in which NCCL and RCCL keep a machine (`NCCL_TOPO_DUMP_FILE`, `NCCL_TOPO_FILE`).
///
/// A tree of processors' NUMA nodes, PCI functions, GPUs with their links, and network adapters.
/// Clouds ship such files by hand, with nothing but PCI functions: then a GPU is known by its class.
public enum CollectivesXML {
  /// The largest file read: 8 MB; the dump of a large machine is a hundredth of it.
  public static let sizeLimit = 8 << 20

  /// Whether the text looks like one of these files.
  public static func recognises(_ text: String) -> Bool {
    let start = Array(text.utf8.prefix(8192))
    let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    guard start.first(where: { !space.contains($0) }) == UInt8(ascii: "<") else { return false }
    return ["<system", "<graphs"].contains { sought in
      start.indices.contains { place in
        start[place...].starts(with: sought.utf8)
          && start.dropFirst(place + sought.utf8.count).first
            .map { space.contains($0) || $0 == UInt8(ascii: ">") } ?? false
      }
    }
  }

  /// Reads a machine.
  ///
  /// Takes at most 20 problems before it stops. Linear in the text.
  /// - Throws: Every problem found, each with its place.
  public static func read(_ input: InputText) throws(Diagnostics) -> TopologyReading {
    try input.limit(toBytes: sizeLimit, remedy: "give the topology of one machine")
    let builder = CollectivesBuilder(file: input.file)
    try XMLElements.read(input, from: .collectives, textIn: [], visitor: builder)
    var machine = try builder.finish()
    let template = machine.nodeTemplate(
      id: Identifier.near(fileName: input.file, else: "machine"))
    return TopologyReading(.template(template), sources: [machine.source])
  }
}
