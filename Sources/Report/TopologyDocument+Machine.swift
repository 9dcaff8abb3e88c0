public import Topology
internal import TopologyFiles

extension TopologyDocument {
  /// The document of one machine that was read from hwloc or looked at.
  ///
  /// The totals are those that hwloc counts; memory is the host's.
  public init(
    _ tree: MachineTree, id: String, sizes: [Int], version: String, inputs: [Input],
    date: String = "", notes: [String] = []
  ) {
    let source = tree.source
    self.init(
      .template(tree.nodeTemplate(id: id, date: date)), sizes: sizes, version: version,
      inputs: inputs,
      source: Source(format: source.format, version: source.version, ignored: source.ignored))
    let exact = tree.totals
    totals.packages = exact.packages
    totals.numaNodes = exact.hostNUMANodes
    totals.l3s = exact.l3s
    totals.cores = exact.cores
    totals.pus = exact.pus
    totals.pciDevices = exact.pciDevices
    totals.gpus = exact.gpus
    totals.memoryBytes = Int(clamping: exact.hostMemoryBytes)
    self.notes = notes.isEmpty ? nil : notes
  }
}
