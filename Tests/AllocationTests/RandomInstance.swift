import Allocation

/// SplitMix64: the same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A small problem with rows of every kind: pools, a budget in cents, slots; floors, negative values,
/// ties, claimants who want the same, options that add units, capacities from generous to impossible.
func randomProblem(_ seed: UInt64) -> AllocationProblem {
  var random = SplitMix(seed)
  let rows = Int.random(in: 0...4, using: &random)
  let kinds = (0..<rows).map { _ in Int.random(in: 0...2, using: &random) }
  let worth: Int64 = [5, 1000, 20_000_000_000].randomElement(using: &random) ?? 5
  let addsUnits = Int.random(in: 0..<8, using: &random) == 0
  var reach = [Int64](repeating: 0, count: rows)
  var claimants: [Claimant] = []
  for index in 0..<Int.random(in: 1...6, using: &random) {
    let hasFloor = Int.random(in: 0..<4, using: &random) == 0
    var options: [Claimant.Option] = []
    for number in 0..<Int.random(in: 1...5, using: &random) {
      let isNothing = number == 0 && !hasFloor
      var use = kinds.map { kind in
        if isNothing || Int.random(in: 0..<3, using: &random) == 0 { return Int64(0) }
        switch kind {
        case 0: return Int64.random(in: 1...40, using: &random)
        case 1: return Int64.random(in: 5_000_000...90_000_000, using: &random)
        default: return 1
        }
      }
      if addsUnits && rows > 0 && number == 2 { use[0] = -use[0] }
      let value = isNothing ? 0 : Int64.random(in: -worth / 5...worth, using: &random)
      options.append(Claimant.Option(id: "o\(number)", value: value, use: use))
    }
    if let twin = claimants.last, Int.random(in: 0..<4, using: &random) == 0 {
      options = twin.options
    }
    for row in 0..<rows { reach[row] += options.map { $0.use[row] }.max() ?? 0 }
    claimants.append(Claimant(id: "c\(index)", options: options))
  }
  let resources = (0..<rows).map { row in
    let share = [0, 10, 30, 50, 70, 110].randomElement(using: &random) ?? 50
    return Resource(id: "r\(row)", capacity: max(0, reach[row]) * Int64(share) / 100)
  }
  return AllocationProblem(resources: resources, claimants: claimants)
}

/// Many claimants before few units of three resources: a search that has to branch.
func crowdedProblem(_ seed: UInt64) -> AllocationProblem {
  var random = SplitMix(seed)
  let capacity = (0..<3).map { Int64.random(in: (2 + 4 * $0)...(8 + 6 * $0), using: &random) }
  let claimants = (0..<Int.random(in: 8...30, using: &random)).map { index in
    let isForced = Int.random(in: 0..<20, using: &random) == 0
    var options = isForced ? [] : [Claimant.Option(id: "none", value: 0, use: [0, 0, 0])]
    for number in 0..<Int.random(in: 2...9, using: &random) {
      let use = (0..<3).map { Int64.random(in: 0...(1 + Int64($0)), using: &random) }
      let size = use.reduce(0, +)
      let value = size * 1000 + Int64.random(in: 0...(200 * (1 + Int64(seed % 5))), using: &random)
      options.append(Claimant.Option(id: "o\(number)", value: value, use: use))
    }
    return Claimant(id: "c\(index + 10)", options: options)
  }
  return AllocationProblem(
    resources: capacity.enumerated().map { Resource(id: "r\($0)", capacity: $1) },
    claimants: claimants)
}

/// The problem with rows, claimants and options in another order.
func shuffled(_ problem: AllocationProblem, _ seed: UInt64) -> AllocationProblem {
  var random = SplitMix(seed)
  let rows = problem.resources.indices.shuffled(using: &random)
  let claimants = problem.claimants.map { claimant in
    let options = claimant.options.map { option in
      Claimant.Option(id: option.id, value: option.value, use: rows.map { option.use[$0] })
    }
    return Claimant(id: claimant.id, options: options.shuffled(using: &random))
  }
  return AllocationProblem(
    resources: rows.map { problem.resources[$0] }, claimants: claimants.shuffled(using: &random))
}
