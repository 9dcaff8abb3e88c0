internal import Allocation
internal import Choice
internal import Foundation
internal import Scenario
internal import Scoring

extension OfferBriefing {
  /// What each belief about the worth of compute makes of the package, and what its own plan offers.
  var beliefs: [Belief] {
    let presets = [Preset.cashFirst, .undecided, .computeFirst]
    let all = presets.contains(scenario.preset) ? presets : [scenario.preset] + presets
    return concurrentMap(all.count, threads: threads) { belief(all[$0]) }
  }

  private func belief(_ preset: Preset) -> Belief {
    var believing = scenario
    believing.preset = preset
    let people = People(believing, plan.table.people.method)
    let desk =
      preset == scenario.preset ? desk : OfferDesk(candidate, in: believing, people)
    let own =
      preset == scenario.preset
      ? plan
      : plan.plan(anew: OptionTable(believing, like: plan.table, threads: 1)).plan
    let leverage = package.pool.map { pool in
      Leverage(
        desk.acceptance(of: package), of: package, for: candidate, from: pool, in: scenario,
        unitPrice: prices.units[pool], cashPrice: prices.cash, prices.charge)
    }
    return Belief(
      preset: preset.id, acceptance: desk.probability(of: package),
      interval: OfferUncertainty(desk, people).acceptance(of: package), leverage: leverage,
      isPlanned: own != nil,
      planned: own.flatMap { $0.table.offer(to: index, in: $0.choice) }
        .map { candidate.packages[$0.package] })
  }

  /// P(accept) over cash.
  func cashCurve(_ uncertainty: OfferUncertainty) -> [OfferBrief.CurvePoint] {
    let steps = [0.6, 0.8, 1, 1.25, 1.5, 2, 3].map { package.cash * $0 }
    let packages = steps.map { package.paying($0) }
    let usable = packages.indices.filter { desk.pay(of: packages[$0]) > 0 }
    let chances = desk.probabilities(of: usable.map { packages[$0] })
    return concurrentMap(usable.count, threads: threads) { place in
      OfferBrief.CurvePoint(
        level: steps[usable[place]], acceptance: chances[place],
        interval: uncertainty.acceptance(of: packages[usable[place]]))
    }
  }

  /// At half our cluster and at ours, then at six round sizes above.
  func clusterCurve(_ uncertainty: OfferUncertainty) -> [OfferBrief.CurvePoint] {
    let own = desk.clusterGPUs
    let rounds = [1e3, 2e3, 4e3, 1e4, 3e4, 1e5, 3e5].filter { $0 > own * 1.2 }.prefix(6)
    let sizes = ([own / 2, own] + rounds).filter { $0 > 0 }
    return concurrentMap(sizes.count, threads: threads) { place in
      OfferBrief.CurvePoint(
        level: sizes[place], acceptance: desk.probability(of: package, atCluster: sizes[place]),
        interval: uncertainty.acceptance(of: package, atCluster: sizes[place]))
    }
  }

  /// The least that brings P to each level.
  func needed(_ pool: Int?) -> [OfferBrief.Needed] {
    // What has no GPUs and no extras may be cheapest even where the menu does not have it.
    let contents = Self.contents(of: candidate) + [package.stripped(in: scenario)]
    let mixes = CheapestMix(contents, desk, prices)
    return [0.5, 0.7, 0.9].map { level in
      let cash = desk.cash(for: level, with: package)
      var mix = mixes.cheapest(for: level)
      if let found = mix {
        mix?.limits = scenario.limits(of: found.package, for: candidate, costing: found.cost)
      }
      return OfferBrief.Needed(
        level: level, cash: cash,
        cashLimits: cash.map {
          scenario.limits(
            of: package.paying($0), for: candidate,
            costing: mixes.cost(of: package.paying($0), level))
        } ?? [],
        gpus: pool.flatMap { pool in
          desk.units(
            for: level, with: package, of: pool, most: scenario.pools[pool].capacity
          ).map { $0 * scenario.pools[pool].gpusPerUnit }
        },
        data: desk.attribute("data", for: level, with: package), mix: mix)
    }
  }

  // Packages of the menu that differ in more than cash, one of each kind.
  static func contents(of candidate: Scenario.Candidate) -> [Scenario.Package] {
    var seen = Set<Scenario.Package>()
    return candidate.packages.filter { package in
      var plain = package.paying(0)
      (plain.id, plain.alternative.id, plain.years) = ("", "", [])
      return seen.insert(plain).inserted
    }
  }

