public import Choice
internal import Foundation

/// A decision about a job, as it was made.
public struct PastDecision: Hashable, Sendable {
  /// One way that the person could have gone.
  public struct Option: Hashable, Sendable {
    /// What it was; the pay of staying is not reduced by what leaving forfeits.
    public var alternative: Alternative
    /// 1 where it was taken, 0 where not, or a chance that the person or a survey named.
    public var share: Double

    /// An option.
    public init(_ alternative: Alternative, share: Double) {
      self.alternative = alternative
      self.share = share
    }
  }

  /// The decision's id, unique within the person.
  public var id: String
  /// Who decided.
  public var person: String
  /// The person's segment.
  public var segment: Segment
  /// How far the talks had come.
  public var stage: Segment.Stage
  /// Where the data are from, such as `offers` or `survey`.
  public var source: String
  /// What could have been taken; that of id `stay` is staying.
  public var options: [Option]
  /// Dollars a year lost by leaving.
  public var forfeited: Double
  /// A cut-off on the cluster that the person named, in H100-equivalents.
  public var statedCutoff: Double?

  /// A decision.
  public init(
    id: String, person: String, segment: Segment, stage: Segment.Stage = .offer,
    source: String = "", options: [Option], forfeited: Double = 0, statedCutoff: Double? = nil
  ) {
    self.id = id
    self.person = person
    self.segment = segment
    self.stage = stage
    self.source = source
    self.options = options
    self.forfeited = forfeited
    self.statedCutoff = statedCutoff
  }
}

/// The model of job offers that plans use, as one to be estimated: in willingness-to-pay space, with the
/// shipped medians, spreads and what is not known of them as the prior.
///
/// Every part-worth is the shipped median of the person's segment times `exp(θ)`, one θ for all segments:
/// it is the same thing that nobody knows of each. How people differ is held at the shipped spreads.
public struct JobOfferModel: Sendable {
  /// The choices, laid out for ``model``.
  public let data: ChoiceData
  /// The model with its priors.
  public let model: ChoiceModel
  /// The name in ``Preferences`` of each parameter that one is of.
  public let preferenceNames: [String: String]
  /// Attributes that never differ between the alternatives of a decision: of them only the prior is known.
  public let unseen: [String]

  /// Parameters that only carry what is believed, and are held.
  public var scaffolding: Set<String> { Set(model.held.keys) }

  /// The alternative that is staying.
  public static let staying = "stay"

  /// - Parameters:
  ///   - exitGroups: The groups of the exits that are estimated beside the decisions; none without exits.
  ///   - registry: The attributes, a user's own included.
  /// - Precondition: Every option has a positive pay, and every decision one called `stay`; shares sum
  ///   to 1.
  public init(
    _ decisions: [PastDecision], exitGroups: [String] = [],
    registry: AttributeRegistry = AttributeRegistry(),
    assumptions: BehaviouralAssumptions = BehaviouralAssumptions()
  ) {
    var builder = JobOfferBuilder(registry, assumptions, exitGroups: exitGroups.sorted())
    builder.add(decisions)
    data = builder.data(of: decisions)
    model = builder.model(sources: data.sources)
    preferenceNames = builder.preferenceNames
    unseen = builder.unseen
  }

  /// What estimates of ``model`` say of people's tastes, for plans.
  public func preferences(_ estimates: Estimates) -> Preferences? {
    let places = estimates.free.enumerated().filter {
      preferenceNames[estimates.parameters[$0.element].name] != nil
    }
    let entries = places.map { row, place -> Preferences.Entry in
      let estimate = estimates.parameters[place]
      let prior = model.priors[estimate.name]
      return Preferences.Entry(
        name: preferenceNames[estimate.name] ?? estimate.name,
        mean: estimate.working - (builderCentre[estimate.name] ?? 0),
        sd: max(0, estimates.covariance[row, row]).squareRoot(),
        priorShare: prior == nil ? 0 : estimate.priorShare ?? 1)
    }
    let correlations = places.map { row, _ in
      places.map { column, _ in
        row == column
          ? 1
          : estimates.covariance[row, column]
            / (estimates.covariance[row, row] * estimates.covariance[column, column]).squareRoot()
      }
    }
    return Preferences(
      entries: entries, correlations: correlations, decisions: data.situations.count)
  }

  // Where the shipped numbers are on the working scale.
  private var builderCentre: [String: Double] { model.priors.mapValues(\.mean) }
}

