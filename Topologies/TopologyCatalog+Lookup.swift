public import Documents
public import TopologyFiles

extension TopologyCatalog {
  /// A machine or cluster by what a user wrote: a name of the catalogue, or the path of a file.
  ///
  /// - Parameters:
  ///   - text: The name or path; see ``text(of:at:)``.
  ///   - place: Where the text stands, for the message.
  /// - Returns: What it describes, and the text that was read.
  /// - Throws: An unknown name with the nearest ones, or every problem of the file.
  public static func find(
    _ text: String, at place: SourceLocation = SourceLocation(file: "command line")
  ) throws(Diagnostics) -> (file: TopologyFile, input: InputText) {
    let input = try Self.text(of: text, at: place)
    return (try TopologyFile(input, shelf: shelf), input)
  }

  /// Whether a name can only be a path: with a slash, or ending in `.yaml`, `.yml`, `.json` or `.xml`.
  public static func isPath(_ name: String) -> Bool {
    name.contains("/") || [".yaml", ".yml", ".json", ".xml"].contains(where: name.hasSuffix)
  }

  /// The text of a machine or cluster, not read yet.
  ///
  /// A name that can only be a path is one (see ``isPath(_:)``); every other one is the catalogue's, or a file of that name in the working folder if the catalogue has none.
  /// - Throws: An unknown name with the nearest ones, or why the file cannot be read.
  public static func text(
    of name: String, at place: SourceLocation = SourceLocation(file: "command line")
  ) throws(Diagnostics) -> InputText {
    if isPath(name) { return try InputText(readingFile: name) }
    if let entry = entry(named: name) { return try entry.input }
    do throws(Diagnostics) {
      return try InputText(readingFile: name)
    } catch {
      if error.problems.contains(where: { $0.kind == .badInput }) { throw error }
    }
    let near = nearestNames(to: name)
    throw Diagnostics(
      "is neither a name of the catalogue nor a file", at: place, value: .text(name),
      remedy: near.isEmpty
        ? "see fulcrum topology list, or give a path"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  // The nearest by spelling, then those that begin alike or hold the text; at most three.
  private static func nearestNames(to text: String) -> [String] {
    let names = entries.map(\.name)
    let wanted = text.lowercased()
    let nearest = nearestName(to: text, among: names).map { [$0] } ?? []
    let alike = names.filter { name in
      wanted.count >= 3 && (name.contains(wanted) || wanted.contains(name))
    }
    let beginning = names.filter { name in
      wanted.count >= 3 && name.hasPrefix(wanted.prefix { $0 != "-" && $0 != "_" })
    }
    var seen = Set<String>()
    return Array((nearest + alike + beginning).filter { seen.insert($0).inserted }.prefix(3))
  }
}
