internal import Scenario

/// What a package holds, in words.
struct PackageText {
  private let package: Scenario.Package
  private let scenario: Scenario

  init(_ package: Scenario.Package, in scenario: Scenario) {
    self.package = package
    self.scenario = scenario
  }

  /// `$650k with 32 a100 and data`.
  var sentence: String {
    let contents = [gpus].filter { $0 != "none" } + extras
    return NumberFormat.money(package.cash)
      + (contents.isEmpty ? "" : " with " + NumberFormat.list(contents))
  }

  /// `32 a100`; `none`.
  var gpus: String {
    guard package.guaranteedGPUs > 0 else { return "none" }
    return "\(NumberFormat.grouped(package.guaranteedGPUs)) "
      + (package.pool.map { scenario.pools[$0].id } ?? "GPUs")
  }

  /// The attributes in which it differs from what everybody here gets.
  var extras: [String] {
    package.levels.sorted { $0.key < $1.key }
      .filter { $0.value != (scenario.organisation[$0.key] ?? 0) }.map(\.key)
  }
}

/// Units of several pools, in words.
struct GrantText {
  /// `4 a100 and 18 h100 nodes`; `no nodes`.
  let sentence: String

  /// - Parameter units: By pool.
  init(_ units: [Int], in scenario: Scenario) {
    let parts = zip(units, scenario.pools).filter { $0.0 != 0 }
      .map { "\(NumberFormat.grouped($0)) \($1.id)" }
    let isOne = parts.count == 1 && units.contains(1)
    sentence = parts.isEmpty ? "no nodes" : NumberFormat.list(parts) + (isOne ? " node" : " nodes")
  }
}
