internal import Documents
internal import Topology

/// Slurm's gres.conf: the GPUs of nodes, by their device files.
///
/// A line without `NodeName=` speaks of every node. What holds for all is in an entry without
/// hosts, which speaks of every node that has GPUs and is not named by another entry; the entries
/// with hosts hold what the lines for all say, too.
/// Source: Slurm, gres.conf(5).
enum SlurmResources {
  /// Whether the text looks like such a file.
  static func recognises(_ text: String, file: String) -> Bool { SlurmKind(text) == .resources }

  /// Reads the GPUs.
  /// - Parameters:
  ///   - input: The text.
  ///   - nodes: What slurm.conf says, if it is at hand: `Cores=` are Slurm's own numbers, which
  ///     become a package only by the cores of one.
  /// - Throws: Every problem found, each with its place.
  static func read(_ input: InputText, nodes: NodeList? = nil) throws(Diagnostics) -> NodeList {
    var builder = SlurmResourcesBuilder(input)
    return try builder.read(nodes: nodes)
  }
}

/// GPUs that one line of gres.conf names.
private struct SlurmDevices {
  /// Which nodes; an index into the different lists of nodes, nil for every node.
  var owner: Int?
  /// The kind; empty if it is not told.
  var type: String
  var count: Int
  /// Files as written, to tell a repetition.
  var files: String
  /// Slurm's numbers of the cores nearby.
  var cores: [ClosedRange<Int>]
  var place: SourceLocation
}

/// What is collected while the lines go by.
private struct SlurmResourcesBuilder {
  private static let keys = [
    "autodetect", "count", "cores", "cpus", "file", "files", "flags", "link", "links",
    "multiplefiles", "name", "nodename", "type",
  ]

  private var lines: SlurmLines
  private var list: NodeList
  private var log = DiagnosticLog()
  private var devices: [SlurmDevices] = []
  private var owners: [HostNames: Int] = [:]
  private var hosts: [HostNames] = []
  private var budget = SlurmHosts()
  private var lineCount = 0

  init(_ input: InputText) {
    lines = SlurmLines(input)
    list = NodeList(format: .slurmResources, file: input.file)
  }

  mutating func read(nodes: NodeList?) throws(Diagnostics) -> NodeList {
    while let line = try lines.nextPairs(&log) {
      lineCount += 1
      take(line)
    }
    try log.throwIfAny()
    if lineCount == 0 {
      throw Diagnostics(
        "has no line that names a resource", at: SourceLocation(file: lines.file),
        remedy: "write such as Name=gpu Type=h100 File=/dev/nvidia[0-7]")
    }
    try group(nodes)
    if devices.isEmpty {
      list.source.note("the file lists no GPU; how many a node has is in Gres= of slurm.conf")
    }
    return list
  }

  private mutating func take(_ line: SlurmLine) {
    var found: [String: SlurmPair] = [:]
    for pair in line.pairs {
      if !Self.keys.contains(pair.name), log.problems.count < SlurmLines.problemLimit {
        let name = nearestName(to: pair.name, among: Self.keys)
        log.add(
          Diagnostic(
            "is no key of gres.conf", at: lines.place(pair.key), key: lines.key(pair),
            value: .text(pair.value), remedy: name.map { "did you mean \($0)?" } ?? "delete it"))
      }
      found[pair.name] = pair
    }
    if let detect = found["autodetect"], detect.value.lowercased() != "off" {
      list.source.note(
        "AutoDetect=\(detect.value): Slurm asks each node's driver for GPUs that are not listed here"
      )
    }
    guard let name = found["name"] else {
      if found["autodetect"] == nil, log.isEmpty {
        log.add(
          Diagnostic(
            "names no resource", at: lines.place(line.start), key: "Name",
            remedy: "write such as Name=gpu"))
      }
      return
    }
    guard name.value.lowercased() == "gpu" else { return list.source.ignore("Name=\(name.value)") }
    for key in ["flags", "links", "link"] {
      if let pair = found[key] { list.source.ignore(lines.key(pair)) }
    }
    addDevices(found, at: line.start)
  }

  private mutating func addDevices(_ found: [String: SlurmPair], at start: SlurmMark) {
    var owner: Int?
    if let pair = found["nodename"] {
      guard let names = names(pair) else { return }
      owner = owners[names] ?? hosts.count
      if owner == hosts.count {
        owners[names] = hosts.count
        hosts.append(names)
      }
    }
    let file = found["multiplefiles"] ?? found["file"] ?? found["files"]
    guard let count = count(found, file: file) else { return }
    let cores = cores(found["cores"] ?? found["cpus"])
    let type = found["type"]?.value ?? ""
    if SlurmGRES.isSlice(type) {
      list.source.note(
        "\(type) is a partition of a GPU: from how many cards it is cut is not told, and it was not "
          + "counted")
      return
    }
    devices.append(
      SlurmDevices(
        owner: owner, type: type, count: count, files: file?.value ?? "", cores: cores,
        place: lines.place(start)))
  }

  // The same list is on many lines where each GPU has its own, and counts once.
  private mutating func names(_ pair: SlurmPair) -> HostNames? {
    if let names = try? HostNames(pair.value), owners[names] != nil { return names }
    return budget.read(pair, lines: lines, &log)
  }

