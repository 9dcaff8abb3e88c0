internal import Documents
internal import Topology

/// Reads the host lists of one file, which together must not be too many.
struct SlurmHosts {
  private var names = 0
  private var groups = 0
  private let nameLimit: Int
  private let groupLimit: Int

  /// A reader of lists that name each node about once, or often if `repeats`.
  ///
  /// Names whose numbers do not stand next to each other take memory one by one: fewer of them.
  init(repeats: Bool = false) {
    nameLimit = repeats ? .max : HostNames.limit
    groupLimit = repeats ? 1_000_000 : 200_000
  }

  /// The names of a pair's value; nil after a problem.
  mutating func read(
    _ pair: SlurmPair, lines: SlurmLines, _ log: inout DiagnosticLog
  ) -> HostNames? {
    if pair.value.isEmpty { return nil }
    return read(pair.value, at: lines.place(pair.start), key: lines.key(pair), &log)
  }

  /// The names of a text; nil after a problem.
  mutating func read(
    _ text: String, at place: SourceLocation, key: String, _ log: inout DiagnosticLog
  ) -> HostNames? {
    // A file that named too much already is not read on, whatever else it names.
    if names > nameLimit || groups > groupLimit { return nil }
    do throws(HostNames.Fault) {
      let hosts = try HostNames(text)
      let problem = problem(with: hosts)
      if let problem {
        Self.note(problem, "check the ranges", at: place, key: key, value: text, &log)
      }
      return problem == nil ? hosts : nil
    } catch {
      Self.note(error.problem, error.remedy, at: place, key: key, value: text, &log)
      return nil
    }
  }

  private mutating func problem(with hosts: HostNames) -> String? {
    if hosts.isEmpty { return "names nothing" }
    names = names &+ hosts.count
    for run in hosts.runs {
      let isCut = run.suffix.utf8.contains { (0x30...0x39).contains($0) }
      groups += isCut ? run.count : 1
    }
    if names > nameLimit { return "the file lists more than \(nameLimit) names" }
    if groups > groupLimit {
      return "the file lists more than \(groupLimit) separate names"
    }
    return nil
  }

  private static func note(
    _ problem: String, _ remedy: String, at place: SourceLocation, key: String, value: String,
    _ log: inout DiagnosticLog
  ) {
    if log.problems.count < SlurmLines.problemLimit {
      log.add(Diagnostic(problem, at: place, key: key, value: .text(value), remedy: remedy))
    }
  }

  /// Lists that overlap more often than can be kept.
  static func tooEntangled(_ file: String) -> Diagnostics {
    Diagnostics(
      "names the same nodes too often", at: SourceLocation(file: file),
      remedy: "name each node on few lines")
  }
}
