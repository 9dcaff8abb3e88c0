import Documents
internal import Topology
internal import TopologyFiles

extension ScenarioReader {
  /// The cluster that the key `cluster` names; notes a problem if there is none.
  mutating func findCluster(_ section: inout Section) -> ClusterTopology? {
    switch find("cluster", &section) {
    case .cluster(let topology): return topology
    case .template(let template):
      section.note(
        "is a machine, not a cluster", of: "cluster", value: template.id,
        remedy: "write machine: \(template.id) and how many nodes there are")
      return nil
    case nil: return nil
    }
  }

  /// The machine that the key `machine` names; notes a problem if there is none.
  mutating func findTemplate(_ section: inout Section) -> NodeTemplate? {
    switch find("machine", &section) {
    case .template(let template): return template
    case .cluster(let topology):
      section.note(
        "is a cluster, not a machine", of: "machine", value: topology.id,
        remedy: "write cluster: \(topology.id)")
      return nil
    case nil: return nil
    }
  }

  private mutating func find(_ key: String, _ section: inout Section) -> TopologyFile? {
    guard let node = section.node(key), let text = node.text else { return nil }
    do throws(Diagnostics) {
      let found = try topologies.find(text, at: node.location)
      topologyInputs.append(found.input)
      topologyFiles[section.pathOf(key)] = found.file
      return found.file
    } catch {
      for var problem in error.problems {
        if problem.key.isEmpty, problem.location == node.location {
          problem.key = "\(section.path).\(key)"
        }
        section.note(problem)
      }
      return nil
    }
  }
}

extension Scenario.Fact {
  /// What a kind of GPU counts.
  init(_ accelerator: Accelerator) {
    self.init(
      what: "H100-equivalents of one \(accelerator.id)", value: "\(accelerator.h100e)",
      source: accelerator.source, date: "", isAssumption: false)
  }
}