  /// At which sizes of our cluster something changes.
  func tipping(_ uncertainty: OfferUncertainty) -> OfferBrief.ClusterTipping {
    let pool = scenario.weighedPool.map { scenario.pools[$0] }
    guard let pool, pool.h100ePerUnit > 0 else {
      return OfferBrief.ClusterTipping(
        opens: nil, acceptanceThere: nil, intervalThere: nil, levels: [])
    }
    func size(_ nodes: Int) -> OfferBrief.ClusterTipping.Size {
      OfferBrief.ClusterTipping.Size(nodes: nodes, h100e: Double(nodes) * pool.h100ePerUnit)
    }
    let opens = candidate.statedCutoff.map { size(pool.units(meeting: $0)) }
    return OfferBrief.ClusterTipping(
      opens: opens,
      acceptanceThere: opens.map { desk.probability(of: package, atCluster: $0.h100e) },
      intervalThere: opens.map { uncertainty.acceptance(of: package, atCluster: $0.h100e) },
      levels: [0.5, 0.7, 0.9].map { level in
        OfferBrief.ClusterTipping.Level(
          level: level,
          size: desk.nodes(for: level, with: package, h100ePerNode: pool.h100ePerUnit)
            .map(size))
      })
  }

  /// Who has less because of an offer: the plan with it beside the plan without; nil where one of the
  /// two is not known.
  var payers: [OfferBrief.Payer]? {
    guard let with, let without else { return nil }
    let (claimants, count) = (plan.table.owners, plan.table.teams.count)
    func loss(_ claimant: Int) -> Double { plan.loss(of: claimant, from: without, to: with) }
    let losing = claimants.indices.filter { $0 != count + index && loss($0) > 0 }
    let stays = stays(of: losing.filter { $0 < count }, with, without)
    return losing.map { claimant in
      let isTeam = claimant < count
      let stay = stays[claimant]
      let heads = isTeam ? plan.table.teams[claimant].team.heads : 0
      return OfferBrief.Payer(
        id: claimants[claimant].id, isTeam: isTeam,
        units: zip(
          plan.units(claimant, without[claimant]), plan.units(claimant, with[claimant])
        ).map { $0 - $1 },
        loss: loss(claimant), stay: stay,
        leavers: stay.map { heads * ($0.without - $0.with) } ?? 0)
    }.sorted { ($1.loss, $0.id) < ($0.loss, $1.id) }
  }

  // By team; all at once, because teams of one kind share their guesses.
  private func stays(
    of teams: [Int], _ with: [Int], _ without: [Int]
  ) -> [Int: OfferBrief.Payer.Stay] {
    let tables = teams.map { plan.table.teams[$0] }
    let ranges = Uncertainty(scenario, plan.table.people, threads: 1)
      .stay(of: tables, at: zip(tables, teams).map { $0.options[with[$1]].units })
    let stays = teams.indices.map { place in
      OfferBrief.Payer.Stay(
        without: 1 - tables[place].options[without[teams[place]]].exit,
        with: 1 - tables[place].options[with[teams[place]]].exit, interval: ranges[place])
    }
    return Dictionary(uniqueKeysWithValues: zip(teams, stays))
  }

  /// How many GPUs of a pool hold beside the plan's grants and what others are promised.
  func promiseBound(of pool: Int) -> OfferBrief.PromiseBound {
    let table = plan.table
    // With the offer on the table, as the plan has it or as it would.
    let choice = with ?? plan.choice
    let others = table.candidates.indices.filter { $0 != index }.compactMap { other -> Promise? in
      guard let option = table.offer(to: other, in: choice),
        table.candidates[other].candidate.packages[option.package].pool == pool
      else { return nil }
      return scenario.drawn(
        Promise(
          probability: min(1, max(0, option.acceptance)), amount: Int64(option.units),
          group: table.candidates[other].candidate.segment))
    }
    let room = Int(table.poolRows[pool].map { table.room(for: $0, of: choice) }.min() ?? 0)
    let promised = others.reduce(0) { $0 + Int($1.amount) }
    let policy = scenario.policy
    let confidence = policy.overbooking == .chance ? 1 - policy.promising.overcommit : 0.95
    let uses = PromiseDistribution(of: others, in: table.market)
    func breach(_ units: Int) -> Double {
      uses.overcommitProbability(room: Int64(room - units))
    }
    // Every unit more makes a breach likelier.
    let broken = Crossing.smallest(reaching: 1, in: 0...max(0, room) + 1) { units in
      units > room || breach(units) > 1 - confidence ? 1 : 0
    }
    let likely = max(0, (broken ?? 0) - 1)
    let perUnit = scenario.pools[pool].gpusPerUnit
    return OfferBrief.PromiseBound(
      pool: pool, certain: max(0, room - promised) * perUnit, likely: likely * perUnit,
      confidence: confidence, breach: package.pool == pool ? breach(package.units) : 0)
  }
}
