import Allocation

/// A small problem with promises: firm claimants, promises in one row or several, hard rows that some
/// or all use, certain and impossible answers, risks and prices, markets, draw-down.
func randomChance(_ seed: UInt64) -> ChanceProblem {
  var random = SplitMix(seed)
  let promised = Int.random(in: 1...2, using: &random)
  let rows = promised + Int.random(in: 0...2, using: &random)
  let firm = Int.random(in: 0...3, using: &random)
  let worth: Int64 = [20, 1000, 20_000_000].randomElement(using: &random) ?? 20
  let step: Int64 = [1, 1, 8].randomElement(using: &random) ?? 1
  let firmUsesHard = Bool.random(using: &random)
  var claimants: [Claimant] = []
  var promisers: [ChanceProblem.Promiser] = []
  for index in 0..<firm + Int.random(in: 1...5, using: &random) {
    let isFirm = index < firm
    let hasFloor = Int.random(in: 0..<8, using: &random) == 0
    let options = (0..<Int.random(in: 1...4, using: &random)).map { number in
      var use = [Int64](repeating: 0, count: rows)
      if number == 0 && !hasFloor { return Claimant.Option(id: "o0", value: 0, use: use) }
      let pool = Int.random(in: 0..<promised, using: &random)
      for row in 0..<rows {
        let isUsed =
          row < promised
          ? isFirm || row == pool || Int.random(in: 0..<5, using: &random) == 0
          : !isFirm || firmUsesHard
        if isUsed {
          use[row] =
            row < promised
            ? step * Int64.random(in: 0...6, using: &random)
            : Int64.random(in: 0...3, using: &random)
        }
      }
      return Claimant.Option(
        id: "o\(number)", value: Int64.random(in: -worth / 5...worth, using: &random), use: use)
    }
    claimants.append(Claimant(id: "c\(index)", options: options))
    if isFirm { continue }
    let acceptances = options.map { _ in
      [0, 0.05, 0.3, 0.5, Double.random(in: 0...1, using: &random), 1].randomElement(using: &random)
        ?? 1
    }
    promisers.append(
      .init(claimant: index, acceptances: acceptances, group: index % 2 == 0 ? "frontier" : nil))
  }
  let resources = (0..<rows).map { row in
    let reach = claimants.reduce(Int64(0)) { $0 + ($1.options.map { $0.use[row] }.max() ?? 0) }
    return Resource(
      id: "r\(row)",
      capacity: reach * ([20, 40, 50, 70].randomElement(using: &random) ?? 50) / 100)
  }
  let markets: [Market] = [
    .independent, .independent, .factor(correlation: 0.3, nodes: 3),
    .named([
      .init(id: "a", weight: 3), .init(id: "b", weight: 1, logOdds: 1.5, groups: ["frontier": -1]),
    ]),
  ]
  return ChanceProblem(
    AllocationProblem(resources: resources, claimants: claimants), promisers: promisers,
    rows: (0..<promised).map { row in
      let isPriced = Int.random(in: 0..<3, using: &random) == 0
      let price = Double.random(in: 0...1, using: &random) * Double(worth)
      return .init(
        row: row,
        limit: isPriced
          ? .cost(price) : .chance([0, 0.05, 0.2, 0.4].randomElement(using: &random) ?? 0),
        drawDown: [1, 1, 0.6].randomElement(using: &random) ?? 1)
    }, market: markets.randomElement(using: &random) ?? .independent)
}

/// What a choice is worth by its definition, every answer enumerated; nil where it breaks a row.
func worthByDefinition(_ chance: ChanceProblem, _ choice: [Int]) -> Int128? {
  let (problem, promised) = (chance.problem, Set(chance.rows.map(\.row)))
  let promising = Set(chance.promisers.map(\.claimant))
  var certain = [Int64](repeating: 0, count: problem.resources.count)
  var worth: Int128 = 0
  for (index, chosen) in choice.enumerated() {
    let option = problem.claimants[index].options[chosen]
    worth += Int128(option.value)
    for row in certain.indices where !(promising.contains(index) && promised.contains(row)) {
      certain[row] += option.use[row]
    }
  }
  if zip(certain, problem.resources).contains(where: { $0 > $1.capacity }) { return nil }
  for row in chance.rows {
    let room = problem.resources[row.row].capacity - certain[row.row]
    let promises = chance.promisers.map { promiser in
      let option = choice[promiser.claimant]
      return Promise(
        probability: promiser.acceptances[option],
        amount: row.drawn(problem.claimants[promiser.claimant].options[option].use[row.row]),
        group: promiser.group)
    }
    let over = subsets(of: promises, in: chance.market).filter { $0.amount > room }
    switch row.limit {
    case .chance(let risk):
      if over.reduce(0, { $0 + $1.probability }) > risk * (1 + 1e-12) { return nil }
    case .cost(let cents):
      let shortfall = over.reduce(0) { $0 + $1.probability * Double($1.amount - room) }
      worth -= Int128((cents * shortfall).rounded())
    }
  }
  return worth
}

/// The optimum by trying every choice; nil if none is feasible.
func optimumByDefinition(_ chance: ChanceProblem) -> Int128? {
  var best: Int128?
  var choice = [Int](repeating: 0, count: chance.problem.claimants.count)
  func extend(_ claimant: Int) {
    if claimant == choice.count {
      if let worth = worthByDefinition(chance, choice) { best = max(best ?? worth, worth) }
      return
    }
    for option in chance.problem.claimants[claimant].options.indices {
      choice[claimant] = option
      extend(claimant + 1)
    }
  }
  extend(0)
  return best
}

extension ChanceProblem {
  /// The same with other chances, limits or market.
  func with(
    acceptances: ((Double) -> Double)? = nil, limit: Limit? = nil, market: Market? = nil,
    year: YearLimit? = nil
  ) -> ChanceProblem {
    ChanceProblem(
      problem,
      promisers: promisers.map { promiser in
        var promiser = promiser
        if let acceptances { promiser.acceptances = promiser.acceptances.map(acceptances) }
        return promiser
      },
      rows: rows.map { row in
        var row = row
        if let limit { row.limit = limit }
        return row
      }, market: market ?? self.market, year: year)
  }
}
