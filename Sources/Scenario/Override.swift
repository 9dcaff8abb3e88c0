public import Documents
internal import TopologyCatalog

extension Scenario {
  /// One change from the command line: `--set PATH=VALUE`.
  public struct Override: Hashable, Sendable {
    /// What is changed: `clusters.bay-1.nodes`, `teams[pretraining].floor_gpus.h100`.
    public var path: String
    /// The new value, as it would stand in the file; `~` removes it.
    public var value: String

    /// The path that stands for `--cluster`: another cluster instead of the main one.
    public static let clusterPath = "cluster"

    /// A change.
    public init(path: String, value: String) {
      self.path = path
      self.value = value
    }

    /// Splits `PATH=VALUE` at the first equals sign.
    /// - Throws: A problem if there is none, or nothing before it.
    public init(argument: String) throws(Diagnostics) {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw Diagnostics(
          "is not PATH=VALUE", at: SourceLocation(file: "--set"), value: .withheld,
          remedy: "write it like clusters.bay-1.nodes=130")
      }
      self.init(path: String(parts[0]), value: String(parts[1]))
    }

    /// What `--cluster` names: a cluster, or files of one with commas between them.
    var clusterNames: [String] { value.split(separator: ",").map(String.init) }

    /// The same with the relative paths of files changed; as it is if it names none.
    public func mappingPaths(_ change: (String) -> String) -> Override {
      if path != Self.clusterPath { return self }
      return Override(
        path: path, value: clusterNames.map { $0.mappingPath(change) }.joined(separator: ","))
    }

    /// Where diagnostics place the value.
    var location: SourceLocation { SourceLocation(file: "--set \(path)") }
  }
}
