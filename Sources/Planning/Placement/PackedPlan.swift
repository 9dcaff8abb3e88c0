internal import Allocation
internal import Scenario
internal import Topology

/// The best plan whose grants in blocks find a place: solved, packed, and where that fails, cut and
/// solved again.
///
/// Slot rows are all there is where block sizes divide each other, and the first plan packs. Otherwise a
/// plan may keep them and not pack; then what its blocks exceed becomes a row, and no plan that packs is
/// lost by it.
struct PackedPlan: Sendable {
  /// The table with the rows that were found.
  private(set) var table: OptionTable
  private(set) var release: ReleasePrices
  private(set) var allocation: Allocation
  /// What a reader has to know; empty where the first plan packs.
  private(set) var notes: [String] = []

  /// After so many cuts the best plan known is returned unproven.
  static let mostCuts = 64

  /// - Parameters:
  ///   - table: What is to be planned.
  ///   - release: Its release prices; they stay.
  ///   - limits: Of each search.
  ///   - first: The first search.
  init(
    _ table: OptionTable, _ release: ReleasePrices, _ limits: SearchLimits,
    _ first: (AllocationProblem) -> Allocation
  ) {
    self.table = table
    self.release = release
    allocation = first(release.problem)
    while !table.slotsSuffice, let choice = allocation.choice {
      var cuts: [BlockRow] = []
      switch self.table.packing(of: choice) {
      case .fits: return
      case .cut(let rows): cuts = rows
      case .undecided: break
      }
      if cuts.isEmpty || self.table.rows.cuts.count + cuts.count > Self.mostCuts {
        giveUp(choice)
        return
      }
      self.table = self.table.adding(cuts)
      self.release = release.with(self.table)
      allocation = self.table.solved(self.release.problem, within: limits, near: [choice])
    }
  }

  /// A plan that was read back.
  /// - Parameter notes: What has to be known of how it was packed.
  init(
    _ table: OptionTable, _ release: ReleasePrices, _ allocation: Allocation, notes: [String]
  ) {
    (self.table, self.release, self.allocation) = (table, release, allocation)
    self.notes = notes
  }

  // Takes blocks away until the rest packs. The bound stays true: it is of a problem that allows more.
  private mutating func giveUp(_ choice: [Int]) {
    notes.append(PlanClaim.unsettledPacking)
    guard let smaller = table.shrunk(choice) else {
      allocation.status = .undecided
      allocation.choice = nil
      allocation.objective = 0
      return
    }
    allocation.status = .feasible
    allocation.choice = smaller
    allocation.objective = table.objective(of: smaller, in: release.problem)
    for row in release.problem.resources.indices {
      allocation.used[row] = zip(release.problem.claimants, smaller)
        .reduce(0) { $0 + $1.0.options[$1.1].use[row] }
    }
  }
}

/// Whether the blocks of a plan find their places.
enum BlockVerdict: Hashable {
  case fits
  /// They do not, and no plan that keeps all of these rows is like it.
  case cut([BlockRow])
  case undecided
}

extension OptionTable {
  /// Whether the blocks of a choice fit into their pools, in every period.
  func packing(of choice: [Int]) -> BlockVerdict {
    var cuts: [BlockRow] = []
    var isDecided = true
    for pool in scenario.pools.indices where !scenario.blockSizes(ofPool: pool).isEmpty {
      for period in scenario.periods.indices {
        let parts = blockParts(of: choice, pool, period)
        let geometry = scenario.blockGeometry(ofPool: pool, in: period)
        switch geometry.fit(parts.map(\.count)) {
        case .fit: continue
        case .undecided: isDecided = false
        case .impossible(let limit?):
          cuts.append(BlockRow(pool: pool, period: period, count: .limit(limit.weights)))
        case .impossible(nil):
          let fewest = Self.fewest(of: parts, in: geometry)
          cuts.append(BlockRow(pool: pool, period: period, count: .combination(fewest)))
        }
      }
    }
    if !cuts.isEmpty { return .cut(cuts) }
    return isDecided ? .fits : .undecided
  }

