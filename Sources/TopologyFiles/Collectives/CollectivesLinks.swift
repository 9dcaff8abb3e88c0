internal import Documents
internal import Topology

/// How the GPUs of a machine are joined, from the links that each of them names.
struct CollectivesLinks {
  /// Every two GPUs that are joined, directly or by NVSwitches, by index; ascending.
  private(set) var pairs: [(Int, Int)] = []
  /// The links whose rate is known.
  private(set) var fabrics: [NodeTemplate.Fabric] = []
  /// Where the rates come from.
  private(set) var rates: [LinkRate] = []

  private typealias GPU = CollectivesMachine.GPU
  private typealias Link = CollectivesMachine.Link

  /// Joins the GPUs; contradictions and omissions go into the source.
  init(of gpus: [CollectivesMachine.GPU], _ source: inout TopologyReading.Source) {
    for kind in [NodeTemplate.LinkKind.nvlink, .xgmi] {
      let counts = Self.counts(of: kind, gpus, &source)
      let pairs = counts.keys.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
      if pairs.isEmpty { continue }
      self.pairs += pairs.map { ($0.a, $0.b) }
      let rates = gpus.map { $0.rate(of: kind) }
      let known = pairs.filter { rates[$0.a] != nil && rates[$0.b] != nil }
      if known.count < pairs.count {
        source.note(
          "pairs of GPUs whose \(kind.rawValue) links are of unknown rate, and only make domains:"
            + " \(pairs.count - known.count)")
      }
      var joined: [NodeTemplate.Fabric.Pair] = []
      for pair in known {
        guard let count = counts[pair], let one = rates[pair.a], let other = rates[pair.b] else {
          continue
        }
        let rate = min(one.gigabytesPerSecond, other.gigabytesPerSecond)
        joined.append(
          NodeTemplate.Fabric.Pair(pair.a, pair.b, gigabytesPerSecond: Double(count) * rate))
        for rate in [one, other] where !self.rates.contains(rate) { self.rates.append(rate) }
      }
      let isSwitched =
        kind == .nvlink
        && gpus.allSatisfy { $0.links.contains { $0.target == .fabric } }
        && !gpus.contains { $0.links.contains(where: \.isDirect) }
      if let shape = NodeTemplate.Fabric.Shape(
        joined, of: gpus.count, isSwitched: isSwitched)
      {
        fabrics.append(NodeTemplate.Fabric(kind: kind, shape: shape))
      }
    }
  }

  private struct Pair: Hashable {
    var a: Int
    var b: Int
  }

  /// The links between every two GPUs, those through NVSwitches included.
  private static func counts(
    of kind: NodeTemplate.LinkKind, _ gpus: [GPU], _ source: inout TopologyReading.Source
  ) -> [Pair: Int] {
    var counts = directCounts(of: kind, gpus, &source)
    let ports = gpus.map { gpu in
      gpu.links.reduce(0) { $0 + ($1.kind == kind && $1.target == .fabric ? $1.count : 0) }
    }
    let members = ports.indices.filter { ports[$0] > 0 }
    if let most = members.map({ ports[$0] }).max() {
      for member in members where ports[member] < most {
        source.note(
          "GPU \(member) has fewer links to the NVSwitches than others: \(ports[member]) of"
            + " \(most)")
      }
      let limit = gpus[members[0]].rate(of: kind)?.linksPerGPU ?? most
      if most > limit {
        source.contradict(
          "a GPU has \(most) links to NVSwitches, more than the \(limit) of its kind; the"
            + " \(most) were taken", at: gpus[members[0]].place)
      }
    }
    for (position, first) in members.enumerated() {
      for second in members[(position + 1)...] {
        counts[Pair(a: first, b: second), default: 0] += min(ports[first], ports[second])
      }
    }
    return counts
  }

  private static func directCounts(
    of kind: NodeTemplate.LinkKind, _ gpus: [GPU], _ source: inout TopologyReading.Source
  ) -> [Pair: Int] {
    let byAddress = Dictionary(
      gpus.enumerated().map { ($0.element.function.address, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var seen: [Pair: Int] = [:]
    var elsewhere = 0
    for (index, gpu) in gpus.enumerated() {
      for link in gpu.links where link.kind == kind {
        switch link.target {
        case .fabric: break
        case .processor: source.note("links from GPUs to processors were left out")
        case .gpu(let address):
          if address == gpu.function.address {
            source.contradict("a link of a GPU to itself; it was left out", at: link.place)
          } else if let other = byAddress[address] {
            seen[Pair(a: index, b: other), default: 0] += link.count
          } else {
            elsewhere += 1
          }
        }
      }
    }
    if elsewhere > 0 {
      source.note("links to devices that are not in the text, left out: \(elsewhere)")
    }
    return balanced(seen, gpus, &source)
  }

  /// The links of each pair once; where its ends disagree the smaller number.
  private static func balanced(
    _ seen: [Pair: Int], _ gpus: [GPU], _ source: inout TopologyReading.Source
  ) -> [Pair: Int] {
    var counts: [Pair: Int] = [:]
    for pair in seen.keys.sorted(by: { ($0.a, $0.b) < ($1.a, $1.b) }) {
      let one = seen[pair] ?? 0
      let other = seen[Pair(a: pair.b, b: pair.a)]
      let key = Pair(a: min(pair.a, pair.b), b: max(pair.a, pair.b))
      if counts[key] != nil { continue }
      counts[key] = min(one, other ?? one)
      if one != other {
        source.contradict(
          "links from GPU \(pair.a) to GPU \(pair.b): \(one), and \(other ?? 0) back; "
            + (other == nil ? "the first was taken" : "the smaller number was taken"),
          at: gpus[pair.a].place)
      }
    }
    return counts
  }
}

extension CollectivesMachine.Link {
  /// Whether it leads to a GPU without a switch between.
  fileprivate var isDirect: Bool {
    if case .gpu = target { return true }
    return false
  }
}

extension NodeTemplate.Fabric.Shape {
  /// The shape that pairs have: one for all where all are alike; nil for no pair.
  init?(_ pairs: [NodeTemplate.Fabric.Pair], of count: Int, isSwitched: Bool) {
    guard let first = pairs.first else { return nil }
    let rate = first.gigabytesPerSecond
    let isUniform =
      pairs.count == count * (count - 1) / 2
      && pairs.allSatisfy { $0.gigabytesPerSecond == rate }
    if !isUniform {
      self = .pairs(pairs)
    } else {
      self = isSwitched ? .switched(gigabytesPerSecond: rate) : .eachPair(gigabytesPerSecond: rate)
    }
  }
}
