/// Depth-first search over the core, with the relaxation solved anew at every node.
///
/// A node is closed when its proven loss leaves no room for a plan worth a cent more than the
/// incumbent. Otherwise options whose own loss exceeds that room are dropped, and one claimant's
/// options are split in two by the use of one resource; or, where units of one pool are counted by
/// another row too, as by power, the whole number of units used is.
/// Source of the scheme: Land and Doig 1960; for the choice structure, Sinha and Zoltners 1979.
struct BranchAndBound {
  /// How a search ended.
  enum Ending { case exhausted, stopped, shrunk }

  private let problem: CanonicalProblem
  private let losses: LossTable
  private let core: SearchCore
  private var open: [SearchNode] = []
  private var place: [Int32]
  private var least: [Double] = []
  /// The best plan known.
  private(set) var incumbent: Incumbent?
  /// A better plan's loss is at most this, in scaled loss.
  private var allowance = 0.0
  /// A plan worth no more than this is of no use, in cents.
  private var toBeat: Int128
  /// Nodes visited.
  private(set) var nodes = 0

  init(
    _ problem: CanonicalProblem, _ losses: LossTable, _ core: SearchCore, incumbent: Incumbent?,
    toBeat: Int128
  ) {
    self.problem = problem
    self.losses = losses
    self.core = core
    self.incumbent = incumbent
    self.toBeat = toBeat
    place = [Int32](repeating: -1, count: core.table.options)
    allowance = scaledAllowance()
  }

  /// Visits nodes until none is left open, limits are reached, or the core has shrunk by half.
  mutating func run(within limits: SearchLimits) -> Ending {
    open = [core.root]
    while let node = open.last {
      if node.loss > allowance {
        open.removeLast()
        continue
      }
      if nodes >= limits.nodes || (nodes & 31 == 0 && limits.shouldStop()) { return .stopped }
      open.removeLast()
      nodes += 1
      let before = toBeat
      visit(node)
      if toBeat > before && core.table.options > 64 {
        let kept = core.table.cost.reduce(0) { $1 <= allowance ? $0 + 1 : $0 }
        if 2 * kept < core.table.options { return .shrunk }
      }
    }
    return .exhausted
  }

  /// No plan is worth more, in cents, when the search stops here.
  var bound: Int128 {
    var value = incumbent?.objective ?? toBeat
    for node in open where node.loss <= allowance {
      let loss = Int128((node.loss / core.unit).rounded(.down))
      value = max(value, (losses.bound - max(0, loss)) >> 32)
    }
    return value
  }

  /// The greatest scaled loss of a plan that is worth a cent more than the incumbent.
  private func scaledAllowance() -> Double {
    let exact = losses.bound - ((toBeat + 1) << 32)
    return exact.double * core.unit * (1 + 0x1p-50)
  }

  private mutating func visit(_ node: SearchNode) {
    guard let fitted = core.fitting(node), let table = core.subtable(fitted, node.floors) else {
      return
    }
    let options = fitted.options
    let sacrifice = core.sacrifice(fitted.room)
    if sacrifice > allowance { return }
    var descent = node.descent(core, options, table, place: &place)
    let ending = descent.run(cutOff: allowance - sacrifice, limit: 200 + 10 * table.claimants)
    var prices = descent.prices
    var priced = descent.priced
    if ending == .infeasible, let ray = descent.ray {
      let climb = table.climb(ray)
      if climb > 0 {
        let distance = 2 * (allowance - sacrifice - descent.dual + 1) / climb
        prices = prices.indices.map { max(prices[$0] + distance * ray[$0], -table.slackCost[$0]) }
        table.priced(prices, from: table.cost, into: &priced)
      }
    }
    let proven = table.provenLoss(prices, priced, least: &least)
    let loss = max(node.loss, sacrifice + proven.loss)
    if loss > allowance { return }
    let mixed = MixedChoice(descent)
    if let whole = mixed.bestWhole(
      descent, rows: core.ownRows, costingAtMost: allowance - sacrifice)
    {
      consider(whole.map { Int(options[$0]) })
    }
    if loss > allowance { return }
    let kept = reduced(
      options, table, priced, allowance - sacrifice - proven.loss + 2 * proven.error)
    let choice = BranchChoice(
      mixed.forks(descent, kept: kept), PartialRow(descent, core, fitted), descent,
      room: allowance - loss)
    switch choice {
    case .claimant(let fork, let lowFirst):
      branch(fork, lowFirst: lowFirst, descent, node, fitted, kept, loss)
    case .row(let partial, let lowFirst):
      branch(partial, lowFirst: lowFirst, descent, node, fitted, kept, loss)
    case nil:
      if let fork = mixed.forkOfAny(table, kept: kept) {
        branch(fork, lowFirst: true, descent, node, fitted, kept, loss)
      } else {
        consider(options.indices.filter { kept[$0] }.map { Int(options[$0]) })
      }
    }
  }

