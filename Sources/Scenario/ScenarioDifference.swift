public import Documents

/// Which inputs differ between two scenarios, as they were understood.
///
/// Spelling, comments, the order of rows and keys, and which file says a thing are no difference, nor
/// is writing out a default.
public struct ScenarioDifference: Hashable, Sendable {
  /// One input that differs.
  public struct Change: Hashable, Sendable {
    /// Its path, as `--set` takes it; of a row that only one of the two has, the row's.
    public var path: String
    /// What it was; nil where it was not given, and where there was no such row.
    public var before: Value?
    /// What it is.
    public var after: Value?
  }

  /// What stands at a path.
  public enum Value: Hashable, Sendable {
    /// One value.
    case one(ReadValue.Content)
    /// The values of a row by key, those that were given.
    case row([String: ReadValue.Content])
  }

  /// The inputs that differ, by path.
  public let changes: [Change]
  /// How many values are the same.
  public let sameCount: Int

  /// Holds two scenarios beside each other.
  public init(from before: ScenarioReading, to after: ScenarioReading) {
    var changes = before.rows.subtracting(after.rows).map {
      Change(path: $0, before: .row(before.stated(in: $0)), after: nil)
    }
    changes += after.rows.subtracting(before.rows).map {
      Change(path: $0, before: nil, after: .row(after.stated(in: $0)))
    }
    let alone = before.rows.symmetricDifference(after.rows)
    var same = 0
    for path in Set(before.values.keys).union(after.values.keys) {
      let (old, new) = (before.values[path], after.values[path])
      if [old, new].contains(where: { $0.map { alone.contains($0.group) } ?? false }) { continue }
      if old?.content == new?.content || Self.isSameTopology(path, before, after) {
        same += 1
      } else if old?.isStated ?? false || new?.isStated ?? false {
        changes.append(
          Change(
            path: old?.path == new?.path ? old?.path ?? path : new?.path ?? path,
            before: old.map { .one($0.content) }, after: new.map { .one($0.content) }))
      }
    }
    for (path, topology) in after.topologies {
      guard let old = before.topologies[path], old != topology,
        let name = after.values[path]?.content, before.values[path]?.content == name,
        case .text(let text) = name
      else { continue }
      same -= 1
      changes.append(
        Change(
          path: path, before: .one(name), after: .one(.text("\(text), which holds something else")))
      )
    }
    self.changes = changes.sorted { $0.path < $1.path }
    sameCount = same
  }

  // Two names of one cluster or machine.
  private static func isSameTopology(
    _ path: String, _ before: ScenarioReading, _ after: ScenarioReading
  ) -> Bool {
    guard let old = before.topologies[path] else { return false }
    return old == after.topologies[path]
  }
}

extension ScenarioReading {
  fileprivate func stated(in row: String) -> [String: ReadValue.Content] {
    let own = values.values.filter { $0.group == row && $0.isStated }
    return Dictionary(own.map { ($0.key, $0.content) }) { first, _ in first }
  }
}
