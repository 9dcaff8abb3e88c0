import ArgumentParser
import Fulcrum

/// Which points stand for the tastes of people.
enum PointKind: String, ExpressibleByArgument, CaseIterable {
  /// Scrambled Sobol points of each person's own.
  case sobol
  /// One Halton sequence through all people.
  case halton

  /// What the estimator calls it.
  var kind: DrawPlan.Kind { self == .halton ? .halton : .sobol }
}

/// How an estimation searches and draws, instead of what the model file says.
struct SearchOptions: ParsableArguments {
  @Option(help: "Searches from different starts; the model file's, or 8.")
  var starts: Int?

  @Option(help: ArgumentHelp("Draws a person; the model file's, or 1,000.", valueName: "n"))
  var draws: Int?

  @Option(help: "Which points are drawn: sobol (scrambled) or halton.")
  var drawKind: PointKind?

  @Option(help: "What starts and draws are scrambled by.")
  var seed: UInt64?

  func validate() throws {
    if let starts, !(1...1000).contains(starts) {
      throw ValidationError("--starts takes 1 to 1000; \(starts) is not")
    }
    if let draws, !(1...1_000_000).contains(draws) {
      throw ValidationError("--draws takes 1 to 1000000; \(draws) is not")
    }
  }

  /// What the model file says, with what was asked for.
  func settings(
    instead stated: Estimator.Settings, folds: Int?, _ computing: ThreadOptions
  ) -> Estimator.Settings {
    var settings = stated
    settings.draws.kind = drawKind?.kind ?? stated.draws.kind
    settings.draws.count = draws ?? stated.draws.count
    settings.draws.seed = seed.map { Seed($0) } ?? stated.draws.seed
    settings.starts = starts ?? stated.starts
    settings.folds = folds ?? stated.folds
    settings.threads = computing.threads
    return settings
  }
}
