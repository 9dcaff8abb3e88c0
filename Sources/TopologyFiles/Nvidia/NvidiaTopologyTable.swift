public import Documents

/// The table of `nvidia-smi topo -m`, and of `-mp`, as people paste it.
///
/// Read are drivers of all ages, tabs or spaces, columns that run into each other, text around the
/// table, and the GPUs' names where `nvidia-smi -L` or `nvidia-smi` itself stands beside it. Codes
/// that colour the header are for ``InputText`` to drop: give it ``recognises(_:)``.
public enum NvidiaTopologyTable {
  /// The largest text read: 8 MB.
  public static let sizeLimit = 8 << 20

  /// The longest line read: 1 MB.
  public static let lineLimit = 1 << 20

  /// Whether the text holds such a table, seen by the line of its column names.
  public static func recognises(_ text: String) -> Bool {
    if text.utf8.count > sizeLimit { return false }
    return !NvidiaTableHeader.all(in: text.utf8.split(separator: UInt8(ascii: "\n"))).isEmpty
  }

  /// Reads a machine.
  ///
  /// Takes at most 20 problems before it stops. Linear in the text.
  /// - Throws: Every problem found, each with its place.
  public static func read(_ input: InputText) throws(Diagnostics) -> TopologyReading {
    try input.limit(toBytes: sizeLimit, remedy: "give the table of one machine")
    let text = try NvidiaTableText(input)
    var source = TopologyReading.Source(format: .nvidiaTopology, file: input.file)
    let matrix = try NvidiaMatrix(text, &source)
    var machine = NvidiaMachine(text, matrix, source)
    let template = try machine.nodeTemplate(
      id: Identifier.near(fileName: input.file, else: "machine"))
    return TopologyReading(.template(template), sources: [machine.source])
  }
}
