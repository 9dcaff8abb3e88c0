internal import Documents
internal import Topology

/// Counts the physical GPUs of a node from what its labels and its device plugin say.
///
/// A GPU that is parted (MIG, AMD's modes) or shared by turns is still one.
struct KubernetesGPUs {
  private let node: KubernetesNode
  /// Where labels and capacity disagree, with which was taken.
  private(set) var contradictions: [String] = []
  /// What had to be assumed, the same words for nodes alike.
  private(set) var assumption: String?

  init(_ node: KubernetesNode) { self.node = node }

  /// The GPUs; none for a node without.
  mutating func facts() -> [MachineFacts.GPUs] {
    let vendors = [nvidia(), amd(), others()].compactMap(\.self).filter { $0.count > 0 }
    if !vendors.isEmpty { return vendors }
    guard let instance else { return [] }
    assumption =
      "tell no GPUs; their instance type \(instance.name) has \(instance.gpus) x"
      + " \(instance.model) (\(instance.source)), which is assumed"
    return [
      MachineFacts.GPUs(
        model: instance.model, count: instance.gpus, memoryBytes: instance.memoryBytes)
    ]
  }

  private var instance: CloudInstance? {
    (node.labels[KubernetesLabel.instance] ?? node.labels[KubernetesLabel.oldInstance]).flatMap(
      CloudInstance.named)
  }

  private mutating func nvidia() -> MachineFacts.GPUs? {
    let whole =
      KubernetesResource.alibaba.compactMap { node.capacity[$0] }.first
      ?? node.capacity[KubernetesResource.nvidia]
    let shared = node.capacity[KubernetesResource.shared]
    let label = [
      KubernetesLabel.count, KubernetesLabel.googleCount, KubernetesLabel.alibabaCount,
    ].compactMap { node.numbers[$0] }.first { $0 > 0 }
    let offered = (whole ?? 0) + (shared ?? 0)
    let isTold = whole != nil || shared != nil
    let count: Int
    if isMIG || node.capacity.contains(where: { $0.key.hasPrefix(KubernetesResource.mig) }) {
      count = parted(label, offered: whole ?? 0)
    } else if let label {
      count = label
      if offered != label * replicas {
        let many = replicas > 1 ? " x \(replicas) replicas" : ""
        contradictions.append(
          isTold
            ? "the labels of \(node.name) say \(label) GPUs\(many), its capacity \(offered);"
              + " the label is taken"
            : "the labels of \(node.name) say \(label) GPUs, its capacity names none;"
              + " the label is taken")
      }
    } else if isTold {
      count = offered / replicas
      if offered % replicas != 0 {
        contradictions.append(
          "the capacity of \(node.name), \(offered), is no multiple of its \(replicas) replicas;"
            + " \(count) GPUs are taken")
      }
    } else {
      return nil
    }
    return MachineFacts.GPUs(model: model, count: count, memoryBytes: memoryBytes)
  }

  private var replicas: Int {
    if node.labels[KubernetesLabel.sharing] == "none" { return 1 }
    let number =
      node.numbers[KubernetesLabel.replicas] ?? node.numbers[KubernetesLabel.googleClients]
    return max(number ?? 1, 1)
  }

  private var product: String? {
    KubernetesLabel.models.lazy.compactMap { node.labels[$0] }.first
  }

  private var isMIG: Bool {
    product?.contains("-MIG-") ?? false || node.labels[KubernetesLabel.googlePartition] != nil
  }

  // The strategy `single` overwrites the count label with the partitions, `mixed` leaves it alone.
  private mutating func parted(_ label: Int?, offered: Int) -> Int {
    let partitions = node.capacity.filter { $0.key.hasPrefix(KubernetesResource.mig) }
      .sorted { $0.key < $1.key }
    if let label, label != offered || !isMIG || !partitions.isEmpty { return label }
    if let instance { return instance.gpus }
    assumption =
      "are parted by MIG and tell no number of GPUs; as many are assumed as the"
      + " partitions fill"
    let total = memoryBytes ?? nominalMemory
    if partitions.isEmpty {
      let profile =
        product?.split(separator: "-").last.map(String.init)
        ?? node.labels[KubernetesLabel.googlePartition] ?? ""
      return MIGProfile(profile, bytesOfGPU: total).gpus(for: offered / replicas)
    }
    // Profiles share a GPU, so parts of one are added, in units that 1, 2, 3, 4 and 7 divide.
    let whole = 84
    let filled = partitions.reduce(0) { sum, entry in
      let name = String(entry.key.dropFirst(KubernetesResource.mig.count))
      return sum + entry.value * whole / MIGProfile(name, bytesOfGPU: total).perGPU
    }
    return offered + (filled + whole - 1) / whole
  }

  // The product's name tells it: A100-SXM4-80GB-MIG-1g.10gb.
  private var nominalMemory: Int? {
    let words = (product ?? "").uppercased().split(separator: "-").prefix { $0 != "MIG" }
    return words.lazy.compactMap { $0.hasSuffix("GB") ? Int($0.dropLast(2)) : nil }.first
      .flatMap { (1...10_000).contains($0) ? $0 * 1_000_000_000 : nil }
  }

  /// The kind in the label's word, without what is said of parts and shares; empty if none says.
  private var model: String {
    guard var text = product else { return instance?.model ?? "" }
    if let mig = text.firstRange(of: "-MIG-") { text = String(text[..<mig.lowerBound]) }
    if text.hasSuffix("-SHARED") { text.removeLast("-SHARED".count) }
    return text
  }

  // Under the strategy `single` the label is of a partition.
  private var memoryBytes: Int? {
    guard let text = node.labels[KubernetesLabel.memory], !isMIG else { return nil }
    if let mebibytes = Int(text) {
      return (1...1 << 30).contains(mebibytes) ? mebibytes << 20 : nil
    }
    return bytes(text)
  }

  private func bytes(_ text: String) -> Int? {
    guard let quantity = try? KubernetesQuantity(text), let bytes = quantity.roundedDown,
      (1...KubernetesNode.memoryLimit).contains(bytes)
    else { return nil }
    return bytes
  }

  private mutating func amd() -> MachineFacts.GPUs? {
    var count = 0
    if let devices = node.capacity[KubernetesResource.amd] {
      let mode = node.labels[KubernetesLabel.amdPartition] ?? "spx"
      let parts = KubernetesResource.parts(ofMode: mode) ?? 1
      count = devices / parts
      if devices % parts != 0 {
        contradictions.append(
          "the capacity of \(node.name), \(devices), is no multiple of the \(parts) parts of"
            + " \(mode); \(count) GPUs are taken")
      }
    }
    for (name, devices) in node.capacity {
      if let parts = KubernetesResource.amdParts(of: name) { count += devices / parts }
    }
    if count == 0 { return nil }
    return MachineFacts.GPUs(
      model: model, count: count,
      memoryBytes: node.labels[KubernetesLabel.amdMemory].flatMap(bytes))
  }

  private func others() -> MachineFacts.GPUs? {
    let intel = KubernetesResource.intel.compactMap { node.capacity[$0] }.max() ?? 0
    if intel > 0 { return MachineFacts.GPUs(model: model, count: intel) }
    if let count = KubernetesResource.others.lazy.compactMap({ node.capacity[$0] }).first {
      return MachineFacts.GPUs(model: model, count: count)
    }
    guard let gaudi = node.capacity[KubernetesResource.habana] else { return nil }
    return MachineFacts.GPUs(model: model.isEmpty ? "gaudi" : model, count: gaudi)
  }
}
