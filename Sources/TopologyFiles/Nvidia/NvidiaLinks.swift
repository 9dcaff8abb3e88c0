internal import Topology

/// How the GPUs of a `nvidia-smi topo -m` table are joined.
struct NvidiaLinks {
  /// Every two GPUs with NVLinks between them, by index; ascending.
  private(set) var pairs: [(Int, Int)] = []
  /// The NVLinks; empty if there are none.
  private(set) var fabrics: [NodeTemplate.Fabric] = []
  /// Where the rates come from.
  private(set) var rates: [LinkRate] = []

  /// Joins the GPUs; what is assumed goes into the source.
  ///
  /// The table counts links between two GPUs alike with and without NVSwitches. Where every pair has
  /// as many, and a GPU cannot have that many links for each of the others, there are switches.
  init(_ matrix: NvidiaMatrix, models: [String?], _ source: inout TopologyReading.Source) {
    var counts: [Int] = []
    for first in matrix.gpus.indices {
      for second in matrix.gpus.indices.dropFirst(first + 1) {
        guard let count = matrix.nvlinks(first, second) else { continue }
        pairs.append((first, second))
        counts.append(count)
      }
    }
    guard let most = counts.max() else { return }
    let rates = models.map { $0.flatMap(LinkRate.nvlink(model:)) ?? .assumedNVLink }
    let joined = zip(pairs, counts).map { pair, count in
      NodeTemplate.Fabric.Pair(
        pair.0, pair.1,
        gigabytesPerSecond: Double(count)
          * min(rates[pair.0].gigabytesPerSecond, rates[pair.1].gigabytesPerSecond))
    }
    for rate in pairs.flatMap({ [rates[$0.0], rates[$0.1]] }) where !self.rates.contains(rate) {
      self.rates.append(rate)
    }
    let limit = rates.map(\.linksPerGPU).min() ?? NvidiaLinkCode.linkLimit
    let isSwitched = models.count > 2 && most * (models.count - 1) > limit
    if let shape = NodeTemplate.Fabric.Shape(joined, of: models.count, isSwitched: isSwitched) {
      fabrics = [NodeTemplate.Fabric(kind: .nvlink, shape: shape)]
    }
    if self.rates.contains(.assumedNVLink) {
      source.note(
        "25 GB/s in each direction were assumed for an NVLink: the table does not tell its"
          + " generation, and on Blackwell it is 50")
    }
    noteUnequal(matrix, limit, &source)
  }

  // With switches every pair has the same number; a smaller one means that a GPU lost links.
  private func noteUnequal(
    _ matrix: NvidiaMatrix, _ limit: Int, _ source: inout TopologyReading.Source
  ) {
    let counts = matrix.gpus.indices.map { first in
      matrix.gpus.indices.filter { $0 != first }.map { matrix.nvlinks(first, $0) ?? 0 }
    }
    let most = counts.flatMap { $0 }.max() ?? 0
    guard counts.contains(where: { $0.reduce(0, +) > limit }),
      counts.contains(where: { $0.contains { $0 < most } })
    else { return }
    source.note(
      "GPUs have up to NV\(most) and fewer: links may be down; each pair has what the table says")
  }
}
