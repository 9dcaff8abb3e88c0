// One import for users of the library: every room but the machine probe and the server.
@_exported public import Allocation
@_exported public import Choice
@_exported public import Documents
@_exported public import Estimation
@_exported public import EstimationFiles
@_exported public import Kernels
@_exported public import Planning
@_exported public import ProblemFiles
@_exported public import Report
@_exported public import Scenario
@_exported public import Scoring
@_exported public import Topology
@_exported public import TopologyCatalog
@_exported public import TopologyFiles
@_exported public import Units

/// What belongs to the program as a whole.
public enum FulcrumRelease {
  /// The version of library and program, semantic.
  public static let version = "0.1.0"
}
