extension Scenario {
  /// Machines of one kind in one place.
  public struct Cluster: Hashable, Sendable {
    /// The name in files.
    public var id: String
    /// The id of its accelerator.
    public var accelerator: String
    /// The pool that its GPUs form.
    public var pool: String
    /// Whether `--cluster` replaces this one.
    public var isMain: Bool
    /// Nodes, spares and failed ones included.
    public var nodes: Int
    /// GPUs in one node.
    public var gpusPerNode: Int
    /// Nodes kept back for failures.
    public var spareNodes: Int
    /// Nodes out of service.
    public var failedNodes: Int

    /// GPUs in service, spares included.
    public var inServiceGPUs: Int { (nodes - failedNodes) * gpusPerNode }
  }

  /// The GPUs that are given out together; counted in units, which are nodes.
  public struct Pool: Hashable, Sendable {
    /// The name in files: the accelerator's, unless two clusters share it.
    public var id: String
    /// The cluster it lies in.
    public var cluster: String
    /// The id of its accelerator.
    public var accelerator: String
    /// GPUs of one unit.
    public var gpusPerUnit: Int
    /// Units that can be given out: nodes without spares and failed ones.
    public var capacity: Int
    /// H100-equivalents of one GPU.
    public var h100ePerGPU: Double
    /// What the same GPU rents for, dollars an hour, if a price was given.
    public var rentPerGPUHour: Double?

    /// H100-equivalents of one unit.
    public var h100ePerUnit: Double { Double(gpusPerUnit) * h100ePerGPU }
    /// What one rented unit costs, dollars a year of 8,760 hours.
    public var rentPerUnitYear: Double? { rentPerGPUHour.map { $0 * 8_760 * Double(gpusPerUnit) } }
  }
}
