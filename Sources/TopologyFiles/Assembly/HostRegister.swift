internal import Documents
internal import Topology

/// The names given so far in a text, to find one that is given twice.
struct HostRegister {
  private var lines: [String: Int] = [:]

  /// Enters names.
  ///
  /// - Returns: The problem, if one of them was given before or all are too many.
  mutating func enter(_ hosts: HostNames, at place: SourceLocation, key: String) -> Diagnostic? {
    if lines.count + hosts.count > HostNames.limit {
      return Diagnostic(
        "makes more than \(HostNames.limit) nodes", at: place, key: key,
        remedy: "check the numbers, or split the file")
    }
    var problem: Diagnostic?
    for name in hosts.names {
      if let line = lines.updateValue(place.line, forKey: name), problem == nil {
        problem = Diagnostic(
          "the node is given twice, first in line \(line)", at: place, key: key,
          value: .text(name), remedy: "keep one of the two")
      }
    }
    return problem
  }
}

extension HostNames {
  /// Reads a host list, or says what is wrong with it.
  static func read(
    _ text: String, at place: SourceLocation, key: String, _ log: inout DiagnosticLog
  ) -> HostNames? {
    do throws(Fault) {
      let hosts = try HostNames(text)
      if !hosts.isEmpty { return hosts }
      log.add(
        Diagnostic(
          "names no node", at: place, key: key, value: .text(text),
          remedy: "write such as node[01-16]"))
    } catch {
      log.add(
        Diagnostic(error.problem, at: place, key: key, value: .text(text), remedy: error.remedy))
    }
    return nil
  }
}
