public import Documents

/// The files of a scenario, read once; makes a ``Scenario`` of them, with or without changes.
///
/// Nothing is thrown while reading, so that problems of all files come out together, from
/// ``scenario(with:)``.
public struct ScenarioSource: Sendable {
  /// `scenario.yaml` without the tables; nil if it could not be read.
  var root: DocumentNode?
  /// The tables that could be read, by name.
  var tables: [String: ScenarioTable] = [:]
  /// The files that were read.
  var inputs: [Scenario.Input] = []
  /// The problems found so far.
  var log = DiagnosticLog()

  /// Where they are.
  let files: FileSource

  /// The tables that a scenario can have; all but the last must be there.
  static let tableNames = ["teams", "candidates", "rivals", "packages"]

  /// Reads a scenario from a folder, its `scenario.yaml`, or one YAML or JSON file that holds all;
  /// `builtin:lab` is one that ships inside the program.
  public init(readingFrom path: String) { self.init(readingFrom: path, depth: 0) }

  /// `depth` counts the scenarios that inherit from this one.
  init(readingFrom path: String, depth: Int) {
    if path.hasPrefix(BuiltinScenario.prefix) {
      self.init(namedBuiltin: path)
    } else if isFolder(atPath: path) {
      let folder = path.hasSuffix("/") ? path : path + "/"
      self.init(files: .folder(folder), main: "scenario.yaml", depth: depth)
    } else {
      let start = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
      let folder = FileSource.folder(String(path[..<start]))
      self.init(files: folder, main: String(path[start...]), depth: depth)
    }
  }

  /// Reads a scenario that ships inside the program.
  public init(_ builtin: BuiltinScenario) {
    self.init(
      files: .memory(builtin.name, builtin.files, isBuiltin: true), main: "scenario.yaml")
  }

  private init(namedBuiltin reference: String) {
    if let builtin = BuiltinScenario.allCases.first(where: { $0.reference == reference }) {
      self.init(builtin)
      return
    }
    self.init(files: .memory(reference, [], isBuiltin: true), main: "scenario.yaml")
    log = DiagnosticLog()
    let known = BuiltinScenario.allCases.map(\.reference)
    log.add(
      Diagnostic(
        "there is no such built-in example", at: SourceLocation(file: reference),
        remedy: nearestName(to: reference, among: known).map { "did you mean \($0)?" }
          ?? "there are \(known.joined(separator: ", "))", kind: .unreadable))
  }

  /// Reads a scenario whose files are in memory, `scenario.yaml` among them.
  /// - Parameters:
  ///   - files: Names with texts.
  ///   - folder: What diagnostics call the folder.
  public init(files: [(name: String, text: String)], in folder: String) {
    self.init(files: .memory(folder, files, isBuiltin: false), main: "scenario.yaml")
  }

  private init(files: FileSource, main: String, depth: Int = 0) {
    self.files = files
    guard let text = read(main) else { return }
    do throws(Diagnostics) {
      root = try DocumentNode(yaml: text)
    } catch {
      log.add(error)
    }
    refuseDocument()
    readPreferences()
    let base = root?["base"]
    for name in Self.tableNames { readTable(name, isRequired: base == nil && root != nil) }
    if let base { inherit(from: base, in: files, depth: depth) }
  }

  /// The typed, checked scenario.
  /// - Parameter overrides: Changes, applied in order before anything is checked.
  /// - Throws: Every problem of all files and changes.
  public func scenario(with overrides: [Scenario.Override] = []) throws(Diagnostics) -> Scenario {
    let scenario = try reading(with: overrides).scenario
    guard let cluster = overrides.last(where: { $0.path == Scenario.Override.clusterPath }) else {
      return scenario
    }
    return try scenario.replacingMainCluster(with: cluster.value)
  }

  /// The typed, checked scenario with its values by path.
  /// - Parameter overrides: Changes, applied in order before anything is checked; another main cluster
  ///   is not among them.
  /// - Throws: Every problem of all files and changes.
  public func reading(
    with overrides: [Scenario.Override] = []
  ) throws(Diagnostics) -> ScenarioReading {
    var reader = try reader(with: overrides)
    return try reader.reading(inputs: inputs, overrides: overrides)
  }

  /// What reads the changed documents.
  func reader(with overrides: [Scenario.Override]) throws(Diagnostics) -> ScenarioReader {
    var edited = self
    for change in overrides where change.path != Scenario.Override.clusterPath {
      edited.apply(change)
    }
    edited.readPreferences()
    guard let root = edited.root else {
      throw Diagnostics(edited.log.problems)
    }
    var reader = ScenarioReader(
      root: root, tables: edited.tables, topologies: TopologyShelf(folder: files.prefix),
      log: edited.log)
    reader.topologyInputs = Array(edited.inputs.dropFirst(inputs.count))
    return reader
  }

