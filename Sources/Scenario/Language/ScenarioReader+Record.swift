import Choice
import Documents

extension ScenarioReader {
  /// How every key and column that a scenario may have is read.
  ///
  /// A scenario with one of everything is read, and the reader's own calls are what is noted: ids in
  /// it are `_`, and its pool is `_` too.
  static func recordedKeys() -> [KeyUse] {
    let source = ScenarioSource(files: [("scenario.yaml", oneOfEverything)], in: "record")
    guard let root = source.root else { preconditionFailure("the record's own text is broken") }
    var reader = ScenarioReader(
      root: root, tables: source.tables, topologies: TopologyShelf(folder: ""), log: source.log,
      records: true)
    // Values are left out, so the reader finds much to complain of; what it asked for is the point.
    _ = try? reader.reading(inputs: [], overrides: [])
    return reader.root.uses
  }

  // Ids begin with a letter or a digit, so no file can have what stands for them here.
  static let anyID = "0"

  private static var oneOfEverything: String {
    let levels = AttributeRegistry.shipped.filter { isStated($0.id) }
      .map { "\($0.id): [\($0.reference)]" }.joined(separator: ", ")
    let columns = [
      "current_gpus", "floor_gpus", "ceiling_gpus", "change_limit_gpus", "efficiency",
      "block_nodes",
      "current_nodes",
    ]
    .map { "\($0).\(anyID): 0" }.joined(separator: ", ")
    return """
      fulcrum: 1
      tables: {}
      attributes: {\(anyID): {}}
      accelerators: {\(anyID): {}}
      segments: {\(anyID): {}}
      profiles: {\(anyID): {}}
      employers: {\(anyID): {}}
      organisation: {}
      clusters:
        \(anyID): {accelerator: h100, nodes: 2, spare_nodes: 0, failed_nodes: 0, nodes_per_rack: 1,
            pool: \(anyID), deliveries: {\(anyID): 1}}
      budget: {}
      role_slots: {\(anyID): 1}
      prices: {\(anyID): {}}
      packages:
        cash_multiples: [1]
        equity_multiples: [1]
        sign_on: [0]
        levels: {\(levels)}
        listed: {\(anyID)/\(anyID): {guaranteed_gpus: 0, vesting: 100}}
      pay_terms: {}
      policy:
        survives: node
        pay_bands: {\(anyID): {}}
        market: {\(anyID): {segments: {\(anyID): 0}}}
      answers: {\(anyID): no}
      rules: {\(anyID): {at_most: 1, of: [], offer: \(anyID), only_with: [], all_or_none: []}}
      assumptions: {}
      teams: {\(anyID): {\(columns)}}
      candidates: {\(anyID): {slot: \(anyID), gpu_levels: 0, vesting: 100}}
      rivals: {\(anyID)/\(anyID): {vesting: 100}}

      """
  }
}
