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
    guard let names = section.texts(key) else { return nil }
    let place = section.place(of: key)
    do throws(Diagnostics) {
      let found = try topologies.find(names, at: place)
      topologyInputs += found.inputs
      topologyFiles[section.pathOf(key)] = found.reading.file
      topologyNotes += found.reading.planNotes(
        of: section.path.split(separator: ".").last.map(String.init) ?? "")
      return found.reading.file
    } catch {
      for var problem in error.problems {
        if problem.key.isEmpty, problem.location == place {
          problem.key = "\(section.path).\(key)"
        }
        section.note(problem)
      }
      return nil
    }
  }
}

extension TopologyReading {
  /// What the reader of a plan has to know of the files of a cluster, in few lines.
  ///
  /// Files are named without their folders: the same plan is verified from any.
  func planNotes(of cluster: String) -> [String] {
    let paths = sources.map(\.file).filter { $0.contains("/") }.sorted { $0.count > $1.count }
    return sources.flatMap { source in
      let ignored = source.ignored.count
      let keys =
        ignored == 1
        ? "1 key of \(source.file) says"
        : "\(ignored)\(ignored == Source.limit ? " or more" : "") keys of \(source.file) say"
      return
        (ignored == 0 || source.format == .fulcrum
        ? []
        : [
          "\(keys) nothing to a plan: fulcrum topology check lists \(ignored == 1 ? "it" : "them")"
        ])
        + Self.few(source.contradictions, "contradictions", of: source)
        + Self.few(source.notes, "notes", of: source)
    }.map { sentence in
      let named = paths.reduce(sentence) { text, path in
        text.replacing(path, with: path.split(separator: "/").last ?? "")
      }
      return "\(cluster): \(named)."
    }
  }

  private static let planLimit = 4

  private static func few(_ sentences: [String], _ kind: String, of source: Source) -> [String] {
    if sentences.count <= planLimit { return sentences }
    let shown = sentences.prefix(planLimit - 1)
    let least = sentences.count == Source.limit ? "at least " : ""
    return shown + [
      "\(least)\(sentences.count - shown.count) more \(kind) of \(source.file): "
        + "fulcrum topology check lists them"
    ]
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