  /// Keeps a choice of the core's options if it is feasible and better than any before.
  private mutating func consider(_ options: [Int]) {
    let choice = core.choice(options)
    let objective = problem.objective(choice)
    if objective > toBeat && problem.isFeasible(choice) {
      incumbent = Incumbent(choice: choice, objective: objective)
      toBeat = objective
      allowance = scaledAllowance()
    }
  }

  /// Which of the node's options a better plan might contain: those within `room` of the least.
  private func reduced(
    _ options: [Int32], _ table: OptionTable, _ priced: [Double], _ room: Double
  ) -> [Bool] {
    var kept = [Bool](repeating: true, count: options.count)
    for claimant in 0..<table.claimants {
      for option in table.range(claimant) where priced[option] - least[claimant] > room {
        kept[option] = false
      }
    }
    return kept
  }

  /// Opens both halves of a claimant's options, `lowFirst` or the other visited first.
  private mutating func branch(
    _ fork: Fork, lowFirst: Bool, _ descent: PriceDescent, _ node: SearchNode,
    _ fitted: SearchCore.Fitted, _ kept: [Bool], _ loss: Double
  ) {
    let first = descent.table.start[fork.claimant]
    for isLow in [!lowFirst, lowFirst] {
      var flags = kept
      for (place, low) in fork.isLow.enumerated() where low != isLow {
        flags[first + place] = false
      }
      open.append(child(flags, descent, node, fitted, loss))
    }
  }

  /// Opens both sides of a row's partial use.
  private mutating func branch(
    _ partial: PartialRow, lowFirst: Bool, _ descent: PriceDescent, _ node: SearchNode,
    _ fitted: SearchCore.Fitted, _ kept: [Bool], _ loss: Double
  ) {
    let child = child(kept, descent, node, fitted, loss)
    let below = child.using(atMost: partial.below, of: partial.row)
    let above = child.using(atLeast: partial.above, of: partial.row)
    open += lowFirst ? [above, below] : [below, above]
  }

  /// Some of a node's options, to begin where its relaxation ended.
  private func child(
    _ flags: [Bool], _ descent: PriceDescent, _ node: SearchNode, _ fitted: SearchCore.Fitted,
    _ loss: Double
  ) -> SearchNode {
    let options = fitted.options
    return SearchNode(
      options: options.indices.filter { flags[$0] }.map { options[$0] },
      keys: descent.keys.map { Int(options[$0]) }, basis: descent.basis(of: options),
      prices: descent.prices, loss: loss, room: Array(fitted.room.prefix(core.table.rows)),
      floors: node.floors)
  }
}

extension OptionTable {
  /// How fast the dual rises along `ray` in the end: the least use along it less the room.
  func climb(_ ray: [Double]) -> Double {
    var along: [Double] = []
    priced(ray, from: nil, into: &along)
    var climb = 0.0
    for claimant in 0..<claimants { climb += along[cheapest(claimant, by: along)] }
    for row in 0..<rows { climb -= ray[row] * room[row] }
    return climb
  }
}
