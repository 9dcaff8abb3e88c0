import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum plan`: the main job.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Who gets how many GPUs, and what may be promised to whom.",
    discussion: """
      Gives every team its GPUs and every candidate an offer or a reason, so that
      the whole is worth most, and proves it. Says what GPUs cost here, who gains,
      who gives, and how likely each person is to stay or to accept. Without a
      scenario it plans the built-in example. Examples:
        fulcrum plan
        fulcrum plan --example net-negative-hire
        fulcrum plan my-lab --set clusters.bay-1.nodes=130
        fulcrum plan my-lab --cluster imbue-10k --preset compute-first
        fulcrum plan my-lab --fairness --set policy.objective=nash
        fulcrum plan my-lab --answered C-02=yes,C-05=no
        fulcrum plan my-lab --format json -o plan.json --draw plan.svg
      Ends with 2 if no plan keeps all floors, and 3 if one is found but not proven:
        fulcrum plan my-lab --node-limit 0 || test $? = 3
      """)

  @OptionGroup var input: ScenarioOptions

  @OptionGroup var answers: AnswerOptions

  @OptionGroup var output: PlanOutput

  @Option(
    name: .customLong("draw"),
    help: ArgumentHelp(
      "Draw the main cluster with every grant on it, as an SVG file.", valueName: "file"))
  var drawing: String?

  @OptionGroup var computing: ThreadOptions

  @Option(help: "End the search after so many nodes.")
  var nodeLimit: Int?

  @Option(help: "End the search after so many seconds; then equal inputs may give unequal plans.")
  var timeLimit: Double?

  @Flag(help: "Do not plan again for price ranges, reasons and what would change the plan.")
  var noExplain = false

  @Flag(
    help:
      "Also say what it costs to leave no team far below its present output, up to the most that fits."
  )
  var fairness = false

  @Option(
    name: .customLong("draw-fairness"),
    help: ArgumentHelp("Draw what fairness costs, as an SVG file.", valueName: "file"))
  var fairnessDrawing: String?

  func validate() throws {
    if let drawing, drawing == output.output {
      throw ValidationError("--draw and -o name the same file; give each its own")
    }
    if let fairnessDrawing, fairnessDrawing == output.output || fairnessDrawing == drawing {
      throw ValidationError("--draw-fairness names the file of another; give each its own")
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
    let plan: Plan
    do throws(Diagnostics) {
      plan = try scenario().plan(within: limits)
    } catch {
      throw output.fail(error)
    }
    let text = try text(of: plan, since: start)
    do throws(Diagnostics) {
      try output.deliver(text)
      if let drawing, let picture = ClusterDrawing(plan) {
        try AtomicFile.write(picture.svg, to: drawing)
      }
      if let fairnessDrawing, let picture = FairnessDrawing(plan) {
        try AtomicFile.write(picture.svg, to: fairnessDrawing)
      }
    } catch {
      throw output.fail(error)
    }
    switch plan.status {
    case .optimal: return
    case .feasible, .undecided: throw ExitCode.unproven
    case .infeasible: throw ExitCode.infeasible
    }
  }

  // What was offered is what the plan without the answers offers.
  private func scenario() throws(Diagnostics) -> Scenario {
    let scenario = try input.read()
    if answers.words.isEmpty { return scenario }
    return try input.read(changing: try answers.overrides(for: scenario, within: limits))
  }

  private var limits: PlanningLimits {
    var limits = PlanningLimits(
      threads: computing.threads, kernel: KernelChoice.kernel, nodes: nodeLimit,
      explains: !noExplain,
      pricesFairness: fairness || fairnessDrawing != nil)
    if let timeLimit {
      let deadline = ContinuousClock.now + .seconds(timeLimit)
      limits.shouldStop = { ContinuousClock.now >= deadline }
    }
    return limits
  }

  private func text(of plan: Plan, since start: ContinuousClock.Instant) throws -> String {
    switch output.format {
    case .table:
      let example = output.quiet ? nil : input.builtin
      return output.table(
        of: plan, opening: example?.opening ?? "", closing: example?.closing ?? "")
    case .json:
      do {
        return try document(of: plan, since: start).json()
      } catch {
        throw output.failInternally(error)
      }
    case .md: return MarkdownPlan(plan, document: document(of: plan, since: start)).text
    case .csv: return CSVPlan(plan, document: document(of: plan, since: start)).text
    }
  }

  private func document(of plan: Plan, since start: ContinuousClock.Instant) -> PlanDocument {
    PlanDocument(
      plan, version: FulcrumRelease.version,
      run: output.run(since: start, threads: computing.threads),
      path: output.relativePath)
  }
}

extension BuiltinScenario {
  /// What comes before the plan of an example.
  fileprivate var opening: String {
    self == .lab
      ? "Built-in example, \(title); make it your own: fulcrum init FOLDER"
      : "Built-in example \(name), \(title)."
  }

  /// What to do next.
  fileprivate var closing: String {
    self == .lab
      ? "Next: fulcrum init my-lab, then: fulcrum plan my-lab"
      : "Next: fulcrum init my-copy --example \(name), then: fulcrum plan my-copy"
  }
}
