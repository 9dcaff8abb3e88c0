internal import Documents
internal import Topology

/// One `cpukind` of a file, taken in pieces.
struct HwlocCPUKindReader {
  /// Where it stands.
  let place: SourceLocation
  private(set) var kind: MachineCPUKind

  /// Nil for one that says not whose kind it is, which is then in the log.
  init?(_ tag: XMLTag, log: inout DiagnosticLog) {
    place = tag.place
    func refuse(_ problem: String, _ key: String, _ remedy: String) {
      log.refuse(problem, key, of: tag, remedy: remedy)
    }
    guard let text = tag.attributes["cpuset"] else {
      refuse("a kind of threads without cpuset", "cpuset", "export the file again with lstopo")
      return nil
    }
    guard case .members(let cpus) = HwlocSet(text) else {
      refuse("is no set of indices below 2^20", "cpuset", "write such as 0x0000000f")
      return nil
    }
    kind = MachineCPUKind(cpus: cpus)
    // hwloc's word for "not known" is -1.
    guard let text = tag.attributes["forced_efficiency"], text != "-1" else { return }
    if let rank = Int32(text), rank >= 0 {
      kind.efficiency = Int(rank)
    } else {
      refuse(
        "is not a whole number from 0 to \(Int32.max)", "forced_efficiency",
        "give the rank of the kind, such as 1")
    }
  }

  /// Takes an info of the kind.
  mutating func add(_ info: MachineObject.Info) { kind.infos.append(info) }

  /// The kinds over the threads of the machine, each thread in the first that names it.
  ///
  /// Threads that are switched off are of a kind too, but have no part in the machine.
  static func kinds(
    _ readers: [HwlocCPUKindReader], of cpus: Bitmap, off: Bitmap,
    source: inout TopologyReading.Source
  ) -> [MachineCPUKind] {
    var taken = Bitmap()
    return readers.compactMap { reader in
      var kind = reader.kind
      let beyond = kind.cpus.subtracting(cpus).subtracting(off)
      if !beyond.isEmpty {
        source.contradict(
          "cpukind: names threads that the machine has not, \(beyond); they were left out",
          at: reader.place)
      }
      let again = kind.cpus.intersection(taken)
      if !again.isEmpty {
        source.contradict(
          "cpukind: names threads of an earlier kind, \(again); they stay of the earlier",
          at: reader.place)
      }
      kind.cpus = kind.cpus.intersection(cpus).subtracting(taken)
      taken = taken.union(kind.cpus)
      return kind.cpus.isEmpty ? nil : kind
    }
  }
}
