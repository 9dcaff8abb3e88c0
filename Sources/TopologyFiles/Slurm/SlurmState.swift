/// The state of a node in Slurm's words: `IDLE+DRAIN`, `DOWN*`, `["IDLE", "CLOUD"]`.
struct SlurmState: Hashable {
  /// The words in capital letters, in order.
  var words: [String] = []

  /// The words of a text, with `+` or commas between; a sign at a word's end is one more word.
  init(_ text: String) { self.init([text]) }

  /// The words of a list.
  init(_ texts: [String]) {
    for text in texts {
      for part in text.split(whereSeparator: { "+, ".contains($0) }) {
        let word = part.prefix { $0.isLetter || $0 == "_" }.uppercased()
        if !word.isEmpty { words.append(word) }
        if part.dropFirst(word.count).contains("*") { words.append("NOT_RESPONDING") }
      }
    }
  }

  /// The words for which no job runs on the node until somebody acts.
  static let failing: Set<String> = [
    "DOWN", "DRAIN", "DRAINED", "DRAINING", "DRNG", "ERROR", "FAIL", "FAILG", "FAILING", "INVAL",
    "INVALID", "INVALID_REG", "NOT_RESPONDING", "NO_RESPOND",
  ]

  /// The other words.
  static let working: Set<String> = [
    "ALLOC", "ALLOCATED", "BLOCKED", "CLOUD", "COMP", "COMPLETING", "DYNAMIC_FUTURE",
    "DYNAMIC_NORM", "EXTERNAL", "FUTURE", "IDLE", "MAINT", "MAINTENANCE", "MIX", "MIXED",
    "PERFCTRS",
    "PLANNED", "POWERED_DOWN", "POWERING_DOWN", "POWERING_UP", "POWER_DOWN", "POWER_DOWN_ASAP",
    "POWER_DOWN_FORCE", "POWER_DRAIN", "POWER_UP", "REBOOT", "REBOOT_CANCELED", "REBOOT_ISSUED",
    "REBOOT_REQUESTED", "RESERVED", "RESUME", "RESV", "UNDRAIN", "UNK", "UNKNOWN",
  ]

  /// Whether the node does not exist yet.
  var isFuture: Bool { words.contains("FUTURE") }

  /// Whether the node is made when it is needed.
  var isCloud: Bool { words.contains("CLOUD") }

  /// The first word that is none of Slurm's.
  var unknown: String? {
    words.first { !Self.failing.contains($0) && !Self.working.contains($0) }
  }

  /// The state for a planner.
  var state: NodeList.State {
    // A cloud node that is powered down does not respond, and works.
    let isAsleep = words.contains { $0.hasPrefix("POWERED_DOWN") || $0.hasPrefix("POWERING") }
    let failed = words.filter {
      Self.failing.contains($0) && !(isAsleep && ["NOT_RESPONDING", "NO_RESPOND"].contains($0))
    }
    return failed.isEmpty ? .inService : .failed(failed.joined(separator: "+"))
  }
}

/// Why nodes do not work, by how many of them give which reason.
struct SlurmReasons {
  private var counts: [String: Int] = [:]

  /// Takes the reason of nodes in a state; who gave it, and when, is left out.
  mutating func add(_ reason: String, of count: Int, in state: NodeList.State) {
    guard state != .inService, counts.count < 1_000 else { return }
    let words = reason.prefix(200).prefix { $0 != "[" }.split(separator: " ")
    if !words.isEmpty { counts[words.joined(separator: " "), default: 0] += count }
  }

  /// One sentence of the most frequent reasons.
  func note(in source: inout TopologyReading.Source) {
    if counts.isEmpty { return }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let list = sorted.prefix(10).map { "\($0.value) × \($0.key)" }.joined(separator: ", ")
    source.note(
      "reasons of nodes that are out of service: \(list)"
        + (sorted.count > 10 ? ", and \(sorted.count - 10) more" : ""))
  }
}
