/// Plans from prices: repair, improve, exchange.
struct PrimalHeuristic {
  private let problem: CanonicalProblem
  private let losses: LossTable
  private let weight: [Double]
  private var choice: [Int]
  private var used: [Int64]

  /// Begins at any choice of possible options, feasible or not.
  init(_ problem: CanonicalProblem, _ losses: LossTable, from choice: [Int]) {
    self.problem = problem
    self.losses = losses
    self.choice = choice
    used = problem.used(choice)
    weight = problem.capacity.map { 1 / max(1, abs(Double($0))) }
  }

  /// A feasible plan, or nil where repair finds none.
  mutating func run() -> Incumbent? {
    guard choice.isEmpty ? problem.isFeasible(choice) : repair() else { return nil }
    while improveOne() || exchangeTwo() {}  // each round is worth at least a cent more
    return Incumbent(choice: choice, objective: problem.objective(choice))
  }

  /// How far the rows are over, each in shares of its capacity, if `change` units are added.
  private func violation(from option: Int, to other: Int) -> Double {
    var sum = 0.0
    for row in 0..<problem.rows {
      let at = row * problem.options
      let over =
        used[row] + problem.use[at + other] - problem.use[at + option] - problem.capacity[row]
      if over > 0 { sum += Double(over) * weight[row] }
    }
    return sum
  }

  /// The greatest loss, in cents, of an option of a better plan than the present one.
  private var allowance: Double {
    (losses.bound - problem.objective(choice) << 32).double * 0x1p-32 * (1 + 0x1p-40) + 1
  }

  /// What the units left over are worth at the prices, in cents; rather too much than too little.
  private var unusedWorth: Double {
    let gap = allowance
    return gap * (1 + 0x1p-32) - choice.reduce(0) { $0 + losses.cents[$1] }
  }

  private mutating func take(_ option: Int, for claimant: Int) {
    for row in 0..<problem.rows {
      let at = row * problem.options
      used[row] += problem.use[at + option] - problem.use[at + choice[claimant]]
    }
    choice[claimant] = option
  }

  /// Changes one claimant at a time, cheapest relief first, until every row is within capacity.
  private mutating func repair() -> Bool {
    for _ in 0..<(20 + 4 * problem.claimants) {
      let now = violation(from: choice[0], to: choice[0])
      if now == 0 { return true }
      var best: (claimant: Int, option: Int)?
      var least = Double.infinity
      for claimant in 0..<problem.claimants {
        let current = choice[claimant]
        let currentLoss = losses.cents[current]
        for option in problem.range(claimant)
        where option != current && losses.cents[option] < .infinity {
          let relief = now - violation(from: current, to: option)
          if relief <= 1e-15 { continue }
          let cost = max(0, losses.cents[option] - currentLoss) + 1e-9
          if cost / relief < least {
            least = cost / relief
            best = (claimant, option)
          }
        }
      }
      guard let best else { return false }
      take(best.option, for: best.claimant)
    }
    return false
  }

  /// The most valuable change of one claimant that fits; false if there is none.
  private mutating func improveOne() -> Bool {
    var best: (claimant: Int, option: Int)?
    var most: Int64 = 0
    let allowance = allowance
    for claimant in 0..<problem.claimants {
      let current = choice[claimant]
      for option in problem.range(claimant) where losses.cents[option] <= allowance {
        let gain = problem.value[option] - problem.value[current]
        if gain > most && violation(from: current, to: option) == 0 {
          most = gain
          best = (claimant, option)
        }
      }
    }
    guard let best else { return false }
    take(best.option, for: best.claimant)
    return true
  }

  /// A change that might be one of two.
  private struct Move {
    var claimant: Int
    var option: Int
    var loss: Double
    var gain: Int64
  }

  private static let mostMoves = 200

  /// Sorts moves by loss and leaves those of least; returns the greatest loss that is still among them.
  private static func trim(_ moves: inout [Move]) -> Double {
    moves.sort { $0.loss < $1.loss || ($0.loss == $1.loss && $0.option < $1.option) }
    moves.removeLast(max(0, moves.count - mostMoves))
    return moves.last?.loss ?? .infinity
  }

  /// The most valuable change of two claimants among the options of least loss; false if none.
  private mutating func exchangeTwo() -> Bool {
    var moves: [Move] = []
    // Beyond this loss there are enough moves that lose less.
    var most = Double.infinity
    let allowance = allowance
    for claimant in 0..<problem.claimants {
      let current = choice[claimant]
      for option in problem.range(claimant)
      where option != current && losses.cents[option] <= allowance {
        let loss = losses.cents[option] - losses.cents[current]
        if loss > most { continue }
        let gain = problem.value[option] - problem.value[current]
        moves.append(Move(claimant: claimant, option: option, loss: loss, gain: gain))
        if moves.count == 4 * Self.mostMoves { most = Self.trim(&moves) }
      }
    }
    _ = Self.trim(&moves)
    let (room, change) = (room, moves.flatMap(change))
    let unused = unusedWorth
    var best: (first: Move, second: Move)?
    var gained: Int64 = 0
    for (index, first) in moves.enumerated() {
      for other in (index + 1)..<max(index + 1, moves.count) {
        let second = moves[other]
        if second.claimant == first.claimant { continue }
        // No change gains more than what is unused now less what it loses; the rest lose more still.
        if first.loss + second.loss > unused - Double(gained) { break }
        let gain = first.gain + second.gain
        if gain > gained && fits(index, other, change, room) {
          gained = gain
          best = (first, second)
        }
      }
    }
    guard let best else { return false }
    take(best.first.option, for: best.first.claimant)
    take(best.second.option, for: best.second.claimant)
    return true
  }

  /// Units left of every row.
  private var room: [Int64] { zip(problem.capacity, used).map { $0 - $1 } }

  /// What a move adds to the use of every row.
  private func change(_ move: Move) -> [Int64] {
    (0..<problem.rows).map { row in
      let at = row * problem.options
      return problem.use[at + move.option] - problem.use[at + choice[move.claimant]]
    }
  }

  /// Whether two moves fit together; their changes are `[move, row]`.
  private func fits(_ first: Int, _ second: Int, _ change: [Int64], _ room: [Int64]) -> Bool {
    for row in room.indices
    where change[first * room.count + row] + change[second * room.count + row] > room[row] {
      return false
    }
    return true
  }
}