/// Collects columns, coefficients and priors.
private struct JobOfferBuilder {
  private let registry: AttributeRegistry
  private let assumptions: BehaviouralAssumptions
  private(set) var unseen: [String] = []
  // Attributes that differ somewhere, by axis.
  private var seen: [Int] = []
  private let exitGroups: [String]
  // Whether how people differ is looked for too.
  private var looksForSpreads = false

  init(
    _ registry: AttributeRegistry, _ assumptions: BehaviouralAssumptions, exitGroups: [String]
  ) {
    self.registry = registry
    self.assumptions = assumptions
    self.exitGroups = exitGroups
  }

  private static let columns = ["pay", "staying", "cluster", "never"]

  mutating func add(_ decisions: [PastDecision]) {
    looksForSpreads = decisions.count >= Estimates.Regime.manyDecisions
    var differs = [Bool](repeating: false, count: registry.count)
    for decision in decisions {
      let coefficients = coefficients(decision)
      let x = decision.options.map { features($0.alternative, decision, coefficients).x }
      for k in registry.attributes.indices where k != AttributeRegistry.payIndex {
        differs[k] = differs[k] || x.contains { $0[k] != x[0][k] }
      }
    }
    for k in registry.attributes.indices where k != AttributeRegistry.payIndex {
      // Exits tell of the guarantee's worth even where no offer does.
      let isOfExits = k == AttributeRegistry.guaranteeIndex && !exitGroups.isEmpty
      if differs[k] || isOfExits {
        seen.append(k)
      } else {
        unseen.append(registry.attributes[k].id)
      }
    }
  }

  private func coefficients(_ decision: PastDecision) -> Coefficients {
    Coefficients(
      of: decision.segment, at: decision.stage, registry: registry, assumptions: assumptions)
  }

  private func features(
    _ alternative: Alternative, _ decision: PastDecision, _ coefficients: Coefficients
  ) -> Features {
    let lost = alternative.id == JobOfferModel.staying ? 0 : decision.forfeited
    let features = Features(alternative, coefficients, forfeited: lost)
    precondition(features.pay > 0, "an option without pay")
    return features
  }

  func data(of decisions: [PastDecision]) -> ChoiceData {
    let columns =
      Self.columns + seen.map { registry.attributes[$0].id }
      + seen.map { registry.attributes[$0].id + ".taste" }
    return ChoiceData(
      columns: columns,
      situations: decisions.map { decision in
        let coefficients = coefficients(decision)
        return ChoiceData.Situation(
          person: decision.person, id: decision.id, source: decision.source,
          options: considered(decision).map { option in
            .init(
              alternative: option.alternative.id, share: option.share,
              values: values(option.alternative, decision, coefficients))
          })
      })
  }

  // A stated cut-off screens by itself.
  private func considered(_ decision: PastDecision) -> [PastDecision.Option] {
    guard let cutoff = decision.statedCutoff else { return decision.options }
    return decision.options.filter {
      $0.alternative.id == JobOfferModel.staying || $0.alternative.clusterGPUs >= cutoff
        || $0.share > 0
    }
  }

  private func values(
    _ alternative: Alternative, _ decision: PastDecision, _ coefficients: Coefficients
  ) -> [Double] {
    let features = features(alternative, decision, coefficients)
    let x = features.x
    let isStaying = alternative.id == JobOfferModel.staying
    let never = coefficients.cutoffs.neverShare
    // Whoever named a cut-off is not asked about another.
    let isScreened = decision.statedCutoff == nil && never < 1
    return [
      features.logPay, isStaying ? coefficients.staying.centre : 0,
      isScreened ? alternative.clusterGPUs / decision.segment.cutoffMedian : 1e300,
      isScreened ? log(max(never, 1e-9) / (1 - never)) : 0,
    ] + seen.map { coefficients.partWorths[$0].centre * x[$0] } + seen.map { x[$0] }
  }

  // MARK: The model

  var preferenceNames: [String: String] {
    var names = ["pay": "pay", "staying": "staying"]
    for k in seen { names[registry.attributes[k].id] = registry.attributes[k].id }
    names["cutoff.median"] = "cutoff_median"
    names["cutoff.never"] = "never_share"
    names["lapse"] = "lapse"
    names["quit_elasticity"] = "quit_elasticity"
    return names
  }