  // As many as there are files; else what Count says; else one.
  private mutating func count(_ found: [String: SlurmPair], file: SlurmPair?) -> Int? {
    var stated: Int?
    if let pair = found["count"] {
      do throws(SlurmGRES.Fault) {
        stated = try SlurmGRES.count(pair.value[...], of: pair.value)
        if stated == nil {
          throw SlurmGRES.Fault(
            problem: "is no whole number", value: pair.value, remedy: "write digits only")
        }
      } catch {
        log.add(
          Diagnostic(
            error.problem, at: lines.place(pair.start), key: lines.key(pair),
            value: .text(error.value), remedy: error.remedy))
        return nil
      }
    }
    // Several files make one device with MultipleFiles.
    guard let file, found["multiplefiles"] == nil else { return stated ?? 1 }
    do throws(HostNames.Fault) {
      let files = try HostNames(file.value).count
      if files > SlurmGRES.countLimit {
        log.add(
          Diagnostic(
            "names more than \(SlurmGRES.countLimit) devices", at: lines.place(file.start),
            key: lines.key(file), value: .text(file.value), remedy: "check the range"))
        return nil
      }
      if let stated, stated != files, let pair = found["count"] {
        list.source.contradict(
          "Count=\(stated) against \(files) device files; the files were taken",
          at: lines.place(pair.key))
      }
      return files
    } catch {
      log.add(
        Diagnostic(
          error.problem, at: lines.place(file.start), key: lines.key(file),
          value: .text(file.value), remedy: "write such as File=/dev/nvidia[0-7]"))
      return nil
    }
  }

  // 0-31, [0-31] or 0,1,2; none after a problem.
  private mutating func cores(_ pair: SlurmPair?) -> [ClosedRange<Int>] {
    guard let pair else { return [] }
    let text = pair.value.hasPrefix("[") ? pair.value : "[\(pair.value)]"
    guard let runs = try? HostNames(text).runs else {
      log.add(
        Diagnostic(
          "are no numbers of cores", at: lines.place(pair.start), key: lines.key(pair),
          value: .text(pair.value), remedy: "write such as Cores=0-31"))
      return []
    }
    return runs.compactMap(\.numbers)
  }

  // One entry for all nodes of which the same lines speak.
  private mutating func group(_ nodes: NodeList?) throws(Diagnostics) {
    var spans = HostSpans()
    for (index, hosts) in hosts.enumerated() { spans.insert(hosts, owner: index) }
    // The nodes of slurm.conf come after the lists of this file.
    let known = nodes?.nodes ?? []
    for (index, node) in known.enumerated() {
      spans.insert(node.hosts, owner: hosts.count + index)
    }
    guard let pieces = spans.pieces() else { throw SlurmHosts.tooEntangled(lines.file) }
    var groups: [[Int]: (names: HostNames, cores: Set<Int?>)] = [:]
    for piece in pieces where piece.owners[0] < hosts.count {
      let owners = piece.owners.filter { $0 < hosts.count }
      let node = piece.owners.last { $0 >= hosts.count }
      groups[owners, default: (HostNames(), [])].names.append(piece.hosts)
      groups[owners]?.cores.insert(node.flatMap { known[$0 - hosts.count].machine.coresPerSocket })
    }
    let general = devices.indices.filter { devices[$0].owner == nil }
    let own = Dictionary(
      grouping: devices.indices.filter { devices[$0].owner != nil },
      by: { devices[$0].owner ?? 0 })
    if !general.isEmpty {
      let cores = Set(known.filter { !$0.machine.gpus.isEmpty }.map(\.machine.coresPerSocket))
      list.nodes.append(entry(HostNames(), general, cores: Self.only(cores)))
    }
    for (owners, group) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let lines = Set(owners).flatMap { own[$0] ?? [] }
      if lines.isEmpty { continue }
      list.nodes.append(
        entry(
          owners.count == 1 && group.names.count == hosts[owners[0]].count
            ? hosts[owners[0]] : group.names, (lines + general).sorted(),
          cores: Self.only(group.cores)))
    }
  }

  private static func only(_ values: Set<Int?>) -> Int? {
    values.count == 1 ? values.first.flatMap(\.self) : nil
  }

  private mutating func entry(
    _ hosts: HostNames, _ indices: [Int], cores: Int?
  ) -> NodeList.Entry {
    var gres = SlurmGRES.none
    var files: Set<String> = []
    for index in indices {
      let device = devices[index]
      if !device.files.isEmpty, !files.insert(device.files).inserted {
        list.source.contradict(
          "\(device.files) is listed twice for the same nodes; it was counted once",
          at: device.place)
        continue
      }
      let socket = socket(device.cores, cores)
      gres.add(
        MachineFacts.GPUs(
          model: device.type, count: device.count,
          sockets: socket.map { Array(repeating: $0, count: device.count) }))
    }
    var machine = MachineFacts()
    machine.gpus = gres.gpus
    return NodeList.Entry(hosts: hosts, machine: machine, place: devices[indices[0]].place)
  }

  // The package that holds all of the cores, if one does.
  private func socket(_ ranges: [ClosedRange<Int>], _ coresPerSocket: Int?) -> Int? {
    guard let coresPerSocket, let first = ranges.first else { return nil }
    let socket = first.lowerBound / coresPerSocket
    let isOne = ranges.allSatisfy {
      $0.lowerBound / coresPerSocket == socket && $0.upperBound / coresPerSocket == socket
    }
    return isOne ? socket : nil
  }
}
