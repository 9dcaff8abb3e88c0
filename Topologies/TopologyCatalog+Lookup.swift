public import Documents
import Topology
public import TopologyFiles

extension TopologyCatalog {
  /// How many entries describe machines, or clusters.
  public static func count(of kind: Kind) -> Int { entries.count { $0.kind == kind } }

  /// What was found: what it describes, and the texts that were read for it.
  public struct Found: Sendable {
    /// What was understood, and what was not.
    public let reading: TopologyReading
    /// The texts, those of machines that complete a cluster last.
    public let inputs: [InputText]

    /// The machine or cluster.
    public var file: TopologyFile { reading.file }
  }

  /// A machine or cluster by what a user wrote.
  ///
  /// - Parameters:
  ///   - name: A name of the catalogue, or a path; see ``texts(of:at:)``.
  ///   - place: Where the name stands, for the message.
  /// - Throws: An unknown name with the nearest ones, or every problem of the files.
  public static func find(
    _ name: String, at place: SourceLocation = SourceLocation(file: "command line")
  ) throws(Diagnostics) -> Found {
    try find([name], at: place)
  }

  /// A machine or cluster of which one or several files tell.
  ///
  /// - Parameters:
  ///   - names: A name of the catalogue, or paths of files of one cluster. A machine among them says
  ///     what the nodes are that the others only count; `POOL=` in front, those of one pool alone.
  ///   - place: Where the names stand, for messages.
  /// - Throws: An unknown name with the nearest ones, or every problem of the files.
  public static func find(
    _ names: [String], at place: SourceLocation = SourceLocation(file: "command line")
  ) throws(Diagnostics) -> Found {
    var inputs: [InputText] = []
    var join = MachineJoin.none
    var more: [InputText] = []
    for name in names {
      guard let (pool, machine) = poolMachine(name) else {
        // Beside slurm.conf its other files are there already.
        inputs += try texts(of: name, at: place).filter { text in
          !inputs.contains { Self.isOneFile($0.file, text.file) }
        }
        continue
      }
      let found = try find([machine], at: place)
      guard case .template(let template) = found.file else {
        throw Diagnostics(
          "is a cluster, not a machine", at: place, value: .text(name),
          remedy: "name a machine: see fulcrum topology list")
      }
      if join.byPool[pool] != nil {
        throw Diagnostics(
          "is a second machine for pool \(pool)", at: place, value: .text(name),
          remedy: "name one machine for each pool")
      }
      more += found.inputs
      join.byPool[pool] = template
    }
    guard !inputs.isEmpty else {
      throw Diagnostics(
        "name no cluster", at: place, value: .text(names.joined(separator: ",")),
        remedy: "name a cluster or its files beside the machines of its pools")
    }
    return Found(
      reading: try TopologyReading(inputs, machines: join, shelf: shelf), inputs: inputs + more)
  }

  // Whether two paths name one file, but for links.
  private static func isOneFile(_ a: String, _ b: String) -> Bool {
    func parts(_ path: String) -> [Substring] {
      path.split(separator: "/").filter { $0 != "." }
    }
    return a.hasPrefix("/") == b.hasPrefix("/") && parts(a) == parts(b)
  }

  /// `h100=dgx-h100` in its two parts; nil for a name without pool.
  public static func poolMachine(_ name: String) -> (pool: String, machine: String)? {
    let halves = name.split(separator: "=", maxSplits: 1).map(String.init)
    return halves.count == 2 && Identifier.fault(of: halves[0]) == nil
      ? (halves[0], halves[1]) : nil
  }

  /// Whether a name can only be a path: with a slash, or with the ending of a kind of file.
  public static func isPath(_ name: String) -> Bool {
    name.contains("/")
      || [".yaml", ".yml", ".json", ".xml", ".conf", ".csv", ".txt"].contains(where: name.hasSuffix)
  }

  /// A name so that ``isPath(_:)`` knows it for what ``texts(of:at:)`` takes it: `./site` for a folder
  /// `site` here, if the catalogue has no such name.
  public static func spelled(_ name: String) -> String {
    if let (pool, machine) = poolMachine(name) { return "\(pool)=\(spelled(machine))" }
    let isFile = !isPath(name) && entry(named: name) == nil && isAnything(atPath: name)
    return isFile ? "./" + name : name
  }

  // Exports of machines are larger than what people write.
  private static let exportLimit = 256 << 20

  /// The texts of a machine or cluster, not read yet.
  ///
  /// A name that can only be a path is one (see ``isPath(_:)``); every other one is the catalogue's,
  /// or a file of that name in the working folder if the catalogue has none. Beside a `slurm.conf`
  /// its `gres.conf` and its `topology.yaml` or `topology.conf` are read too, as Slurm does; a folder
  /// stands for the `slurm.conf` in it.
  /// - Throws: An unknown name with the nearest ones, or why a file cannot be read.
  public static func texts(
    of name: String, at place: SourceLocation = SourceLocation(file: "command line")
  ) throws(Diagnostics) -> [InputText] {
    if isPath(name) { return try texts(ofFile: name) }
    if let entry = entry(named: name) { return [try entry.input] }
    do throws(Diagnostics) {
      return try texts(ofFile: name)
    } catch {
      if isAnything(atPath: name) || error.problems.contains(where: { $0.kind == .badInput }) {
        throw error
      }
    }
    let near = nearestNames(to: name)
    throw Diagnostics(
      "is neither a name of the catalogue nor a file", at: place, value: .text(name),
      remedy: near.isEmpty
        ? "see fulcrum topology list, or give a path"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  private static func texts(ofFile path: String) throws(Diagnostics) -> [InputText] {
    let isFolder = isFolder(atPath: path)
    let folder = path.hasSuffix("/") ? path : path + "/"
    if isFolder, isAnything(atPath: folder + "slurm.conf") {
      return try texts(ofFile: folder + "slurm.conf")
    }
    let first = try InputText(
      readingFile: path, limit: path.hasSuffix(".json") ? exportLimit : InputText.sizeLimit,
      strippingTerminalCodesIf: NvidiaTopologyTable.recognises)
    if TopologyFormat(of: first) != .slurmConfiguration { return [first] }
    let base = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var texts = [first]
    let switches = ["topology.yaml", "topology.conf"].first { isAnything(atPath: base + $0) }
    for name in ["gres.conf", switches].compactMap(\.self) where isAnything(atPath: base + name) {
      texts.append(try InputText(readingFile: base + name))
    }
    return texts
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