  func model(sources: [String]) -> ChoiceModel {
    var model = ChoiceModel(
      coefficients: [
        .init(name: "pay", column: "pay", distribution: .lognormal(sign: 1)),
        .init(name: "staying.believed", column: "staying"),
        .init(
          name: "staying", column: nil, alternatives: [JobOfferModel.staying],
          distribution: .normal),
      ], price: "pay",
      cutoff: .init(column: "cluster", unscreened: [JobOfferModel.staying], neverOdds: "never"),
      lapse: JobOfferModel.staying)
    let believed = assumptions
    model.priors["pay"] = .init(
      mean: log(believed.payScaleMedian), sd: believed.payScaleIgnorance,
      source: source("cash"))
    hold("sd.pay", at: believed.payScaleSpread, in: &model)
    model.held["staying.believed"] = 1
    model.priors["staying"] = .init(
      mean: 0, sd: believed.stayingIgnorance,
      source: "New York Fed survey, July 2023, via secondary press; beside the stage's constant")
    hold("sd.staying", at: believed.stayingSpread, in: &model)
    model.priors["cutoff.median"] = .init(
      mean: 0, sd: 1, source: "assumption: a factor of 5 either way")
    if looksForSpreads {
      model.priors["cutoff.sd"] = .init(
        mean: log(believed.cutoffSpread), sd: 0.3, source: "assumption")
    } else {
      model.held["cutoff.sd"] = log(believed.cutoffSpread)
    }
    model.priors["cutoff.never"] = .init(
      mean: 0, sd: believed.neverShareIgnorance, source: "assumption")
    model.priors["lapse"] = .init(
      mean: log(believed.lapse / (1 - believed.lapse)), sd: 0.65,
      source: "assumption: 1.4 to 16 %")
    for k in seen {
      add(registry.attributes[k], ignorance: registry.attributes[k].ignorance, to: &model)
    }
    if sources.count > 1 { addScales(sources, to: &model) }
    if !exitGroups.isEmpty { addExits(to: &model) }
    return model
  }

  // A spread stays what it is believed to be, until decisions are many.
  private func hold(_ name: String, at sd: Double, in model: inout ChoiceModel) {
    if looksForSpreads {
      model.priors[name] = .init(mean: sd, sd: 0.3 * sd, source: "assumption")
    } else {
      model.held[name] = sd
    }
  }

  private func addExits(to model: inout ChoiceModel) {
    let guarantee = registry.attributes[AttributeRegistry.guaranteeIndex].id
    model.exits = .init(groups: exitGroups, coefficient: guarantee)
    model.priors["quit_elasticity"] = .init(
      mean: log(assumptions.quitElasticity), sd: 0.11,
      source: "2-3: Economic Policy Institute, Unequal Power, 2022")
    for group in exitGroups {
      model.priors["exit_rate.\(group)"] = .init(
        mean: log(0.15), sd: 1, source: "assumption: 3 to 80 % a year")
    }
  }

  private func source(_ attribute: String) -> String {
    guard let provenance = registry[attribute]?.provenance else { return "" }
    return provenance.isAssumption ? "assumption: \(provenance.source)" : provenance.source
  }

  private func add(_ attribute: Attribute, ignorance: Double, to model: inout ChoiceModel) {
    let name = attribute.id
    if ignorance > 0 {
      model.priors[name] = .init(mean: 0, sd: ignorance, source: source(name))
    } else {
      model.held[name] = 0
    }
    switch attribute.spread {
    case .lognormal(let sd):
      model.coefficients.append(.init(name: name, column: name, distribution: .lognormal(sign: 1)))
      hold("sd.\(name)", at: sd, in: &model)
    case .zeroOrLognormal(let share, let sd):
      model.coefficients.append(
        .init(name: name, column: name, distribution: .zeroOrLognormal(sign: 1)))
      hold("sd.\(name)", at: sd, in: &model)
      model.held["zero.\(name)"] = log(share / (1 - share))
    case .normal(let sd):
      // The median times a factor, and how people differ around it.
      model.coefficients.append(.init(name: name, column: name, distribution: .lognormal(sign: 1)))
      model.held["sd.\(name)"] = 0
      let taste = "\(name).taste"
      model.coefficients.append(.init(name: taste, column: taste, distribution: .normal))
      model.held[taste] = 0
      hold("sd.\(taste)", at: sd, in: &model)
    }
  }

  private func addScales(_ sources: [String], to model: inout ChoiceModel) {
    let reference = sources.contains("offers") ? "offers" : sources[0]
    model.referenceSource = reference
    for source in sources where source != reference {
      model.priors["scale.\(source)"] = .init(
        mean: 0, sd: 0.5, source: "assumption: as decided as offers, give or take a factor of 2.7")
    }
  }
}
