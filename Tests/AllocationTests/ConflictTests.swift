import Allocation
import Testing

@Suite("no plan is an answer, with its reason") struct ConflictTests {
  private func claimant(_ id: String, _ uses: [[Int64]]) -> Claimant {
    Claimant(
      id: id, options: uses.enumerated().map { Claimant.Option(id: "o\($0)", value: 10, use: $1) })
  }

  private func conflict(_ plan: Allocation) -> Conflict? {
    if case .infeasible(let conflict) = plan.status { conflict } else { nil }
  }

  @Test("floors beyond one resource are added up")
  func oneResource() throws {
    let problem = AllocationProblem(
      resources: [Resource(id: "cash", capacity: 100), Resource(id: "gpu", capacity: 9)],
      claimants: [
        claimant("serving", [[0, 6], [0, 8]]), claimant("idle", [[0, 0], [5, 9]]),
        claimant("training", [[1, 5], [1, 7]]),
      ])
    let found = try #require(conflict(solve(problem)))
    #expect(found.resources.map(\.resource) == ["gpu"])
    #expect(found.resources.map(\.needed) == [11])
    #expect(found.resources.map(\.capacity) == [9])
    #expect(found.resources.map(\.shortfall) == [2])
    #expect(found.claimants == ["serving", "training"])
    #expect(found.isMinimal)
  }

  @Test("two resources that suffice alone but not together")
  func twoResources() throws {
    let either: [[Int64]] = [[4, 0, 0], [0, 4, 0]]
    let problem = AllocationProblem(
      resources: [
        Resource(id: "h100", capacity: 5), Resource(id: "a100", capacity: 6),
        Resource(id: "cash", capacity: 50),
      ],
      claimants: ["a", "b", "c"].map { claimant($0, either) } + [claimant("d", [[0, 0, 9]])])
    let found = try #require(conflict(solve(problem)))
    #expect(found.resources.map(\.resource) == ["h100", "a100"])
    #expect(found.resources.map(\.needed) == [8, 8])
    #expect(found.claimants == ["a", "b", "c"])
    #expect(found.isMinimal)
  }

  @Test(
    "lifting any one resource of a conflict leaves a plan; the rest exclude none",
    arguments: 0..<400)
  func minimal(seed: UInt64) {
    let problem = randomProblem(seed)
    guard let found = conflict(solve(problem)) else { return }
    #expect(found.isMinimal && !found.resources.isEmpty, "seed \(seed)")
    let named = found.resources.map(\.resource)
    let kept = problem.resources.indices.filter { named.contains(problem.resources[$0].id) }
    #expect(bruteForceOptimum(restricted(problem, to: kept)) == nil, "seed \(seed)")
    for shortage in found.resources {
      let others = kept.filter { problem.resources[$0].id != shortage.resource }
      #expect(bruteForceOptimum(restricted(problem, to: others)) != nil, "seed \(seed)")
      guard let needed = shortage.needed else {
        Issue.record("seed \(seed): \(shortage.resource) has no amount")
        continue
      }
      for (amount, isEnough) in [(needed, true), (needed - 1, false)] {
        let enlarged = restricted(problem, to: kept) { id, capacity in
          id == shortage.resource ? amount : capacity
        }
        #expect((bruteForceOptimum(enlarged) != nil) == isEnough, "seed \(seed)")
      }
    }
  }

  private func restricted(
    _ problem: AllocationProblem, to rows: [Int],
    capacity: (String, Int64) -> Int64 = { $1 }
  ) -> AllocationProblem {
    AllocationProblem(
      resources: rows.map {
        let resource = problem.resources[$0]
        return Resource(id: resource.id, capacity: capacity(resource.id, resource.capacity))
      },
      claimants: problem.claimants.map { claimant in
        Claimant(
          id: claimant.id,
          options: claimant.options.map { option in
            Claimant.Option(id: option.id, value: option.value, use: rows.map { option.use[$0] })
          })
      })
  }
}