  /// Whether every plan within the slot rows packs: block sizes divide each other, and each pool keeps
  /// them within places of one level.
  var slotsSuffice: Bool {
    scenario.pools.indices.allSatisfy { pool in
      let sizes = scenario.blockSizes(ofPool: pool)
      let geometry = scenario.pools[pool].geometry
      return zip(sizes, sizes.dropFirst()).allSatisfy { $1 % $0 == 0 }
        && Set(sizes.map { geometry.blockScope(of: $0).groups }).count < 2
    }
  }

  /// Whether a choice of this table's options is known to pack.
  func isKnownToPack(_ choice: [Int]) -> Bool { slotsSuffice || packing(of: choice) == .fits }

  // The blocks that teams have of a pool in a period.
  private func blockParts(of choice: [Int], _ pool: Int, _ period: Int) -> [BlockRow.Part] {
    teams.indices.compactMap { index in
      let team = teams[index]
      let block = team.team.blockNodes[pool]
      let claimant = period == 0 ? index : place(of: .laterGrant(team: index, period: period))
      let units = team.options[choice[claimant ?? index]].units[pool]
      return block > 1 && units > 0
        ? BlockRow.Part(team: team.team.id, nodes: block, blocks: units / block) : nil
    }
  }

  // Of blocks that do not fit, so few that any one less would: what is cut away is most.
  private static func fewest(
    of parts: [BlockRow.Part], in geometry: TopologyPool
  ) -> [BlockRow.Part] {
    func isImpossible(_ parts: [BlockRow.Part]) -> Bool {
      if case .impossible = geometry.fit(parts.map(\.count)) { true } else { false }
    }
    var fewest = parts
    for index in parts.indices {
      while fewest[index].blocks > 0 {
        var fewer = fewest
        fewer[index].blocks -= 1
        if !isImpossible(fewer) { break }
        fewest = fewer
      }
    }
    return fewest.filter { $0.blocks > 0 }
  }

  /// A choice with fewer blocks that is known to pack; nil where floors leave none.
  func shrunk(_ choice: [Int]) -> [Int]? {
    var choice = choice
    while packing(of: choice) != .fits {
      var best: (claimant: Int, option: Int, loss: Double)?
      for (pool, period) in scenario.pools.indices.flatMap({ pool in
        scenario.periods.indices.map { (pool, $0) }
      }) where !isFitting(choice, pool, period) {
        for (index, team) in teams.enumerated() where team.team.blockNodes[pool] > 1 {
          let claimant = period == 0 ? index : place(of: .laterGrant(team: index, period: period))
          guard let claimant else { continue }
          var units = team.options[choice[claimant]].units
          units[pool] -= team.team.blockNodes[pool]
          guard let option = team.options.firstIndex(where: { $0.units == units }) else { continue }
          let loss = team.options[choice[claimant]].value - team.options[option].value
          if best.map({ loss < $0.loss }) ?? true { best = (claimant, option, loss) }
        }
      }
      guard let best else { return nil }
      choice[best.claimant] = best.option
    }
    return choice
  }

  private func isFitting(_ choice: [Int], _ pool: Int, _ period: Int) -> Bool {
    let parts = blockParts(of: choice, pool, period)
    return scenario.blockGeometry(ofPool: pool, in: period).fit(parts.map(\.count)) == .fit
  }
}

extension BlockRow.Part {
  fileprivate var count: BlockCount { BlockCount(nodes: nodes, count: blocks) }
}

extension OptionTable {
  /// The same table with stated cuts; nil where one does not follow from the domains.
  func adding(_ stated: [PlanClaim.BlockCut]) -> OptionTable? {
    if stated.isEmpty { return self }
    var cuts: [BlockRow] = []
    for cut in stated {
      guard let pool = scenario.pools.firstIndex(where: { $0.id == cut.pool }),
        let period = scenario.periods.firstIndex(where: { $0.start == cut.fromMonth })
      else { return nil }
      let row = BlockRow(pool: pool, period: period, count: cut.count)
      if row.isSlots || row.most(in: scenario) == nil { return nil }
      cuts.append(row)
    }
    return adding(cuts)
  }
}
