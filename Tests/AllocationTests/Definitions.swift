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

/// The optimum by dynamic programming over every combination of units used; nil if none is feasible.
///
/// For few units: the table has one entry per combination. Uses must not be negative.
func dynamicProgrammingOptimum(_ problem: AllocationProblem) -> Int64? {
  let sizes = problem.resources.map { Int($0.capacity) + 1 }
  let strides = sizes.indices.map { sizes[..<$0].reduce(1, *) }
  let none = Int64.min
  var best = [Int64](repeating: 0, count: sizes.reduce(1, *))
  for claimant in problem.claimants {
    var next = [Int64](repeating: none, count: best.count)
    for option in claimant.options {
      let use = option.use.map(Int.init)
      if zip(use, sizes).contains(where: { $0 >= $1 }) { continue }
      let shift = zip(use, strides).reduce(0) { $0 + $1.0 * $1.1 }
      for state in shift..<best.count where best[state - shift] != none {
        let fits = sizes.indices.allSatisfy { state / strides[$0] % sizes[$0] >= use[$0] }
        if fits { next[state] = max(next[state], best[state - shift] + option.value) }
      }
    }
    best = next
  }
  return best.last == none ? nil : best.last
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
