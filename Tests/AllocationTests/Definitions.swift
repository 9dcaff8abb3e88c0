import Allocation

/// The optimum by trying every choice; nil if none is feasible.
func bruteForceOptimum(_ problem: AllocationProblem) -> Int128? {
  var best: Int128?
  func extend(_ claimant: Int, _ room: [Int64], _ value: Int128) {
    if claimant == problem.claimants.count {
      if room.allSatisfy({ $0 >= 0 }) { best = max(best ?? value, value) }
      return
    }
    for option in problem.claimants[claimant].options {
      extend(claimant + 1, zip(room, option.use).map { $0 - $1 }, value + Int128(option.value))
    }
  }
  extend(0, problem.resources.map(\.capacity), 0)
  return best
}

/// The optimum of a problem with one resource, by dynamic programming over its units; nil if none.
func dynamicProgrammingOptimum(_ problem: AllocationProblem) -> Int64? {
  let units = Int(problem.resources[0].capacity)
  var best = [Int64?](repeating: 0, count: units + 1)
  for claimant in problem.claimants {
    var next = [Int64?](repeating: nil, count: units + 1)
    for option in claimant.options where option.use[0] <= Int64(units) {
      let use = Int(option.use[0])
      for unit in use...units {
        guard let before = best[unit - use] else { continue }
        next[unit] = max(next[unit] ?? .min, before + option.value)
      }
    }
    best = next
  }
  return best[units]
}

/// The certificate's bound by its definition, one option at a time.
func boundByDefinition(_ problem: AllocationProblem, at prices: [Price]) -> Int128 {
  var sum: Int128 = 0
  for claimant in problem.claimants {
    let gains = claimant.options.map { option in
      zip(option.use, prices).reduce(Int128(option.value) * 4_294_967_296) {
        $0 - Int128($1.0) * $1.1.numerator
      }
    }
    sum += gains.max() ?? 0
  }
  for (resource, price) in zip(problem.resources, prices) {
    sum += Int128(resource.capacity) * price.numerator
  }
  let quotient = sum / 4_294_967_296
  return sum < 0 && quotient * 4_294_967_296 != sum ? quotient - 1 : quotient
}

/// The Lagrangian dual at `prices`, in binary64.
func dual(_ problem: AllocationProblem, at prices: [Double]) -> Double {
  var sum = zip(problem.resources, prices).reduce(0) { $0 + Double($1.0.capacity) * $1.1 }
  for claimant in problem.claimants {
    var best = -Double.infinity
    for option in claimant.options {
      best = max(
        best, zip(option.use, prices).reduce(Double(option.value)) { $0 - Double($1.0) * $1.1 })
    }
    sum += best
  }
  return sum
}

/// Whether a plan keeps within capacity, uses and is worth what it says, and is no better than proven.
func isConsistent(_ plan: Allocation, for problem: AllocationProblem) -> Bool {
  guard let choice = plan.choice else { return plan.objective == 0 && plan.bound >= plan.objective }
  var used = [Int64](repeating: 0, count: problem.resources.count)
  var value: Int128 = 0
  for (claimant, option) in zip(problem.claimants, choice) {
    value += Int128(claimant.options[option].value)
    for row in used.indices { used[row] += claimant.options[option].use[row] }
  }
  return used == plan.used && value == plan.objective && plan.bound >= plan.objective
    && plan.certificate.bound >= plan.bound
    && zip(used, problem.resources).allSatisfy { $0 <= $1.capacity }
}