  // What a file of preferences says takes the place of its name; the file is an input like any other.
  private mutating func readPreferences() {
    guard let node = root?["preferences"], let path = node.text, !node.isNull else { return }
    root?["preferences"] = nil
    do throws(Diagnostics) {
      let isHere = files.isInMemory && files.has(path)
      let text =
        isHere
        ? try files.text(of: path)
        : try InputText(readingFile: path.hasPrefix("/") ? path : files.prefix + path)
      inputs.append(
        Scenario.Input(
          path: text.file, isBuiltin: isHere && files.isBuiltin, sha256: text.sha256))
      root?["preferences"] = try DocumentNode(yaml: text)
    } catch {
      for var problem in error.problems {
        if problem.key.isEmpty, problem.kind == .unreadable {
          (problem.location, problem.key) = (node.location, "preferences")
          problem.value = .text(path)
        }
        log.add(problem)
      }
    }
  }

  // A plan or another document of this program: not one of its keys means anything here.
  private mutating func refuseDocument() {
    guard let schema = root?["schema"], let name = schema.text, name.hasPrefix("fulcrum.") else {
      return
    }
    log.add(
      Diagnostic(
        "is a document that this program wrote, not a scenario", at: schema.location,
        key: "schema", value: .text(name), remedy: "name the scenario that it was made from"))
    root = nil
  }

  // A table that is not required may be missing: it is inherited, or the file that would say
  // where it is could not be read.
  private mutating func readTable(_ name: String, isRequired: Bool) {
    let isMenu = name == "packages"
    let inline = isMenu ? root?["packages"]?["listed"] : root?[name]
    let named = root?["tables"]?[name]
    let file = named?.text ?? name + ".csv"
    if let inline {
      if isMenu { root?["packages"]?["listed"] = nil } else { root?[name] = nil }
      if let named {
        log.add(
          Diagnostic(
            "the table is given here and as \(name) in line \(inline.location.line)",
            at: named.location, key: "tables.\(name)", remedy: "keep one of the two"))
      }
      tables[name] = ScenarioTable(name, of: inline, log: &log)
    } else if isRequired && !isMenu || named != nil || files.has(file), let text = read(file) {
      do throws(Diagnostics) {
        tables[name] = ScenarioTable(name, of: try CSVTable(csv: text), log: &log)
      } catch {
        log.add(error)
      }
    }
  }

  private mutating func read(_ name: String) -> InputText? {
    do throws(Diagnostics) {
      let text = try files.text(of: name)
      inputs.append(
        Scenario.Input(path: text.file, isBuiltin: files.isBuiltin, sha256: text.sha256))
      return text
    } catch {
      log.add(error)
      return nil
    }
  }
}

/// Where the files of a scenario are.
enum FileSource: Sendable {
  /// In a folder, given with its last slash; empty for the working folder.
  case folder(String)
  /// In memory, under the name of a folder.
  case memory(String, [(name: String, text: String)], isBuiltin: Bool)

  /// What relative paths begin with.
  var prefix: String {
    if case .folder(let folder) = self { folder } else { "" }
  }

  /// Where a scenario is that a file of these names as its base; nil where such a name leads nowhere.
  func base(_ path: String) -> String? {
    if path.hasPrefix("/") || path.hasPrefix(BuiltinScenario.prefix) { return path }
    if case .folder(let folder) = self { return folder + path }
    return nil
  }

  var isInMemory: Bool {
    if case .memory = self { true } else { false }
  }

  var isBuiltin: Bool {
    if case .memory(_, _, let isBuiltin) = self { isBuiltin } else { false }
  }

  func has(_ name: String) -> Bool {
    switch self {
    case .folder(let folder): isAnything(atPath: folder + name)
    case .memory(_, let files, _): files.contains { $0.name == name }
    }
  }

  func text(of name: String) throws(Diagnostics) -> InputText {
    switch self {
    case .folder(let folder):
      return try InputText(readingFile: name.hasPrefix("/") ? name : folder + name)
    case .memory(let folder, let files, _):
      let file = "\(folder)/\(name)"
      guard let text = files.first(where: { $0.name == name })?.text else {
        throw Diagnostics(
          "there is no such file", at: SourceLocation(file: file),
          remedy: "check the path and its spelling", kind: .unreadable)
      }
      return try InputText(text, file: file)
    }
  }
}

extension Scenario {
  /// Reads and checks a scenario: a folder, its `scenario.yaml`, or one file that holds all.
  /// - Throws: Every problem of all files and changes.
  public init(readingFrom path: String, overrides: [Override] = []) throws(Diagnostics) {
    self = try ScenarioSource(readingFrom: path).scenario(with: overrides)
  }

  /// Reads and checks a scenario that ships inside the program.
  /// - Throws: Every problem of the changes.
  public init(_ builtin: BuiltinScenario, overrides: [Override] = []) throws(Diagnostics) {
    self = try ScenarioSource(builtin).scenario(with: overrides)
  }
}
