import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum solve`: the solver alone.
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "The solver alone, on a table of options that somebody else valued.",
    usage: "fulcrum solve [<options>] <problem>",
    discussion: """
      Chooses one option per claimant, worth most in all, with no resource used beyond
      its capacity, and proves it. PROBLEM is a CSV table with a line per option
      (columns claimant, option, value; every other column is a resource; the line
      whose claimant is capacity says how much there is) or JSON. fulcrum help solve
      shows both. --generate makes the instances by which solvers are compared.
      Examples:
        fulcrum solve --generate 1000,16,4,1
        fulcrum solve --generate 200,16,2,1 --blocks --format json -o best.json
        fulcrum verify best.json
      Ends with 2 if nothing is feasible, and 3 if a choice is found but not proven:
        fulcrum solve --generate 100,16,8,1 --shared --node-limit 9 || test $? = 3
      """)

  @Argument(
    help: "A table of options: CSV, or JSON (fulcrum.problem/1).",
    completion: .file(extensions: ["csv", "json"]))
  var problem: String?

  @Option(
    help: ArgumentHelp(
      "Claimants, grant levels, pools and seed of a generated problem.", valueName: "n,l,k,seed"))
  var generate: String?

  @Flag(help: "Generate one more row, power, that all pools share.")
  var shared = false

  @Flag(help: "Generate grants in blocks of 1, 2, 4 or 8 nodes.")
  var blocks = false

  @Option(
    name: .customLong("capacity"),
    help: ArgumentHelp(
      "How much of a resource there is, instead of what the table says; repeatable.",
      valueName: "resource=amount"))
  var capacities: [String] = []

  @OptionGroup var output: SolveOutput

  @OptionGroup var computing: ThreadOptions

  @Option(
    help: "Stop when the choice is certified to be within this share of the best, such as 1e-4.")
  var gap = 0.0

  @Option(
    name: [.customLong("node-limit"), .customLong("nodes")],
    help: "End the search after so many nodes.")
  var nodeLimit: Int?

  @Option(help: "End the search after so many seconds; then equal inputs may give unequal choices.")
  var timeLimit: Double?

  func validate() throws {
    if (problem == nil) == (generate == nil) {
      throw ValidationError(
        problem == nil
          ? "name a problem, or give --generate N,L,K,SEED"
          : "a problem and --generate are two problems; name one")
    }
    if generate == nil, shared || blocks {
      throw ValidationError("--shared and --blocks go with --generate")
    }
    if generate != nil, !capacities.isEmpty {
      throw ValidationError("--capacity goes with a table, not with --generate")
    }
    if !(0..<1).contains(gap) {
      throw ValidationError("--gap takes a share from 0 to 1, such as 1e-4; \(gap) is not")
    }
    if let nodeLimit, nodeLimit < 0 {
      throw ValidationError("--node-limit takes 0 or more; \(nodeLimit) is not")
    }
    if let timeLimit, !(0...1e9).contains(timeLimit) {
      throw ValidationError("--time-limit takes seconds, 0 to 1e9; \(timeLimit) is not")
    }
  }

  func run() throws {
    let start = ContinuousClock.now
    let problem: ValuedProblem
    do throws(Diagnostics) { problem = try read() } catch { throw output.fail(error) }
    let (document, choice) = solve(problem, readIn: ContinuousClock.now - start)
    do throws(Diagnostics) {
      try output.deliver(output.text(of: document, problem, choice: choice))
    } catch {
      throw output.fail(error)
    }
    // What the shell is to know is in the code; what is asked for is met.
    let isWithinGap = gap > 0 && (document.relativeGap ?? 1) <= gap
    switch document.status {
    case .optimal: return
    case .feasible, .undecided: if !isWithinGap { throw ExitCode.unproven }
    case .infeasible: throw ExitCode.infeasible
    }
  }

  private func read() throws(Diagnostics) -> ValuedProblem {
    if let generate {
      let shape = try ReferenceShape(
        generate, isShared: shared, isInBlocks: blocks, at: SourceLocation(file: "--generate"))
      return ValuedProblem(shape, threads: computing.threads)
    }
    var log = DiagnosticLog()
    var stated: [StatedCapacity] = []
    for text in capacities {
      do throws(Diagnostics) {
        stated.append(try StatedCapacity(text, at: SourceLocation(file: "--capacity")))
      } catch {
        log.add(error)
      }
    }
    var read: ValuedProblem?
    do throws(Diagnostics) {
      read = try ValuedProblem(readingFile: problem ?? "", capacities: stated)
    } catch {
      log.add(error)
    }
    if let read, log.isEmpty { return read }
    throw Diagnostics(log.problems)
  }

  private func solve(
    _ problem: ValuedProblem, readIn reading: Duration
  ) -> (document: SolutionDocument, choice: [Int]?) {
    let start = ContinuousClock.now
    guard problem.withoutOptions.isEmpty else {
      let document = SolutionDocument(
        withoutOptionsIn: problem, version: FulcrumRelease.version,
        run: run(solvingFor: .zero, reading), path: output.relativePath)
      return (document, nil)
    }
    let answer = problem.solve(within: limits, gap: gap, threads: computing.threads)
    let solving = ContinuousClock.now - start
    let document = SolutionDocument(
      problem, answer, version: FulcrumRelease.version, run: run(solvingFor: solving, reading),
      path: output.relativePath)
    return (document, answer.choice)
  }

  private func run(solvingFor solving: Duration, _ reading: Duration) -> SolutionDocument.Run? {
    output.reproducible
      ? nil
      : SolutionDocument.Run(
        seconds: solving / .seconds(1), readingSeconds: reading / .seconds(1),
        threads: computing.threads, kernel: KernelChoice.kernel.rawValue,
        generated: Date.now.ISO8601Format())
  }

  private var limits: SearchLimits {
    let nodes = nodeLimit ?? SearchLimits.default.nodes
    guard let timeLimit else { return SearchLimits(nodes: nodes) }
    let deadline = ContinuousClock.now + .seconds(timeLimit)
    return SearchLimits(nodes: nodes) { ContinuousClock.now >= deadline }
  }
}
