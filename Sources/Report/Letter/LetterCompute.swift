internal import Scenario
internal import Topology

/// The GPUs of an offer, in sentences: what is promised, and what is not.
struct LetterCompute {
  private let package: Scenario.Package
  private let scenario: Scenario
  private let pool: Scenario.Pool?

  init(_ package: Scenario.Package, in scenario: Scenario) {
    self.package = package
    self.scenario = scenario
    pool = package.guaranteedGPUs > 0 ? package.pool.map { scenario.pools[$0] } : nil
  }

  /// What she can hold us to, and the machines behind it.
  var promises: [String] {
    guard let pool else {
      return [
        "No GPUs are guaranteed to you by name: you use the cluster as everybody here does."
      ] + [largest].compactMap(\.self)
    }
    let term = LetterPay(package, in: scenario).term
    let isWhole = package.guaranteedGPUs == package.units * pool.gpusPerUnit
    let nodes =
      pool.gpusPerUnit == 1
      ? "" : ", in whole nodes of \(pool.gpusPerUnit) (\(Self.count(package.units, "node")))"
    return [
      "\(Self.named(package.guaranteedGPUs, pool)) \(package.guaranteedGPUs == 1 ? "is" : "are") "
        + "guaranteed to you by name for the term of this offer, \(term)\(isWhole ? nodes : "").",
      "More when others do not use them; what is beyond the guarantee goes back to them.",
    ] + [domain(of: pool), behind(pool)].compactMap(\.self)
      + (pool.cluster == scenario.weighedCluster.id ? [] : [largest].compactMap(\.self))
  }

  /// What may change.
  var reservations: [String] {
    [
      pool == nil
        ? "The cluster may be shared, moved or changed."
        : "The cluster may be shared or moved; "
          + "the number of GPUs may not fall below the guarantee.",
      "Waiting times and the size of the cluster are those of today.",
    ] + [overbooked].compactMap(\.self)
  }

  /// What happens where more people accept than fit; nil where every promise is kept in full.
  private var overbooked: String? {
    if pool == nil || scenario.policy.overbooking == .hard { return nil }
    return switch scenario.policy.promising.recourse {
    case .rent:
      "Should your GPUs not be free when you start, others of the same kind are rented for you until "
        + "they are."
    case .delay: "Should your GPUs not be free when you start, they follow as soon as they are."
    case .shrink: nil
    }
  }

  /// `The 8 GPUs of a node are joined by NVLink`; nil where the links are not known.
  private func domain(of pool: Scenario.Pool) -> String? {
    let geometry = pool.geometry
    let link = geometry.template.fabrics.compactMap { Self.name(of: $0.kind) }.first
    if geometry.nodesPerDomain > 1 {
      let words = link.map { "joined by \($0)" } ?? "joined by fast links"
      return "They stand in domains of \(NumberFormat.grouped(geometry.gpusPerDomain)) GPUs "
        + "(\(Self.count(geometry.nodesPerDomain, "node"))) that are \(words) throughout."
    }
    guard let link, geometry.gpusPerDomain > 1 else { return nil }
    return geometry.gpusPerDomain == pool.gpusPerUnit
      ? "The \(pool.gpusPerUnit) GPUs of a node are joined by \(link)."
      : "In each node, \(geometry.gpusPerDomain) GPUs at a time are joined by \(link)."
  }

  /// `They are part of a cluster of 1,016 GPUs in service`.
  private func behind(_ pool: Scenario.Pool) -> String {
    let gpus = scenario.pools.filter { $0.cluster == pool.cluster }
      .reduce(0) { $0 + $1.geometry.inServiceGPUs }
    return "They are part of a cluster of \(NumberFormat.grouped(gpus)) GPUs in service."
  }

  /// `Our largest single cluster has 1,016 NVIDIA H100 SXM GPUs in service`.
  ///
  /// Of its pools the largest, because nobody trains across two.
  private var largest: String? {
    let pool = scenario.pools.filter { $0.cluster == scenario.weighedCluster.id }
      .max { $0.inServiceH100e < $1.inServiceH100e }
    guard let pool, pool.geometry.inServiceGPUs > 0 else { return nil }
    return "Our largest single cluster has \(Self.named(pool.geometry.inServiceGPUs, pool)) "
      + "in service."
  }

  /// `64 NVIDIA H100 SXM GPUs`.
  static func named(_ gpus: Int, _ pool: Scenario.Pool) -> String {
    let product = Accelerator.named(pool.accelerator)?.product ?? pool.accelerator
    let isGPU = !["Google", "AWS", "Intel Gaudi"].contains { product.hasPrefix($0) }
    let noun = product.contains("GPU") ? "" : isGPU ? "GPU" : "accelerator"
    return "\(NumberFormat.grouped(gpus)) \(product)"
      + (noun.isEmpty ? "" : " \(noun)\(gpus == 1 ? "" : "s")")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(NumberFormat.grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func name(of kind: NodeTemplate.LinkKind) -> String? {
    switch kind {
    case .nvlink: "NVLink"
    case .xgmi: "Infinity Fabric"
    case .xelink: "Xe Link"
    case .pcie: nil
    }
  }
}
