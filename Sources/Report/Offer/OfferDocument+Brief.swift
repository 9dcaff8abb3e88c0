internal import Choice
public import Planning
internal import Scenario
internal import Units

extension OfferDocument {
  /// The document of a brief.
  /// - Parameters:
  ///   - brief: What is known.
  ///   - version: The program's version.
  ///   - run: About the run; `nil` makes the document reproducible.
  ///   - path: How a path reads from where the document will lie.
  public init(
    _ brief: OfferBrief, version: String, run: DocumentRun?, path: (String) -> String = { $0 }
  ) {
    let (scenario, package, outlook) = (brief.scenario, brief.package, brief.acceptance)
    let advice = OfferAdvice(brief)
    self.init(
      version: version, name: scenario.name, seed: scenario.seed.value,
      inputs: PlanDocument.Input.list(of: scenario, path),
      overrides: PlanDocument.Override.list(of: scenario, path), preset: scenario.preset.id,
      draws: PlanDocument.Draws(of: scenario), run: run, status: brief.status.rawValue,
      candidate: brief.candidate.id, package: package.id, packageOrigin: brief.origin.rawValue,
      packageContents: PlanDocument.Offer.Contents(package, in: scenario),
      pool: package.pool.map { scenario.pools[$0].id }, guaranteedGpus: package.guaranteedGPUs,
      guaranteedH100e: package.guaranteedH100e, accept: outlook.probability,
      acceptLow: outlook.interval.lowerBound, acceptHigh: outlook.interval.upperBound,
      acceptLowKnownCompute: outlook.intervalWithKnownCompute.lowerBound,
      acceptHighKnownCompute: outlook.intervalWithKnownCompute.upperBound,
      mcError: outlook.simulationError, acceptCeiling: outlook.ceiling, lapse: outlook.lapse,
      screenPassing: outlook.passing, screenedBy: outlook.passing == 0 ? "cluster_gpus" : nil,
      cutoff: brief.candidate.statedCutoff, cashElasticity: outlook.cashElasticity,
      clusterElasticity: outlook.clusterElasticity, expectedValue: brief.expectedValue,
      whyNot: brief.refusal.map { RefusalText($0, holders: { _ in brief.slotHolders }).sentence },
      alternative: brief.whyNot.map { PlanDocument.Alternative($0, in: scenario) },
      currency: scenario.payTerms.currency, years: package.years.map(Year.init),
      against: brief.comparisons.map { Comparison($0, brief.candidate) },
      packages: brief.packages.map { RankedPackage($0, in: scenario) },
      packageCount: brief.packageCount, beliefs: brief.beliefs.map(Belief.init),
      compute: brief.compute.map { Compute($0, in: scenario) },
      cashCurve: brief.cashCurve.map(CurvePoint.init),
      clusterCurve: brief.clusterCurve.map(CurvePoint.init),
      willingnessToPay: brief.worths.map(Worth.init),
      needed: zip(brief.needed, brief.tipping.levels).map { Needed($0, $1.size, in: scenario) },
      opensAt: brief.tipping.opens.map { size in
        ClusterSize(
          nodes: size.nodes, h100e: size.h100e, accept: brief.tipping.acceptanceThere,
          acceptLow: brief.tipping.intervalThere?.lowerBound,
          acceptHigh: brief.tipping.intervalThere?.upperBound)
      },
      payers: brief.payers.map { $0.map { Payer($0, in: scenario) } },
      promise: brief.promise.map { Promise($0, in: scenario) }, say: advice.say,
      neverSay: advice.never, facts: PlanDocument.Fact.list(of: scenario))
  }
}

extension OfferDocument.Comparison {
  init(_ comparison: OfferBrief.Comparison, _ candidate: Scenario.Candidate) {
    self.init(
      id: comparison.id, kind: comparison.isStaying ? "stay" : "rival",
      cash: comparison.alternative.cash, equity: comparison.alternative.equity,
      guaranteedH100e: comparison.alternative.guaranteedGPUs,
      clusterH100e: comparison.alternative.levels["cluster_gpus"],
      years: (candidate.years(of: comparison.id) ?? []).map(OfferDocument.Year.init),
      utilityDifference: comparison.contributions.total,
      contributions: comparison.contributions.terms.map {
        OfferDocument.Contribution(
          attribute: $0.attribute, ours: $0.ours, theirs: $0.theirs, worth: $0.worth)
      })
  }
}

