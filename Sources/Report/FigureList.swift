internal import Documents
internal import Foundation

/// The figures of a brief or a sweep by name, to be held against those of another.
public struct FigureList: Hashable, Sendable {
  /// One figure.
  public struct Figure: Hashable, Sendable {
    /// What it is, unique in the list: `accepts`, `C-02 accepts at cluster_gpus 1,016`.
    public var name: String
    /// The number.
    public var value: Double
    /// What it counts.
    public var unit: Unit
  }

  /// What a figure counts, which says how it is printed.
  public enum Unit: String, Encodable, Hashable, Sendable {
    /// 0...1.
    case share
    /// Dollars a year.
    case dollars
    /// GPUs, nodes, people.
    case count
    /// Dollars on dollars.
    case ratio
  }

  /// `offer` or `sweep`.
  public var kind: String
  /// The scenario's name.
  public var name: String
  /// What is known of the plan behind it, if there is one.
  public var status: String?
  /// Of whom it speaks, if of one candidate.
  public var candidate: String?
  /// The figures, in the document's order.
  public var figures: [Figure]
  let origin: DocumentOrigin
}

/// What a document says of where it comes from.
struct DocumentOrigin: Hashable, Sendable {
  var name: String
  var horizonMonths: Int?
  var seed: UInt64
  var preset: String
  var draws: PlanDocument.Draws
  var overrides: [PlanDocument.Override]
  var inputs: [PlanDocument.Input]
  /// Settings that documents of one kind alone have, by name.
  var others: [String: InputValue] = [:]

  /// What was set beside the texts.
  var settings: [String: InputValue] {
    var settings: [String: InputValue] = [
      "name": .text(name), "seed": .number(Double(seed)), "preset": .text(preset),
      "draws": .number(Double(draws.count)),
      "parameter_draws": .number(Double(draws.parameterCount)),
    ]
    settings.merge(others) { own, _ in own }
    settings["horizon_months"] = horizonMonths.map { .number(Double($0)) }
    for change in overrides where settings[change.path] == nil {
      settings["--set \(change.path)"] = .text(change.value)
    }
    return settings
  }

  /// Digests by name: two scenarios lie in two folders, and a base has texts of the same names.
  var texts: [String: String] {
    var texts: [String: String] = [:]
    for input in inputs {
      let path = input.path ?? input.builtin ?? ""
      let name = String(path.split(separator: "/").last ?? "")
      var key = name
      var count = 1
      while texts[key] != nil {
        count += 1
        key = "\(name) (\(count))"
      }
      texts[key] = input.sha256
    }
    return texts
  }
}

extension DocumentOrigin {
  init(_ plan: PlanDocument) {
    self.init(
      name: plan.name, horizonMonths: plan.horizonMonths, seed: plan.seed, preset: plan.preset,
      draws: plan.draws, overrides: plan.overrides, inputs: plan.inputs)
  }
}

extension FigureList {
  /// The figures of a brief.
  public init(_ offer: OfferDocument) {
    let subject = offer.candidate
    var figures: [Figure] = []
    func add(_ name: String, _ value: Double?, _ unit: Unit) {
      if let value { figures.append(Figure(name: "\(subject) \(name)", value: value, unit: unit)) }
    }
    add("accepts", offer.accept, .share)
    add("accepts, 5 %", offer.acceptLow, .share)
    add("accepts, 95 %", offer.acceptHigh, .share)
    for belief in offer.beliefs { add("accepts if \(belief.preset)", belief.accept, .share) }
    add("at best", offer.acceptCeiling, .share)
    add("cash", offer.packageContents.cash, .dollars)
    add("equity", offer.packageContents.equity, .dollars)
    add("guaranteed GPUs", Double(offer.guaranteedGpus), .count)
    for (level, value) in offer.packageContents.levels.sorted(by: { $0.key < $1.key }) {
      add(level, value, .ratio)
    }
    add("brings", offer.expectedValue, .dollars)
    let belief = offer.beliefs.first { $0.preset == offer.preset }
    add("hiring leverage", belief?.hiringLeverage, .ratio)
    add("compute return", belief?.computeReturn, .ratio)
    add("GPUs beat cash as a lure up to", offer.compute?.lureUpTo.map(Double.init), .count)
    add("GPUs beat cash in all up to", offer.compute?.returnUpTo.map(Double.init), .count)
    for worth in offer.willingnessToPay {
      add("\(worth.step.replacing("_", with: " ")) is worth", worth.dollars, .dollars)
    }
    for needed in offer.needed {
      let level = NumberFormat.percent(needed.accept)
      add("cash for \(level)", needed.cash, .dollars)
      add("GPUs for \(level)", needed.gpus.map(Double.init), .count)
      add("cluster for \(level)", needed.cluster?.h100e, .count)
      add("cheapest mix for \(level)", needed.mixCost, .dollars)
    }
    add("may be promised", offer.promise.map { Double($0.mostGpus) }, .count)
    for payer in offer.payers ?? [] where payer.kind == "team" {
      add("costs \(payer.id)", payer.loss, .dollars)
    }
    self.init(
      kind: "offer", name: offer.name, status: offer.status, candidate: subject,
      figures: figures,
      origin: DocumentOrigin(
        name: offer.name, seed: offer.seed, preset: offer.preset, draws: offer.draws,
        overrides: offer.overrides, inputs: offer.inputs))
  }
}
