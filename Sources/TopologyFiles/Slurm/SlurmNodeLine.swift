internal import Documents
internal import Topology

/// A `NodeName=` line of slurm.conf: its own keys over those of `NodeName=DEFAULT`.
struct SlurmNodeLine {
  /// The keys that such a line may have, in small letters.
  ///
  /// Source: Slurm, `src/common/read_config.c`, `_nodename_options`; `Arch` and `CPUSpecList` of
  /// older versions.
  static let keys: [String] = [
    "bcastaddr", "boards", "corespeccount", "corespersocket", "cpus", "cpuspeclist", "cpubind",
    "feature", "features", "gres", "gresconf", "memspeclimit", "nodeaddr", "nodehostname",
    "parameters", "port", "procs", "realmemory", "reason", "restrictedcorespergpu", "sockets",
    "socketsperboard", "state", "suspendtime", "threadspercore", "tmpdisk", "topology",
    "tresweights", "weight", "arch",
  ]
  private static let positions = Dictionary(
    uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })

  /// The keys whose values become part of the machine or of its state.
  private static let used: UInt64 = [
    "boards", "corespersocket", "cpus", "procs", "feature", "features", "gres", "realmemory",
    "reason", "sockets", "socketsperboard", "state", "threadspercore", "topology",
  ].reduce(0) { $0 | UInt64(1) << UInt64(positions[$1] ?? 63) }

  /// What the line says itself; the last of equal keys counts.
  private var own: [SlurmPair] = []
  private var defaults: [SlurmPair]
  /// Which of ``keys`` the line has, by bit.
  private var seen: UInt64 = 0

  /// Takes the pairs after `NodeName=`.
  init(
    _ pairs: ArraySlice<SlurmPair>, over defaults: [SlurmPair], lines: SlurmLines,
    log: inout DiagnosticLog, source: inout TopologyReading.Source
  ) {
    self.defaults = defaults
    var indices = [Int](repeating: 0, count: Self.keys.count)
    for pair in pairs {
      guard let position = Self.positions[pair.name] else {
        if log.problems.count < SlurmLines.problemLimit {
          log.add(Self.unknown(pair, lines: lines))
        }
        continue
      }
      let bit = UInt64(1) << UInt64(position)
      if seen & bit != 0 {
        if source.contradictions.count < TopologyReading.Source.limit {
          source.contradict(
            "\(lines.key(pair)) is given twice in one line; the last one was taken, as Slurm does",
            at: lines.place(pair.key))
        }
        own[indices[position]] = pair
        continue
      }
      seen |= bit
      indices[position] = own.count
      if Self.used & bit == 0 { source.ignore(lines.key(pair)) }
      own.append(pair)
    }
  }

  private static func unknown(_ pair: SlurmPair, lines: SlurmLines) -> Diagnostic {
    let name = nearestName(to: pair.name, among: keys + ["nodename", "partitionname"])
    return Diagnostic(
      "is no key of a NodeName line", at: lines.place(pair.key), key: lines.key(pair),
      value: .text(pair.value),
      remedy: name.map { "did you mean \($0)?" } ?? "delete it, or put it on a line of its own")
  }

  /// What lines below inherit if this is the line of `NodeName=DEFAULT`.
  var inherited: [SlurmPair] {
    let names = Set(own.map(\.name))
    return defaults.filter { !names.contains($0.name) } + own
  }

  /// The value of a key, here or inherited.
  func pair(_ names: String...) -> SlurmPair? {
    for pairs in [own, defaults] {
      for name in names {
        if let pair = pairs.last(where: { $0.name == name }) { return pair }
      }
    }
    return nil
  }

  /// The words of `Features=`.
  var features: [String] {
    pair("feature", "features")?.value.split(separator: ",").map(String.init) ?? []
  }

  /// Reads what the machine is.
  func machine(
    lines: SlurmLines, log: inout DiagnosticLog, source: inout TopologyReading.Source
  ) -> MachineFacts {
    var machine = MachineFacts()
    let most = 65_534
    machine.cpus = whole("cpus", "procs", in: 1...most, lines: lines, &log)
    machine.coresPerSocket = whole("corespersocket", in: 1...most, lines: lines, &log)
    machine.threadsPerCore = whole("threadspercore", in: 1...most, lines: lines, &log)
    machine.sockets = sockets(machine, lines: lines, &log, &source)
    if let mebibytes = whole("realmemory", in: 0...1 << 40, lines: lines, &log) {
      // 1 is what Slurm takes where nothing is told.
      machine.memoryBytes = mebibytes > 1 ? mebibytes << 20 : nil
    }
    checkCPUs(&machine, lines: lines, &source)
    if let pair = pair("gres") {
      do throws(SlurmGRES.Fault) {
        let gres = try SlurmGRES(pair.value)
        machine.gpus = gres.gpus
        gres.note(in: &source)
      } catch {
        if log.problems.count < SlurmLines.problemLimit {
          log.add(
            Diagnostic(
              error.problem, at: lines.place(pair.start), key: lines.key(pair),
              value: error.value.isEmpty ? .nothing : .text(error.value), remedy: error.remedy))
        }
      }
    }
    return machine
  }

  // Slurm's rule: Boards x SocketsPerBoard before Sockets, and else what the CPUs leave.
  private func sockets(
    _ machine: MachineFacts, lines: SlurmLines, _ log: inout DiagnosticLog,
    _ source: inout TopologyReading.Source
  ) -> Int? {
    let most = 65_534
    let boards = whole("boards", in: 1...most, lines: lines, &log) ?? 1
    let perBoard = whole("socketsperboard", in: 1...most, lines: lines, &log)
    let sockets = whole("sockets", in: 1...most, lines: lines, &log)
    if let perBoard {
      if let sockets, let pair = pair("sockets"), sockets != boards * perBoard {
        source.contradict(
          "Sockets=\(sockets) against \(boards) boards with SocketsPerBoard=\(perBoard); the boards "
            + "were taken, as Slurm does", at: lines.place(pair.key))
      }
      return boards * perBoard
    }
    if let sockets { return sockets }
    guard let cpus = machine.cpus, let cores = machine.coresPerSocket else { return nil }
    let perSocket = cores * (machine.threadsPerCore ?? 1)
    return cpus % perSocket == 0 ? cpus / perSocket : nil
  }

  // CPUs may count packages, cores or threads; anything else contradicts them.
  private func checkCPUs(
    _ machine: inout MachineFacts, lines: SlurmLines, _ source: inout TopologyReading.Source
  ) {
    guard let cpus = machine.cpus, let sockets = machine.sockets,
      let cores = machine.coresPerSocket, let pair = pair("cpus", "procs")
    else { return }
    let threads = sockets * cores * (machine.threadsPerCore ?? 1)
    if ![sockets, sockets * cores, threads].contains(cpus) {
      source.contradict(
        "CPUs=\(cpus) against \(sockets) sockets x \(cores) cores x "
          + "\(machine.threadsPerCore ?? 1) threads = \(threads); the latter were taken, as Slurm does",
        at: lines.place(pair.key))
      machine.cpus = threads
    }
  }

  private func whole(
    _ names: String..., in range: ClosedRange<Int>, lines: SlurmLines, _ log: inout DiagnosticLog
  ) -> Int? {
    guard let pair = names.lazy.compactMap({ self.pair($0) }).first else { return nil }
    return SlurmNumber.whole(pair, in: range, lines: lines, &log)
  }
}

/// Whole numbers as Slurm writes them.
enum SlurmNumber {
  /// Digits and nothing else, within a range; nil after a problem.
  static func whole(
    _ pair: SlurmPair, in range: ClosedRange<Int>, lines: SlurmLines, _ log: inout DiagnosticLog
  ) -> Int? {
    let digits = pair.value.utf8
    if digits.count <= 18, !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(pair.value), range.contains(number)
    {
      return number
    }
    if log.problems.count < SlurmLines.problemLimit, !pair.value.isEmpty {
      log.add(
        Diagnostic(
          "is no whole number of \(range.lowerBound)...\(range.upperBound)",
          at: lines.place(pair.start), key: lines.key(pair), value: .text(pair.value),
          remedy: "write digits only"))
    }
    return nil
  }
}

extension SlurmGRES {
  /// Says what was seen and is no whole GPU.
  func note(in source: inout TopologyReading.Source) {
    for other in others { source.ignore("Gres=\(other)") }
    for slice in slices {
      source.note(
        "\(slice.model) is a partition of a GPU: a node has \(slice.count) of them; from how many "
          + "cards they are cut is not told, and they were not counted")
    }
    if isShared {
      source.note("no_consume: Slurm gives GPUs to any number of jobs at once")
    }
  }
}
