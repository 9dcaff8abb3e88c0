internal import Choice
internal import Planning
internal import Scenario

/// Three things to say to a candidate, and one never to say.
///
/// What is said is what this package has more than the strongest alternative, and nothing that the plan
/// does not hold.
struct OfferAdvice {
  /// At most three sentences.
  let say: [String]
  /// One sentence.
  let never: String

  init(_ brief: OfferBrief) {
    var say: [String] = []
    if case .screened(let cutoff, let cluster) = brief.refusal {
      say = [
        "first of all that our largest cluster has \(NumberFormat.count(cluster)) GPUs, not the "
          + "\(NumberFormat.count(cutoff)) asked for"
      ]
    } else {
      // Who is closest counts most.
      let better = (brief.comparisons.first?.contributions.terms ?? [])
        .filter { $0.worth > 0.005 }.sorted { ($1.worth, $0.attribute) < ($0.worth, $1.attribute) }
      if brief.origin == .nearest {
        say.append("nothing that binds us: the plan makes no offer")
      } else if Self.holds(brief) {
        say.append(Self.guarantee(brief))
      }
      for term in better where say.count < 3 {
        if let sentence = Self.sentence(term, brief) { say.append(sentence) }
      }
    }
    self.say = Array(say.prefix(3))
    never = Self.never(brief)
  }

  // Whether the package's own guarantee is one that may be promised.
  private static func holds(_ brief: OfferBrief) -> Bool {
    guard let promise = brief.promise, brief.origin != .nearest else { return false }
    if brief.isWithinPolicy { return true }
    return brief.package.guaranteedGPUs > 0 && promise.pool == brief.package.pool
      && promise.likely >= brief.package.guaranteedGPUs
  }

  private static func guarantee(_ brief: OfferBrief) -> String {
    let gpus = PackageText(brief.package, in: brief.scenario).gpus
    let wait = brief.package.alternative.levels["gpu_wait_days"] ?? 0
    let queue =
      wait > 0
      ? "; beyond them a job waits \(NumberFormat.count(wait)) "
        + (wait == 1 ? "day" : "days") : ""
    return "\(gpus) are yours by name for the term\(queue)"
  }

  private static func sentence(
    _ term: UtilityContributions.Term, _ brief: OfferBrief
  ) -> String? {
    switch term.attribute {
    case "pay":
      let equity =
        brief.package.equity > 0 ? " and \(NumberFormat.money(brief.package.equity)) equity" : ""
      return "\(NumberFormat.money(brief.package.cash)) cash\(equity) a year"
    case "cluster_gpus":
      return "one cluster of \(NumberFormat.count(brief.scenario.weighedCluster.h100e)) GPUs, "
        + "larger than theirs"
    default: return AttributeWords(term.attribute).praise
    }
  }

  private static func never(_ brief: OfferBrief) -> String {
    let cluster = NumberFormat.count(brief.scenario.weighedCluster.h100e)
    guard let promise = brief.promise else {
      return "GPUs by name, or a cluster above \(cluster): neither is in this plan"
    }
    let pool = brief.scenario.pools[promise.pool].id
    if !holds(brief) {
      return "a cluster above \(cluster) GPUs, or \(pool) by name: neither is in this plan"
    }
    return
      "a cluster above \(cluster) GPUs, or more than \(NumberFormat.grouped(brief.package.guaranteedGPUs)) "
      + "\(pool): not in this plan"
  }
}
