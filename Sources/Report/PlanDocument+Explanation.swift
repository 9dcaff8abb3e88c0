internal import Planning
internal import Scenario

extension PlanDocument.PoolGPUs {
  /// What units of every pool are in GPUs.
  static func list(_ units: [Int], of pools: [Scenario.Pool]) -> [Self] {
    zip(pools, units).map { Self(pool: $0.id, gpus: $1 * $0.gpusPerUnit, units: $1) }
  }
}

extension PlanDocument.Offer.Contents {
  init(_ package: Scenario.Package, in scenario: Scenario) {
    self.init(
      cash: package.cash, equity: package.equity, gpus: package.guaranteedGPUs,
      pool: package.pool.map { scenario.pools[$0].id }, levels: package.levels)
  }
}

extension PlanDocument.Alternative {
  init(_ whyNot: WhyNot, in scenario: Scenario) {
    self.init(
      package: whyNot.package?.id,
      packageContents: whyNot.package.map { PlanDocument.Offer.Contents($0, in: scenario) },
      gpus: PlanDocument.PoolGPUs.list(whyNot.units, of: scenario.pools),
      accept: whyNot.acceptance, gain: whyNot.gain, loss: whyNot.loss,
      othersLose: whyNot.othersLose,
      payers: whyNot.payers.map { payer in
        PlanDocument.Payer(
          id: payer.id, kind: payer.isTeam ? "team" : "candidate", loss: payer.loss,
          gives: PlanDocument.PoolGPUs.list(payer.units, of: scenario.pools)
            .filter { $0.units != 0 })
      },
      flip: whyNot.flip.map {
        PlanDocument.Flip(path: $0.path, present: $0.present, needed: $0.needed)
      },
      flipPrice: whyNot.priceFlip.map {
        PlanDocument.PriceFlip(pool: $0.pool, present: $0.present, needed: $0.needed)
      })
  }
}

extension PlanDocument.Summary {
  init(_ plan: Plan) {
    let summary = SummaryText(plan)
    self.init(
      offers: summary.offers, expectedHires: summary.expectedHires, leavers: summary.leavers,
      assumptions: summary.assumptions, intervals: plan.scenario.intervals.count)
  }
}

extension PlanDocument.Risk {
  init(_ risk: PlanRisk) {
    self.init(
      expectedHires: risk.expectedHires, hiresLow: risk.hires.lowerBound,
      hiresHigh: risk.hires.upperBound, nobody: risk.nobody,
      overcommitProbability: risk.overcommit, overcommitYear: risk.overcommitYear)
  }
}

extension PlanDocument.Fairness {
  init(_ fairness: Fairness) {
    self.init(
      belowPresent: fairness.belowPresent.map { Shortfall(team: $0.team, loss: $0.loss) },
      belowProRata: fairness.belowProRata.map { Shortfall(team: $0.team, loss: $0.loss) },
      zeroGrants: fairness.zeroGrants,
      envy: Envy(
        pairs: fairness.envyPairs,
        worst: fairness.worstEnvy.map { Pair(team: $0.team, of: $0.of, gain: $0.gain) }),
      minimum: fairness.minimum, tenthPercentile: fairness.tenthPercentile, jain: fairness.jain,
      teams: fairness.teams.map {
        Standing(
          team: $0.team, utility: $0.utility, dominantShare: $0.dominantShare,
          dominantPool: $0.dominantPool)
      },
      priceOfFairness: fairness.price.map {
        Price(
          objective: $0.objective.rawValue, floor: $0.floor, worth: $0.worth,
          mostValuable: $0.mostValuable, loss: $0.loss, proven: $0.isProven)
      },
      curve: fairness.curve?.floors.map {
        Floor(
          share: $0.share, price: $0.price, zeroGrants: $0.point?.zeroGrants ?? 0,
          proven: $0.isProven, minimum: $0.point?.minimum, offers: $0.point?.offers)
      },
      knee: fairness.curve?.knee, nash: fairness.curve?.nash.map(Point.init),
      maxMin: fairness.curve?.maxMin.map(Point.init))
  }
}

extension PlanDocument.Fairness.Point {
  fileprivate init(_ point: FairnessCurve.Point) {
    self.init(
      price: point.price, minimum: point.minimum, tenthPercentile: point.tenthPercentile,
      jain: point.jain, zeroGrants: point.zeroGrants, offers: point.offers)
  }
}

extension PlanDocument.Conflict {
  init(_ conflict: PlanConflict) {
    self.init(
      paths: conflict.paths, sentence: conflict.sentence,
      relaxations: conflict.relaxations.isEmpty
        ? nil
        : conflict.relaxations.map(PlanDocument.Relaxation.init),
      floors: conflict.floors.isEmpty
        ? nil
        : conflict.floors.map {
          PlanDocument.LoweredFloor(
            path: $0.path, present: $0.present, needed: $0.needed,
            sentence: RelaxationText($0).sentence)
        },
      together: conflict.together.isEmpty
        ? nil
        : conflict.together.map {
          PlanDocument.Together(changes: $0.changes.map(PlanDocument.Relaxation.init))
        })
  }
}

extension PlanDocument.Relaxation {
  init(_ relaxation: PlanConflict.Relaxation) {
    self.init(
      path: relaxation.path, present: relaxation.present, needed: relaxation.needed,
      units: relaxation.units, unit: relaxation.unit.rawValue,
      sentence: RelaxationText(relaxation).sentence)
  }
}

extension PlanDocument.WhatIf {
  init(_ whatIf: WhatIf, in plan: Plan) {
    self.init(
      change: Change(whatIf.change, in: plan.scenario),
      sentence: WhatIfText(whatIf, in: plan).sentence,
      overrides: whatIf.overrides.map {
        PlanDocument.Override(path: $0.path, value: $0.value)
      },
      worth: whatIf.worth, worthIfPaidInCash: whatIf.worthIfPaidInCash,
      offersAdded: whatIf.offersAdded, offersDropped: whatIf.offersDropped,
      screensClosed: whatIf.screensClosed.map {
        Screen(candidate: $0.candidate, cutoff: $0.cutoff)
      },
      acceptances: whatIf.acceptances.map {
        Acceptance(candidate: $0.candidate, before: $0.before, after: $0.after)
      }, infeasible: whatIf.isInfeasible ? true : nil, proven: whatIf.isProven)
  }
}

extension PlanDocument.WhatIf.Change {
  init(_ change: WhatIf.Change, in scenario: Scenario) {
    func gpus(_ units: Int, _ pool: String) -> Int {
      units * (scenario.pools.first { $0.id == pool }?.gpusPerUnit ?? 1)
    }
    switch change {
    case .rent(let pool, let units, let cost):
      let rate = RentRate(pool: pool, units: units, cost: cost, in: scenario)
      self.init(
        kind: "rent", pool: pool, units: units, gpus: gpus(units, pool), cost: cost,
        rentPerGpuHour: rate.perGPUHour)
    case .cash(let dollars): self.init(kind: "cash", cash: dollars)
    case .failure(let pool, let units, let left):
      self.init(
        kind: "failure", pool: pool, units: units, gpus: gpus(units, pool), clusterH100e: left)
    case .preset(let id): self.init(kind: "preset", preset: id)
    }
  }
}
