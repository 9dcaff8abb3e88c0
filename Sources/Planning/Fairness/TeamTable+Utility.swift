internal import Scenario

extension TeamTable {
  /// Output at a grant as a share of output at present compute: what compute does, times who is there.
  func utility(_ option: Int) -> Double {
    (options[option].value + leavingCost(option)) / team.value
  }

  /// Whether the team keeps a share of its present output at an option.
  func keeps(_ floor: Double, at option: Int) -> Bool {
    utility(option) >= floor - FairnessRule.tolerance
  }

  /// Whether a grant is nothing, though the team has some compute or would be worth more with it.
  func isStarved(by units: [Int]) -> Bool {
    (team.computeShare > 0 || team.current.contains { $0 > 0 }) && units.allSatisfy { $0 == 0 }
  }

  /// The option whose units are nearest to those of a grant, pool by pool.
  func option(nearest units: [Int], in pools: [Scenario.Pool]) -> Option {
    options[index(nearest: units, in: pools)]
  }

  /// What the team would be worth with a share of every pool, up to its ceilings; dollars a year.
  func value(atShare share: Double, of pools: [Scenario.Pool]) -> Double {
    var compute = 0.0
    for (index, pool) in pools.enumerated() {
      let units = min(
        share * Double(pool.capacity), team.most(of: index).map(Double.init) ?? .infinity)
      compute += units * pool.h100ePerUnit * team.efficiency[index]
    }
    return value(atCompute: compute)
  }
}