extension OfferDocument.Year {
  init(_ year: Scenario.PayYear) {
    self.init(base: year.base, bonus: year.bonus, signOn: year.signOn, equity: year.equity)
  }
}

extension OfferDocument.RankedPackage {
  init(_ ranked: OfferBrief.RankedPackage, in scenario: Scenario) {
    self.init(
      package: ranked.package.id,
      packageContents: PlanDocument.Offer.Contents(ranked.package, in: scenario),
      accept: ranked.acceptance, acceptLow: ranked.interval.lowerBound,
      acceptHigh: ranked.interval.upperBound, net: ranked.net)
  }
}

extension OfferDocument.Belief {
  init(_ belief: Belief) {
    self.init(
      preset: belief.preset, accept: belief.acceptance, acceptLow: belief.interval.lowerBound,
      acceptHigh: belief.interval.upperBound, hiringLeverage: belief.leverage?.hiring,
      computeReturn: belief.leverage?.returns, plannedPackage: belief.planned?.id,
      replanned: belief.isPlanned)
  }
}

extension OfferDocument.Compute {
  init(_ curve: ComputeCurve, in scenario: Scenario) {
    self.init(
      pool: scenario.pools[curve.pool].id,
      points: curve.points.map {
        OfferDocument.ComputePoint(
          gpus: $0.gpus, accept: $0.acceptance, acceptLow: $0.interval?.lowerBound,
          acceptHigh: $0.interval?.upperBound, willingnessToPay: $0.willingnessToPay,
          output: $0.output, netPrice: $0.netPrice, hiringLeverage: $0.hiring,
          computeReturn: $0.returns)
      },
      lureUpTo: curve.lureUpTo, returnUpTo: curve.returnUpTo, lookedAtUpTo: curve.most)
  }
}

extension OfferDocument.CurvePoint {
  init(_ point: OfferBrief.CurvePoint) {
    self.init(
      level: point.level, accept: point.acceptance, acceptLow: point.interval.lowerBound,
      acceptHigh: point.interval.upperBound)
  }
}

extension OfferDocument.Worth {
  init(_ worth: OfferBrief.Worth) {
    self.init(
      step: worth.step.rawValue, dollars: worth.dollars, low: worth.interval.lowerBound,
      high: worth.interval.upperBound)
  }
}

extension OfferDocument.Needed {
  init(
    _ needed: OfferBrief.Needed, _ cluster: OfferBrief.ClusterTipping.Size?, in scenario: Scenario
  ) {
    self.init(
      accept: needed.level, cash: needed.cash, gpus: needed.gpus, data: needed.data,
      cluster: cluster.map { OfferDocument.ClusterSize(nodes: $0.nodes, h100e: $0.h100e) },
      mix: needed.mix.map { PlanDocument.Offer.Contents($0.package, in: scenario) },
      mixCost: needed.mix?.cost, cashExceeds: Self.words(needed.cashLimits),
      mixExceeds: Self.words(needed.mix?.limits ?? []))
  }
}

extension OfferDocument.Needed {
  private static func words(_ limits: [PackageLimit]) -> [String]? {
    limits.isEmpty ? nil : limits.map { PackageLimitText($0).sentence }
  }
}

extension OfferDocument.Payer {
  init(_ payer: OfferBrief.Payer, in scenario: Scenario) {
    self.init(
      id: payer.id, kind: payer.isTeam ? "team" : "candidate",
      units: zip(scenario.pools, payer.units).filter { $0.1 != 0 }
        .map { OfferDocument.PoolUnits(pool: $0.id, units: $1) },
      loss: payer.loss, stayWithout: payer.stay?.without, stay: payer.stay?.with,
      stayLow: payer.stay?.interval.lowerBound, stayHigh: payer.stay?.interval.upperBound,
      leavers: payer.isTeam ? payer.leavers : nil)
  }
}

extension OfferDocument.Promise {
  init(_ promise: OfferBrief.PromiseBound, in scenario: Scenario) {
    self.init(
      pool: scenario.pools[promise.pool].id, certainGpus: promise.certain,
      mostGpus: promise.likely, confidence: promise.confidence,
      breachProbability: promise.breach)
  }
}
