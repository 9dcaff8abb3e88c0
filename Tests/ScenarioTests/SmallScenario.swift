import Documents
import Scenario
import Testing

/// A scenario of two teams and one candidate, as texts that a test may damage.
struct SmallScenario {
  var files: [(name: String, text: String)] = [
    ("scenario.yaml", scenario), ("teams.csv", teams), ("candidates.csv", candidates),
    ("rivals.csv", rivals),
  ]

  /// Replaces the one place of `old` in a file, or adds the file.
  mutating func replace(_ old: String, with new: String, in file: String) {
    guard let index = files.firstIndex(where: { $0.name == file }) else {
      files.append((file, new))
      return
    }
    let parts = files[index].text.split(separator: old, omittingEmptySubsequences: false)
    #expect(old.isEmpty || parts.count == 2, "\(old) has to stand once in \(file)")
    files[index].text = old.isEmpty ? new : parts.joined(separator: new)
  }

  func read(_ overrides: [Scenario.Override] = []) throws(Diagnostics) -> Scenario {
    try ScenarioSource(files: files, in: "s").scenario(with: overrides)
  }

  private static let scenario = """
    fulcrum: 1
    name: small
    horizon_months: 6
    organisation: {autonomy: 0.4}
    clusters:
      bay: {accelerator: h100, nodes: 10, spare_nodes: 1}
    budget: {cash: 2M}
    role_slots: {research: 1}
    prices:
      h100: {rent_per_gpu_hour: 2.35}
    packages:
      cash_multiples: [1, 1.5]
      levels: {autonomy: [0.4, 0.9]}

    """

  private static let teams = """
    id,segment,heads,retention_2y,pay,value,compute_share,compute_exponent,current_gpus,floor_gpus,ceiling_gpus
    models,frontier,10,0.67,900000,9000000,0.5,0.4,40,8,64
    serving,infra,5,0.78,600000,6000000,0.6,0.3,24,16,32

    """

  private static let candidates = """
    id,segment,stage,slot,hire_value,compute_share,compute_exponent,reference_gpus,cash,equity,forfeited,cutoff_gpus,gpu_levels
    P-1,frontier,offer,research,3000000,0.35,0.4,16,700000,100000,0,,0|8|16

    """

  private static let rivals = """
    candidate,id,kind,cluster_gpus,cash,equity,guaranteed_gpus,autonomy
    P-1,here,stay,1000,500000,0,4,0.1
    P-1,there,rival,100000,800000,200000,8,0.1

    """
}
