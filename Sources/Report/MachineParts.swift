internal import Topology

/// The parts of a machine as a drawing arranges them: packages, memories, and the devices near each.
struct MachineParts: Sendable {
  /// What is near one memory.
  struct Near: Sendable {
    var name: String
    /// Cores and memory, a line each.
    var lines: [String] = []
    var gpus: [Int] = []
    var nics: [Int] = []
    /// Nobody said where these are.
    var isUnknown = false

    var isEmpty: Bool { gpus.isEmpty && nics.isEmpty }
  }

  /// A CPU package, or all of them where nobody knows which memory is whose.
  struct Package: Sendable {
    var name: String
    var near: [Near]
  }

  private(set) var packages: [Package] = []

  private let template: NodeTemplate

  /// The parts of a machine.
  init(_ template: NodeTemplate) {
    self.template = template
    let hosts = template.hostNUMANodes
    let sockets = max(0, template.sockets)
    let cores = template.coresPerSocket > 0 ? " of \(template.coresPerSocket) cores" : ""
    if sockets > 0, !hosts.isEmpty, hosts.count % sockets == 0 {
      let share = hosts.count / sockets
      packages = (0..<sockets).map { index in
        Package(
          name: "CPU package \(index)\(cores)",
          near: gathered(hosts[index * share..<(index + 1) * share].map(near)))
      }
    } else if sockets > 0 || !hosts.isEmpty {
      let name = sockets == 0 ? "CPUs" : sockets == 1 ? "CPU package" : "\(sockets) CPU packages"
      packages = [Package(name: name + cores, near: gathered(hosts.map(near)))]
    }
    let known = Set(hosts.map(\.osIndex))
    var rest = Near(name: "nobody says near which", isUnknown: true)
    rest.gpus = template.gpus.indices.filter { !isNear(known, template.gpus[$0].numa) }
    rest.nics = template.nics.indices.filter { !isNear(known, template.nics[$0].numa) }
    if !rest.isEmpty { packages.append(Package(name: "in the machine", near: [rest])) }
  }

  /// The GPUs from left to right.
  var gpus: [Int] { packages.flatMap { $0.near.flatMap(\.gpus) } }

  private func isNear(_ known: Set<Int>, _ numa: Int?) -> Bool {
    numa.map { known.contains($0) } ?? false
  }

  private func near(_ host: NodeTemplate.NUMANode) -> Near {
    let isKnown = !template.unknownFigures.contains("numa")
    return Near(
      name: isKnown ? "NUMA node \(host.osIndex)" : "memory",
      lines: lines(cores: host.cores, bytes: host.memoryBytes),
      gpus: template.gpus.indices.filter { template.gpus[$0].numa == host.osIndex },
      nics: template.nics.indices.filter { template.nics[$0].numa == host.osIndex })
  }

  private func lines(cores: Int, bytes: Int) -> [String] {
    [cores > 0 ? "\(cores) cores" : "", bytes > 0 ? TerminalTopology.memory(bytes) : ""]
      .filter { !$0.isEmpty }
  }

  // Memories without a device take one box of a package together.
  private func gathered(_ near: [Near]) -> [Near] {
    let bare = near.filter(\.isEmpty)
    if bare.count < 2 { return near }
    let full = near.filter { !$0.isEmpty }
    let hosts = template.hostNUMANodes.filter { host in
      bare.contains { $0.name == "NUMA node \(host.osIndex)" }
    }
    let bytes = hosts.reduce(0) { $0 + $1.memoryBytes }
    return full + [
      Near(
        name: "\(bare.count) \(full.isEmpty ? "" : "more ")NUMA nodes",
        lines: lines(cores: hosts.reduce(0) { $0 + $1.cores }, bytes: bytes))
    ]
  }
}
