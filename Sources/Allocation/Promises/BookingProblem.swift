/// The plain problem in which every promised row is a linear one of effective weights.
struct BookingProblem {
  /// Parts of a unit that weights are counted in, by promised row.
  let scales: [Double]
  /// The claimants of the caller, and behind them one for each row with rents.
  let problem: AllocationProblem

  /// - Parameters:
  ///   - model: The problem with promises.
  ///   - weights: What promises count as, by promised row; nil counts them in full.
  ///   - corrections: Units added to each promised row's capacity.
  ///   - rents: Of each promised row, how much further it may go at what cost; none where it is empty.
  init(
    _ model: ChanceModel, _ weights: [BookingWeights]?, corrections: [Double],
    rents: [[Rent]] = []
  ) {
    self.init(model, corrections: corrections, rents: rents) { row, place, option in
      let amount = model.drawn[row][place][option]
      guard let weights else { return Double(amount) }
      return weights[row].weight(model.given[place][option], amount)
    }
  }

  /// - Parameters:
  ///   - model: The problem with promises.
  ///   - corrections: Units added to each promised row's capacity.
  ///   - isBelow: Weights are rounded down, and capacities up: what fits the weights always fits.
  ///   - weight: Units, of `(promised row, promiser, option)`.
  init(
    _ model: ChanceModel, corrections: [Double], isBelow: Bool = false, rents: [[Rent]] = [],
    weight: (Int, Int, Int) -> Double
  ) {
    let chance = model.chance
    let scales = chance.rows.indices.map { Self.scale(model, $0) }
    var claimants = chance.problem.claimants
    for (index, row) in chance.rows.enumerated() {
      let scale = scales[index]
      for claimant in claimants.indices {
        let place = model.place[claimant]
        for option in claimants[claimant].options.indices {
          let units =
            place.map { weight(index, $0, option) }
            ?? Double(claimants[claimant].options[option].use[row.row])
          let scaled = units * scale
          claimants[claimant].options[option].use[row.row] = Int64(
            scaled.rounded(place == nil ? .toNearestOrEven : isBelow ? .down : .toNearestOrEven))
        }
      }
    }
    var resources = chance.problem.resources
    for (index, row) in chance.rows.enumerated() {
      let capacity = (Double(resources[row.row].capacity) + corrections[index]) * scales[index]
      resources[row.row].capacity = Int64(capacity.rounded(isBelow ? .up : .down))
    }
    for (index, rents) in rents.enumerated() where !rents.isEmpty {
      let row = chance.rows[index].row
      let options = rents.enumerated().map { number, rent in
        var use = [Int64](repeating: 0, count: resources.count)
        use[row] = -Int64((rent.units * scales[index]).rounded(.down))
        return Claimant.Option(id: "\(1000 + number)", value: -rent.cents, use: use)
      }
      claimants.append(Claimant(id: "\u{0}" + resources[row].id, options: options))
    }
    self.scales = scales
    problem = AllocationProblem(resources: resources, claimants: claimants)
  }

  /// Going a number of units further than a row's capacity, or staying below it, and what that costs.
  struct Rent {
    var units: Double
    var cents: Int64
  }

  /// A power of two that leaves about nine digits, and sums far within what is exact.
  private static func scale(_ model: ChanceModel, _ index: Int) -> Double {
    let row = model.chance.rows[index].row
    var reach = abs(Double(model.chance.problem.resources[row].capacity))
    for claimant in model.chance.problem.claimants {
      reach += Double(claimant.options.lazy.map { $0.use[row].magnitude }.max() ?? 0)
    }
    return reach >= 0x1p30 ? 1 : max(1, 0x1p30 * unitScale(max(1, reach)))
  }
}
