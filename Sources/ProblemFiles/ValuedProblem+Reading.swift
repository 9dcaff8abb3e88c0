internal import Allocation
public import Documents

extension ValuedProblem {
  /// Reads a table of options: CSV, or JSON of the schema `fulcrum.problem/1`; told by the content.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - capacities: What is said of capacities beside it; replaces what it says itself.
  /// - Throws: All problems of it, each with its place.
  public init(
    readingFile path: String, capacities: [StatedCapacity] = []
  ) throws(Diagnostics) {
    try self.init(InputText(readingFile: path), path: path, capacities: capacities)
  }

  /// Reads a table that is in memory.
  init(
    _ input: InputText, path: String, capacities: [StatedCapacity] = []
  ) throws(Diagnostics) {
    let isJSON = input.text.utf8.first { ![0x20, 0x09, 0x0A].contains($0) } == UInt8(ascii: "{")
    let table =
      isJSON
      ? try JSONProblem.read(input, stated: capacities)
      : try CSVProblem.read(input, stated: capacities)
    let (decimals, values) = table.scaled
    source = .file(path: path, sha256: input.sha256, capacities: capacities)
    let own = SparseProblem(
      resources: table.resources, claimants: table.claimants, start: table.start, value: values,
      pattern: table.pattern, patterns: table.patterns, options: table.options)
    problem = table.rules.isEmpty ? own : own.adding(table.rules)
    self.decimals = decimals
    ownResources = table.resources.count
    withoutOptions = []
    checksum = Self.checksum(of: problem)
  }
}
