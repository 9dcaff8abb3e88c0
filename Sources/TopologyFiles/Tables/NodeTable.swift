internal import Documents
internal import Topology

/// A list of nodes as a spreadsheet or a trace has it: a row for a node, or for many.
///
/// Columns are known by their names, in any case and with synonyms; others are passed over and
/// reported. A row names its nodes (`node[01-16]`), or counts them.
enum NodeTable {
  /// Whether the text looks like one: a line of names, of which one names or counts nodes and
  /// another speaks of GPUs.
  static func recognises(_ text: String) -> Bool {
    let line = text.utf8.prefix(4096).drop { $0 == 0x0A || $0 == 0x20 }.prefix { $0 != 0x0A }
    guard let first = line.first, ![0x7B, 0x5B, 0x3C, 0x23].contains(first) else { return false }
    let columns = Substring(line).split(separator: ",").map { name in
      NodeTableColumn(String(name.filter { $0 != "\"" }))
    }
    let namesNodes = columns.contains { $0 == .name || $0 == .count }
    return namesNodes && columns.contains { $0 == .gpus || $0 == .model(isSure: true) }
  }

  /// Reads the nodes.
  ///
  /// Takes at most 20 problems before it stops.
  /// - Throws: Every problem found, each with its cell.
  static func read(_ input: InputText) throws(Diagnostics) -> NodeList {
    var reader = NodeTableReader(try CSVTable(csv: input), file: input.file)
    return try reader.read()
  }
}
