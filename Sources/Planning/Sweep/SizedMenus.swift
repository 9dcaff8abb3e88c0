internal import Scenario
internal import Scoring

/// Everybody's menu laid out once, for the tables of many sizes of our clusters.
struct SizedMenus: Sendable {
  private struct Menu: Sendable {
    let scored: PackageScorer.Menu
    /// What a hire brings less what the package costs, dollars a year; `[packages]`.
    let net: [Double]
  }

  private let menus: [Menu?]
  private let effort: Double

  /// Draws of so many people would be kept at once; beyond, each size lays them out anew.
  private static let most = 1 << 22

  /// - Parameters:
  ///   - table: The table of one of the sizes.
  ///   - threads: The result does not depend on it.
  init(_ table: OptionTable, threads: Int) {
    let (scenario, people) = (table.scenario, table.people)
    effort = scenario.assumptions.offerEffort
    guard case .kernel = people.method, table.candidates.count * scenario.draws <= Self.most
    else {
      menus = table.candidates.map { _ in nil }
      return
    }
    menus = concurrentMap(table.candidates.count, threads: threads) { index in
      let candidate = table.candidates[index].candidate
      if candidate.packages.isEmpty { return nil }
      let worth = HireWorth(candidate, in: scenario)
      return Menu(
        scored: PackageScorer.Menu(
          people.scorer(of: candidate), candidate.packages.map(\.alternative)),
        net: candidate.packages.map(worth.net))
    }
  }

  /// A candidate's table before a cluster of so many H100-equivalents; nil where it is not laid out.
  ///
  /// - Parameter old: The same person's at another size, all else being equal.
  func table(of index: Int, clusterGPUs: Double, like old: CandidateTable) -> CandidateTable? {
    guard let menu = menus[index] else { return nil }
    let scored = menu.scored.probabilities(clusterGPUs: clusterGPUs)
    var options = old.options
    for package in options.indices {
      let acceptance = scored.probabilities[package]
      options[package].acceptance = acceptance
      options[package].value = acceptance * menu.net[package] - effort
    }
    return CandidateTable(old, passing: scored.passing, options)
  }
}
