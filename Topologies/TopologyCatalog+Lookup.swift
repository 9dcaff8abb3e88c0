public import Documents
public import TopologyFiles

extension TopologyCatalog {
  /// A machine or cluster by what a user wrote: a name of the catalogue, or the path of a file.
  ///
  /// A text with a slash, or that ends in `.yaml`, `.yml`, `.json` or `.xml`, is a path; every other one is a
  /// name, or a file of that name in the working folder if the catalogue has none.
  /// - Parameters:
  ///   - text: The name or path.
  ///   - place: Where the text stands, for the message.
  /// - Returns: What it describes, and the text that was read.
  /// - Throws: An unknown name with the nearest ones, or every problem of the file.
  public static func find(
    _ text: String, at place: SourceLocation = SourceLocation(file: "command line")
  ) throws(Diagnostics) -> (file: TopologyFile, input: InputText) {
    let endings = [".yaml", ".yml", ".json", ".xml"]
    if text.contains("/") || endings.contains(where: text.hasSuffix) {
      return try read(path: text)
    }
    if let entry = entry(named: text) { return (try entry.read(), try entry.input) }
    do throws(Diagnostics) {
      return try read(path: text)
    } catch {
      if error.problems.contains(where: { $0.kind == .badInput }) { throw error }
    }
    let near = nearestNames(to: text)
    throw Diagnostics(
      "is neither a name of the catalogue nor a file", at: place, value: .text(text),
      remedy: near.isEmpty
        ? "see fulcrum topology list, or give a path"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  private static func read(
    path: String
  ) throws(Diagnostics) -> (file: TopologyFile, input: InputText) {
    let input = try InputText(readingFile: path)
    return (try TopologyFile(input, shelf: shelf), input)
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
