import Allocation
import Documents
import Foundation
import Testing

@testable import ProblemFiles

/// One line of the fixture: an instance, and what an independent program proved of it.
struct ProvenInstance: Sendable, CustomTestStringConvertible {
  let arguments: String
  let isShared: Bool
  let isInBlocks: Bool
  let checksum: String
  let capacities: [Int64]
  /// Nil where a claimant has no option, so that nothing is feasible.
  let optimum: Int128?
  let bound: Int128?

  var testDescription: String {
    "\(arguments) \(isShared ? "shared " : "")\(isInBlocks ? "blocks" : "")"
  }

  static let all: [ProvenInstance] = {
    let file = Bundle.module.url(
      forResource: "reference-optima", withExtension: "tsv", subdirectory: "Fixtures")
    let text = file.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
    return text.split(separator: "\n").dropFirst(3).compactMap { ProvenInstance(line: $0) }
  }()

  /// Those of which all take a few seconds.
  static let small = all.filter { instance in
    let size = instance.arguments.split(separator: ",").prefix(3).compactMap { Int($0) }
    return size.reduce(1, *) <= 6400
  }

  private init?(line: Substring) {
    let cells = line.split(separator: "\t").map(String.init)
    guard cells.count == 6 else { return nil }
    arguments = cells[0]
    isShared = cells[1].contains("shared")
    isInBlocks = cells[1].contains("blocks")
    checksum = cells[2]
    capacities = cells[3].split(separator: ",").compactMap { Int64($0) }
    optimum = Int128(cells[4])
    bound = Int128(cells[5])
  }

  func shape() throws(Diagnostics) -> ReferenceShape {
    try ReferenceShape(
      arguments, isShared: isShared, isInBlocks: isInBlocks, at: SourceLocation(file: "fixture"))
  }
}

@Suite("The reference generator and the optima that another program proved")
struct ReferenceTests {
  @Test("the fixture holds every shape with every flag, and more than forty seeds")
  func fixture() {
    let instances = ProvenInstance.all
    #expect(instances.count == 672 && instances.count { $0.optimum == nil } == 10)
    #expect(Set(instances.map { $0.arguments.split(separator: ",")[3] }).count == 48)
    let shapes = instances.map {
      "\($0.arguments.split(separator: ",").dropLast()) \($0.isShared) \($0.isInBlocks)"
    }
    #expect(Set(shapes).count == 6 * 4 * 4 * 4)
  }

  @Test("every instance comes out bit for bit, for any number of threads")
  func generates() throws {
    for instance in ProvenInstance.all {
      let made = ValuedProblem(try instance.shape(), threads: 2)
      #expect(made.checksum == instance.checksum, "\(instance.testDescription)")
      #expect(made.problem.resources.map(\.capacity) == instance.capacities)
      #expect(made.withoutOptions.isEmpty == (instance.optimum != nil))
    }
    let shape = try ProvenInstance.all[600].shape()
    let (one, five) = (ValuedProblem(shape, threads: 1), ValuedProblem(shape, threads: 5))
    #expect(one.problem.value == five.problem.value && one.checksum == five.checksum)
    #expect(one.problem.pattern == five.problem.pattern)
  }

  @Test("every answer is proven and is the optimum proven elsewhere", arguments: 0..<8)
  func optima(part: Int) throws {
    for (index, instance) in ProvenInstance.all.enumerated() where index % 8 == part {
      let problem = ValuedProblem(try instance.shape())
      guard let optimum = instance.optimum, let bound = instance.bound else { continue }
      let answer = problem.solve()
      let choice = try #require(answer.choice)
      #expect(problem.problem.isFeasible(choice))
      #expect(problem.problem.objective(choice) == answer.objective)
      #expect(answer.status == .optimal, "\(instance.testDescription)")
      #expect(
        answer.objective == optimum && optimum == answer.bound, "\(instance.testDescription)")
      let certified = problem.problem.certifiedBound(at: answer.certificate.prices)
      #expect(certified == answer.certificate.bound && certified >= answer.bound)
      // Both minimise the same dual; the other program stops near its minimum.
      #expect(Double(certified) <= Double(bound) * (1 + 1e-6) + 1, "\(instance.testDescription)")
    }
  }

  @Test("what a thousand nodes leave open lies around the optimum", arguments: [100, 1000])
  func stopped(nodes: Int) throws {
    for instance in ProvenInstance.small {
      guard let optimum = instance.optimum else { continue }
      let problem = ValuedProblem(try instance.shape())
      let answer = problem.solve(within: SearchLimits(nodes: nodes))
      #expect(
        answer.objective <= optimum && optimum <= answer.bound, "\(instance.testDescription)")
      if answer.status == .optimal { #expect(answer.objective == optimum) }
    }
  }

  @Test(
    "what is no shape is refused",
    arguments: [
      ("1000,16,4", "is not N,L,K,seed"), ("1000,16,4,x", "is not N,L,K,seed"),
      ("0,1,65,1", "claimants (N) are 1 to 10000000"), ("0,1,65,1", "levels (L) are 2 to 4096"),
      ("0,1,65,1", "pools (K) are 1 to 64"), ("10000000,64,4,1", "more than 134217728 options"),
    ])
  func refuses(text: String, problem: String) {
    do throws(Diagnostics) {
      _ = try ReferenceShape(
        text, isShared: false, isInBlocks: false, at: SourceLocation(file: "--generate"))
      Issue.record("accepted")
    } catch {
      #expect(error.description.contains(problem))
    }
  }
}
