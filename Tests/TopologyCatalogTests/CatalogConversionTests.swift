import Documents
import Testing
import Topology
import TopologyCatalog
import TopologyFiles

@Suite("catalogue in other formats") struct CatalogConversionTests {
  private static func names(_ kind: TopologyCatalog.Kind) -> [String] {
    TopologyCatalog.entries.filter { $0.kind == kind }.map(\.name)
  }

  private func convert(_ name: String, to format: TopologyConversion.Format) throws -> InputText {
    let found = try TopologyCatalog.find(name)
    let conversion = try TopologyConversion(
      found.reading, as: format, shelf: TopologyCatalog.shelf, at: SourceLocation(file: name))
    return try InputText(conversion.text, file: format.rawValue)
  }

  @Test(
    "our own YAML and JSON are read as the same", arguments: TopologyCatalog.entries.map(\.name),
    [TopologyConversion.Format.yaml, .json])
  func native(name: String, format: TopologyConversion.Format) throws {
    let text = try convert(name, to: format)
    let again = try TopologyReading([text], shelf: TopologyCatalog.shelf)
    #expect(try again.file == TopologyCatalog.find(name).file)
  }

  @Test(
    "Slurm's files beside the machine have the same nodes in as many groups",
    arguments: names(.cluster), [TopologyConversion.Format.slurmConf, .slurmYAML])
  func slurm(name: String, format: TopologyConversion.Format) throws {
    guard case .cluster(let cluster) = try TopologyCatalog.find(name).file else { return }
    let text = try convert(name, to: format)
    if cluster.pools.count > 1 || text.text.contains("flat") { return }
    let pool = cluster.pools[0]
    let reading = try TopologyReading([text], machines: MachineJoin(all: pool.template))
    guard case .cluster(let again) = reading.file else { return }
    #expect(again.nodes == pool.nodes && again.gpus == pool.gpus)
    #expect(again.problems == [])
    if pool.nodesPerDomain > 1 {
      let domains = [again.pools[0].domains] + again.pools[0].tiers.map(\.units)
      #expect(domains.contains { $0.count(in: pool.nodes) == pool.domainCount })
    } else {
      let groups = pool.tiers.map { $0.units.count(in: pool.nodes) }
      let found = again.pools[0].tiers.map { $0.units.count(in: pool.nodes) }
      #expect(Set(groups).isSubset(of: found), "\(groups) \(found)")
    }
  }
}
