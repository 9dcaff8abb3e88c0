internal import Allocation

/// A linear problem that stands in for one with promises near a plan, for its prices.
///
/// Near a plan whose accepted promises have mean m and standard deviation s and are kept by a reserve
/// m + z·s, a promise of w units with chance p counts `p·w + z·p·(1 − p)·w²/(2·s)`, and never more than
/// w: the tangent of the mean–variance row. The plan itself leaves the same room in it as it does in
/// truth. The prices say what a little more of a row is worth there; they prove nothing.
struct StandIn {
  /// Uses and capacities of promised rows are counted in parts of a unit.
  private static let parts = 1024.0

  private let problem: AllocationProblem
  private let promised: Set<Int>

  init(_ chance: ChanceProblem, near choice: [Int]) {
    var claimants = chance.problem.claimants
    var resources = chance.problem.resources
    for row in chance.rows {
      let spread = PromiseSpread(chance, row, of: choice)
      let index = row.row
      var counted = 0.0
      for promiser in chance.promisers {
        let (claimant, chances) = (promiser.claimant, promiser.acceptances)
        for option in claimants[claimant].options.indices {
          let amount = row.drawn(chance.problem.claimants[claimant].options[option].use[index])
          let weight = spread.weight(of: Double(amount), accepted: chances[option])
          claimants[claimant].options[option].use[index] = Int64((weight * Self.parts).rounded(.up))
        }
        counted += Double(claimants[claimant].options[choice[claimant]].use[index])
      }
      let promisers = Set(chance.promisers.map(\.claimant))
      for claimant in claimants.indices where !promisers.contains(claimant) {
        for option in claimants[claimant].options.indices {
          claimants[claimant].options[option].use[index] *= Int64(Self.parts)
        }
      }
      resources[index].capacity =
        (resources[index].capacity - spread.reserve) * Int64(Self.parts) + Int64(counted)
    }
    promised = Set(chance.rows.map(\.row))
    problem = AllocationProblem(resources: resources, claimants: claimants)
  }

  /// Cents per unit of every row.
  var prices: [Price] {
    let relaxed = relaxation(of: problem).prices
    return relaxed.enumerated().map { row, price in
      Price(rounding: promised.contains(row) ? price * Self.parts : price)
    }
  }
}

/// How far what accepted promises use of a row may spread around its mean.
struct PromiseSpread: Hashable, Sendable {
  /// Units used on average.
  var mean: Double
  /// Its standard deviation, in units.
  var deviation: Double
  /// Units that are kept for promises.
  var reserve: Int64
  /// The least chance that makes a promise count where there is no spread; above 1 where none does.
  private var risk: Double
  /// Cents that one more accepted unit costs by being missing; nil where being over has no price.
  private(set) var recourse: Double?

  init(_ chance: ChanceProblem, _ row: ChanceProblem.PromisedRow, of choice: [Int]) {
    let promises = chance.promises(of: choice, in: row)
    let uses = PromiseDistribution(of: promises, in: chance.market)
    mean = uses.mean
    deviation = uses.variance.squareRoot()
    switch row.limit {
    case .chance(let risk):
      reserve = uses.reserve(for: risk)
      self.risk = risk
    case .cost(let cents):
      let room = chance.room(for: row, of: choice)
      recourse = cents * uses.overcommitProbability(room: room - 1)
      // As much as the plan leaves, as long as promises could use it.
      let most = promises.reduce(0) { $0 + $1.amount }
      reserve = max(0, min(most, room))
      risk = 2
    }
  }

  /// Standard deviations that the reserve lies above the mean.
  var deviations: Double { deviation > 0 ? (Double(reserve) - mean) / deviation : 0 }

  /// What a promise counts as, in units.
  func weight(of amount: Double, accepted p: Double) -> Double {
    if deviation == 0 { return risk > 1 ? p * amount : p > risk ? amount : 0 }
    let spread = deviations * p * (1 - p) * amount * amount / (2 * deviation)
    return min(amount, max(0, p * amount + spread))
  }

  /// What an accepted unit of a promise takes of the row, in units: κ = 1 + z·(1 − p)·w/s.
  func charge(of amount: Double, accepted p: Double) -> Double {
    if deviation == 0 { return risk < 1 && p > risk ? 1 / p : 1 }
    return max(0, 1 + deviations * (1 - p) * amount / deviation)
  }
}

extension ChanceProblem {
  /// What a choice promises of a row, as accepted promises come to use it.
  func promises(of choice: [Int], in row: PromisedRow) -> [Promise] {
    promisers.compactMap { promiser in
      let option = choice[promiser.claimant]
      let amount = problem.claimants[promiser.claimant].options[option].use[row.row]
      return amount == 0
        ? nil
        : Promise(
          probability: promiser.acceptances[option], amount: row.drawn(amount),
          group: promiser.group)
    }
  }

  /// Units of a row that a choice does not use for certain.
  func room(for row: PromisedRow, of choice: [Int]) -> Int64 {
    let promisers = Set(promisers.map(\.claimant))
    return choice.indices.reduce(problem.resources[row.row].capacity) { left, claimant in
      promisers.contains(claimant)
        ? left : left - problem.claimants[claimant].options[choice[claimant]].use[row.row]
    }
  }
}
