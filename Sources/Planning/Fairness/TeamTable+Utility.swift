internal import Scenario

extension TeamTable {
  /// Output at a grant as a share of output at present compute: what compute does, times who is there.
  func utility(_ option: Int) -> Double { utility(of: options[option]) }

  /// The same of a grant.
  func utility(of grant: Option) -> Double {
    (grant.value + leavingCost(exit: grant.exit)) / team.value
  }

  /// The team with the options that keep a share of its present output.
  func keeping(floor: Double?) -> TeamTable {
    guard let floor else { return self }
    return keeping(
      options.indices.filter { utility($0) >= floor - FairnessRule.tolerance }.map(place))
  }

  /// Whether a grant is nothing, though the team has some compute or would be worth more with it.
  func isStarved(by units: [Int]) -> Bool {
    (team.computeShare > 0 || team.current.contains { $0 > 0 }) && units.allSatisfy { $0 == 0 }
  }

  /// What the team would be worth with a share of every pool as it is in a month of the plan, up to its
  /// ceilings; dollars a year.
  func value(atShare share: Double, of pools: [Scenario.Pool], inMonth month: Int) -> Double {
    var compute = 0.0
    for (index, pool) in pools.enumerated() {
      let units = min(
        share * Double(pool.capacity(inMonth: month)),
        team.most(of: index).map(Double.init) ?? .infinity)
      compute += units * pool.h100ePerUnit * team.efficiency[index]
    }
    return value(atCompute: compute)
  }
}
