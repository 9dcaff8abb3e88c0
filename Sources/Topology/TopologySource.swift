/// Where figures of a machine or a cluster come from, and whether somebody checked them.
public struct TopologySource: Hashable, Sendable {
  /// What it is the source of: words of ``NodeTemplate/figures`` or ``ClusterTopology/figures``.
  public var figures: [String]
  /// Who says so: document, site or file.
  public var source: String
  /// The year, month or day that it speaks of, ISO 8601; empty if unknown.
  public var date: String
  /// Somebody read the figure there; else it is widely repeated but unchecked.
  public var isVerified: Bool
  /// What a reader has to know; empty if nothing.
  public var note: String

  /// A source.
  public init(
    figures: [String], source: String, date: String, isVerified: Bool, note: String = ""
  ) {
    self.figures = figures
    self.source = source
    self.date = date
    self.isVerified = isVerified
    self.note = note
  }
}

/// What is wrong with a machine or a cluster, and what to do about it.
public struct TopologyProblem: Hashable, Sendable {
  /// The key in a file: `gpus[3].numa`, `pools.h100.spare_nodes`.
  public var key: String
  /// What is wrong, without the value.
  public var problem: String
  /// The value; empty where there is none to show.
  public var value: String
  /// What to do, as an imperative.
  public var remedy: String

  /// A problem.
  public init(key: String, problem: String, value: String = "", remedy: String) {
    self.key = key
    self.problem = problem
    self.value = value
    self.remedy = remedy
  }
}
