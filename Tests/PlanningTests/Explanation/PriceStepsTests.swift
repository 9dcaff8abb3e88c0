import Planning
import Scenario
import ScenarioFixtures
import Testing

@Suite("What more and less of a row is worth")
struct PriceStepsTests {
  // Without promises of GPUs there are no release prices to move, and nobody looks at the cluster where
  // there is nobody to look.
  private static func files(_ seed: UInt64) -> ScenarioFiles {
    var files = ScenarioFiles.random(seed)
    files.candidates = "id\n"
    files.rivals = "candidate,id\n"
    return files
  }

  private static func cluster(_ pool: String) -> String {
    "clusters.\(pool == "h100" ? "big" : "old").nodes"
  }

  @Test("every step is what the files would say with so many nodes", arguments: 0..<40)
  func replanned(seed: UInt64) throws {
    let files = Self.files(seed)
    let plan = try files.scenario().plan()
    guard plan.status == .optimal else { return }
    for row in plan.resources where row.kind == .pool {
      // A team that has the whole pool may want more than it was ever valued at; smaller pools are
      // exhausted at once.
      for step in row.priceSteps where abs(step.units) <= 4 {
        let nodes = Int(row.capacity + step.units)
        let other = try files.scenario("\(Self.cluster(row.id))=\(nodes)").plan()
        #expect(abs(step.worth - (other.value.objective - plan.value.objective)) < 0.02)
      }
    }
  }

  @Test("the plan stays as far as it is said, and changes a node further", arguments: 0..<40)
  func stays(seed: UInt64) throws {
    let files = Self.files(seed)
    let plan = try files.scenario().plan()
    guard plan.status == .optimal else { return }
    for row in plan.resources where row.kind == .pool {
      let stays = try #require(row.stays)
      #expect(stays.from == row.used)
      func worth(_ nodes: Double) throws -> Double? {
        let other = try files.scenario("\(Self.cluster(row.id))=\(Int(nodes))").plan(within: .quick)
        return other.status == .optimal ? other.value.objective : nil
      }
      #expect(try worth(stays.from) == plan.value.objective)
      if stays.from >= 1 {
        #expect(try worth(stays.from - 1).map { $0 < plan.value.objective } ?? true)
      }
      guard let to = stays.to else {
        #expect(try worth(row.capacity + 100) == plan.value.objective)
        continue
      }
      #expect(try worth(to) == plan.value.objective)
      let further = try worth(to + 1)
      #expect(try #require(further) > plan.value.objective)
    }
  }

  @Test("the lab: more is never worth less, a step agrees with the range, money likewise")
  func lab() throws {
    let plan = try Planned.lab.get()
    for row in plan.resources {
      let steps = row.priceSteps
      #expect(steps.map(\.units) == steps.map(\.units).sorted())
      #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.worth <= $1.worth })
      #expect(steps.allSatisfy { $0.worth == 0 || ($0.worth > 0) == ($0.units > 0) })
      let range = try #require(row.priceRange)
      for step in steps where abs(step.units) == row.priceStep {
        #expect(range.lowerBound <= step.perUnit + 1e-9 && step.perUnit <= range.upperBound + 1e-9)
      }
    }
    let h100 = try #require(plan.resources.first { $0.id == "h100" })
    #expect(h100.priceSteps.map(\.units) == [-16, -8, -4, -2, -1, 1, 2, 4, 8, 16])
    #expect(h100.stays == CapacityInterval(from: 124, to: 124))
    let cash = try #require(plan.resources.first { $0.kind == .cash })
    #expect(cash.priceSteps.count == 4)
    let stays = try #require(cash.stays)
    #expect(abs(stays.from - cash.used) < 0.005)
    let to = try #require(stays.to)
    #expect(to >= cash.capacity && to < cash.capacity + cash.priceStep)
  }

  @Test("rent is worth what so many nodes more are")
  func rent() throws {
    let plan = try Planned.lab.get()
    for whatIf in plan.whatIfs {
      guard case .rent(let pool, let units, _) = whatIf.change else { continue }
      let row = try #require(plan.resources.first { $0.id == pool })
      let step = try #require(row.priceSteps.first { $0.units == Double(units) })
      #expect(abs(step.worth - (whatIf.worth ?? 0)) < 0.02)
    }
  }
}
