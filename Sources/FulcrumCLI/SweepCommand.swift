import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum sweep`: curves along one or two values, and where they tip.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Vary one or two values: curves, tipping points, heat maps, a tornado.",
    discussion: """
      Says how likely each person is to accept, what the plan is worth and where
      things tip, as a value of the scenario moves: how big must the cluster be? At
      every point everything is planned again; with --fixed-plan grants and
      packages stay as they are and only people's answers change.

      PATH is any number of the scenario (fulcrum help scenario), or cluster_gpus:
      the GPUs in service of the main cluster's largest pool. RANGE is a..b (25
      points), a..b:n (n points), a..b*f (each f times the one before) or
      [a, b, c]. With -o, an interrupted sweep is taken up where it was. Examples:
        fulcrum sweep --vary 'cluster_gpus=256..65536*1.1' --fixed-plan
        fulcrum sweep my-lab --vary budget.cash=6M..9M:4 --draw cash.svg
        fulcrum sweep --vary cluster_gpus=512..2048:4 --vary budget.cash=6M..9M:3
        fulcrum sweep --tornado --fixed-plan --of accept:C-02
      A part of a sweep elsewhere, and all parts as one:
        fulcrum sweep --vary budget.cash=7M..8M:4 --shard 1/2 -o 1.jsonl
        fulcrum sweep --vary budget.cash=7M..8M:4 --shard 2/2 -o 2.jsonl
        fulcrum sweep --vary budget.cash=7M..8M:4 --merge 1.jsonl 2.jsonl
      """)

  @OptionGroup var input: ScenarioOptions
  @OptionGroup var axes: SweepOptions
  @OptionGroup var output: SweepOutput

  @Option(
    help: ArgumentHelp("Only the i-th of n parts, to be merged later.", valueName: "i/n"))
  var shard: SweepShard?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Take the points from files of parts, and work out none.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var merge: [String] = []

  @OptionGroup var computing: ThreadOptions

  func validate() throws {
    if axes.tornado, shard != nil || !merge.isEmpty {
      throw ValidationError("--tornado has no parts; leave --shard and --merge out")
    }
    if let shard {
      if !merge.isEmpty {
        throw ValidationError("--shard makes a part, --merge takes them; keep one")
      }
      if output.output == nil {
        throw ValidationError("--shard \(shard.text) needs a file: name one with -o")
      }
      if output.format == .table || output.format == .csv || output.drawing != nil {
        throw ValidationError("a part is JSON Lines; leave --format and --draw to --merge")
      }
    }
    if let drawing = output.drawing, drawing == output.output {
      throw ValidationError("--draw and -o name the same file; give each its own")
    }
  }

  func run() throws {
    let start = ContinuousClock.now
    let code: ExitCode
    do throws(Diagnostics) {
      code = try result(start)
    } catch {
      throw output.fail(error)
    }
    if code != .success { throw code }
  }

  private func result(_ start: ContinuousClock.Instant) throws(Diagnostics) -> ExitCode {
    let grid = try ScenarioGrid(
      source, overrides: try input.changes.overrides(), varying: try axes.ranges())
    try axes.checkOutcome(in: grid)
    let limits = PlanningLimits(
      threads: computing.threads, kernel: KernelChoice.kernel, explains: false)
    let sweep = Sweep(
      grid, mode: axes.fixedPlan ? .fixed : .planned, intervals: axes.intervals, within: limits)
    if let obstacle = sweep.obstacle {
      OutputOptions.complain("fulcrum: there is no plan to keep: \(obstacle)")
      return .infeasible
    }
    let job = SweepJob(
      sweep, axes, output, builtin: input.builtin, start: start, threads: computing.threads)
    return axes.tornado ? try job.tornado() : try job.sweep(shard: shard, merging: merge)
  }

  private var source: ScenarioSource {
    input.builtin.map { ScenarioSource($0) }
      ?? ScenarioSource(readingFrom: input.scenario ?? "")
  }
}
