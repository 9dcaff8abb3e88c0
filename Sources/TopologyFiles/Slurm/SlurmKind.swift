/// Which of Slurm's files a text is, by the keys that its lines begin with.
enum SlurmKind: Hashable {
  case configuration
  case resources
  case topology
  case nodes

  /// The kind; nil for a text that is none of them, by its first 64 kB.
  init?(_ text: String) {
    var lines = SlurmHead(text)
    var votes: [SlurmKind: Int] = [:]
    while let names = lines.next() {
      guard let first = names.first else { continue }
      let rest = Set(names)
      switch first {
      case "switchname", "blockname", "blocksizes", "ringname": votes[.topology, default: 0] += 1
      case "partitionname", "slurmctldhost", "controlmachine", "clustername", "nodeset",
        "downnodes",
        "grestypes":
        votes[.configuration, default: 0] += 1
      case let key where Self.statusKeys.contains(key): votes[.nodes, default: 0] += 1
      case "autodetect", "name": votes[.resources, default: 0] += 1
      case "nodename" where !rest.isDisjoint(with: Self.statusKeys):
        votes[.nodes, default: 0] += 1
      case "nodename" where rest.contains("name") || rest.contains("autodetect"):
        votes[.resources, default: 0] += 1
      case "nodename": votes[.configuration, default: 0] += 1
      default: break
      }
    }
    let order: [SlurmKind] = [.nodes, .topology, .resources, .configuration]
    guard let best = order.max(by: { votes[$0, default: 0] < votes[$1, default: 0] }),
      votes[best, default: 0] > 0
    else { return nil }
    self = best
  }

  // What only scontrol prints.
  private static let statusKeys: Set<String> = [
    "arch", "cpualloc", "cputot", "cfgtres", "alloctres",
  ]
}

/// The keys of each line of a text's beginning, in small letters; unlike ``SlurmLines`` it takes
/// any text and looks at no value.
private struct SlurmHead {
  private let lines: [Substring.UTF8View.SubSequence]
  private var index = 0

  init(_ text: String) {
    lines = text.utf8.prefix(1 << 16).split(separator: UInt8(ascii: "\n"))
  }

  mutating func next() -> [String]? {
    guard index < lines.count else { return nil }
    let line = lines[index]
    index += 1
    if line.first == UInt8(ascii: "#") { return [] }
    let words = line.split { $0 == 0x20 || $0 == 0x09 }
    return words.prefix(64).compactMap { word in
      guard let sign = word.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      return (Substring(word[..<sign])).lowercased()
    }
  }
}
