internal import Scenario

/// What a reader has to know of a plan that is not simply the most valuable one.
struct FairnessNotes {
  let notes: [String]

  init(_ rule: FairnessRule) {
    switch rule.objective {
    case .value: notes = []
    case .nash:
      notes = [
        "Nash welfare: a team counts by the logarithm of its output and by its heads, a percent off "
          + "everybody as in dollars, and offers count in dollars; prices and reasons are in what it "
          + "counts, worths and what was solved again for a range in dollars."
      ]
    case .maxMin:
      notes =
        rule.isProven
        ? [
          "Max-min: first no team's output is below the highest floor that all can keep, then value."
        ]
        : ["Max-min: whether a higher floor fits is not proven within the limits."]
    }
  }
}
