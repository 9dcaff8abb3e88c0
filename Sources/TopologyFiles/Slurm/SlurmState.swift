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

  /// The state for a planner; a reason stands behind the word.
  func state(reason: String = "") -> NodeList.State {
    // A cloud node that is powered down does not respond, and works.
    let isAsleep = words.contains { $0.hasPrefix("POWERED_DOWN") || $0.hasPrefix("POWERING") }
    let failed = words.filter {
      Self.failing.contains($0) && !(isAsleep && ["NOT_RESPONDING", "NO_RESPOND"].contains($0))
    }
    if failed.isEmpty { return .inService }
    let word = failed.joined(separator: "+")
    return .failed(reason.isEmpty ? word : "\(word): \(reason.prefix(200))")
  }
}
