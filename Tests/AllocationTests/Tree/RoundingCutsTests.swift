import Testing

@testable import Allocation

@Suite("cuts leave every whole choice and take away mixtures") struct RoundingCutsTests {
  @Test("whatever whole numbers keep a row keep its rounding", arguments: 0..<200)
  func rounding(seed: UInt64) {
    var random = SplitMix(seed)
    let uses = (0..<4).map { _ in Int64.random(in: -9...20, using: &random) }
    let room = Int64.random(in: -10...40, using: &random)
    let step = Int64.random(in: 2...12, using: &random)
    guard let cut = Rounding(step: step, room: room) else {
      #expect(room % step == 0)
      return
    }
    for code in 0..<256 {
      let counts = (0..<4).map { Int64(code >> (2 * $0) & 3) }
      let used = zip(uses, counts).reduce(0) { $0 + $1.0 * $1.1 }
      let left = zip(uses, counts).reduce(0) { $0 + cut($1.0) * $1.1 }
      if used <= room { #expect(left <= cut.room, "\(uses) \(counts)") }
    }
  }

  @Test("one step that fills two thirds of what is left is worth nothing")
  func fraction() throws {
    let cut = try #require(Rounding(step: 3, room: 2))
    #expect(cut(3) == 1 && cut(2) == 0 && cut(1) == 0 && cut(-1) == -1 && cut.room == 0)
  }

  @Test("every feasible choice of a core keeps all its cuts")
  func choices() {
    var cuts = 0
    for seed in UInt64(0)..<1000 {
      let problem = randomProblem(seed).canonical
      let linear = LinearOptimum(LinearProblem(problem), startingAt: nil)
      let prices = zip(linear.prices, problem.greatestPrices).map { Price(rounding: min($0, $1)) }
      let losses = LossTable(problem, at: prices)
      guard let base = losses.base else { continue }
      let core = SearchCore(problem, losses, base: base, allowance: losses.bound)
      let cut = RoundingCuts(core).core
      cuts += cut.table.rows - core.table.rows
      var chosen: [Int] = []
      func extend(_ claimant: Int) {
        if claimant < core.table.claimants {
          for option in core.table.range(claimant) {
            chosen.append(option)
            extend(claimant + 1)
            chosen.removeLast()
          }
        } else if problem.isFeasible(core.choice(chosen)) {
          for row in 0..<cut.table.rows {
            let use = chosen.reduce(0) { $0 + cut.table.use[row * cut.table.options + $1] }
            #expect(use <= cut.table.room[row], "seed \(seed)")
          }
        }
      }
      extend(0)
    }
    #expect(cuts > 50)
  }
}
