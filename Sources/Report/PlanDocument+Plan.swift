internal import Choice
public import Planning
internal import Scenario
internal import Topology
internal import Units

extension PlanDocument {
  /// The document of a plan.
  /// - Parameters:
  ///   - plan: What was planned.
  ///   - version: The program's version.
  ///   - run: About the run; `nil` makes the document reproducible.
  ///   - path: How a path reads from where the document will lie.
  public init(
    _ plan: Plan, version: String, run: Run?, path: (String) -> String = { $0 }
  ) {
    let scenario = plan.scenario
    let found = plan.status == .optimal || plan.status == .feasible
    self.version = version
    name = scenario.name
    horizonMonths = scenario.horizonMonths
    seed = scenario.seed.value
    inputs = Input.list(of: scenario, path)
    overrides = Override.list(of: scenario, path)
    preset = scenario.preset.id
    draws = Draws(of: scenario)
    self.run = run
    status = plan.status.rawValue
    proven = plan.status == .optimal || plan.status == .infeasible
    objective = found ? plan.value.objective : nil
    worth = found && plan.scenario.policy.objective == .nash ? plan.value.worth : nil
    bound = found ? plan.value.bound : nil
    relativeGap = found ? plan.value.relativeGap : nil
    weighedCluster = WeighedCluster(
      id: scenario.weighedCluster.id, h100e: scenario.weighedCluster.h100e)
    summary = found ? Summary(plan) : nil
    presentValue = plan.value.present
    releasedValue = plan.value.released
    releasePrices = zip(
      plan.resources.filter { $0.kind == .pool }, plan.value.releasePrices
    ).map { PoolPrice(pool: $0.id, price: $1) }
    rentals = plan.rentals.isEmpty ? nil : plan.rentals.map { Rental($0) }
    certificate =
      found && scenario.policy.overbooking == .hard
      ? Certificate(
        bound: plan.value.certifiedBound,
        prices: plan.resources.map { RowPrice(resource: $0.id, cents: $0.certificatePrice) }) : nil
    resources = plan.resources.map { Resource($0, in: scenario) }
    teams = plan.teams.map { Team($0, in: plan) }
    offers = plan.offers.map { Offer($0, in: plan) }
    risk = plan.risk.map(Risk.init)
    let promises = PromiseText(plan).sentences
    if !promises.isEmpty { risk?.promises = promises.map { $0 + "." } }
    let mode = scenario.policy.overbooking
    overbooking = mode == .hard ? nil : mode.rawValue
    recourseValue = mode == .cost && found ? plan.value.recourse : nil
    answers = Answer.list(of: scenario) { scenario.worth(of: $0) }
    answerEffect = AnswerEffect(plan)
    fairness = plan.fairness.map(Fairness.init)
    whatIf = plan.whatIfs.isEmpty ? nil : plan.whatIfs.map { WhatIf($0, in: plan) }
    conflicts = plan.conflicts.map(Conflict.init)
    notes = plan.notes
    facts = Fact.list(of: scenario)
    search = Search(
      options: plan.search.options, optionsLeft: plan.search.optionsLeft, nodes: plan.search.nodes)
  }

  /// What the document says that can be rechecked.
  public var claim: PlanClaim? {
    guard var claim = hardClaim else { return nil }
    if overbooking != nil {
      (claim.nodes, claim.overcommitYear) = (search.nodes, risk?.overcommitYear)
    }
    return claim
  }

  private var hardClaim: PlanClaim? {
    guard let status = Plan.Status(rawValue: status) else { return nil }
    let cents = Dictionary(
      (certificate?.prices ?? []).map { ($0.resource, $0.cents) },
      uniquingKeysWith: { first, _ in first })
    var claim = PlanClaim(
      status: status, objective: objective ?? 0, bound: bound ?? 0,
      certifiedBound: certificate?.bound ?? 0,
      releasePrices: Dictionary(
        releasePrices.map { ($0.pool, $0.price) }, uniquingKeysWith: { first, _ in first }),
      rows: resources.map {
        PlanClaim.Row(
          id: $0.id, capacity: $0.capacity, used: $0.used, cents: cents[$0.id] ?? 0,
          overcommit: $0.overcommitProbability, promise: $0.promise)
      },
      grants: teams.map { team in
        PlanClaim.Grant(
          team: team.id,
          gpus: PlanDocument.PoolGPUs.byPool(team.granted),
          later: (team.later ?? []).map { PlanDocument.PoolGPUs.byPool($0.granted) },
          stay: team.stay, value: team.value)
      },
      offers: offers.compactMap { offer in
        offer.package.map {
          PlanClaim.Offer(candidate: offer.candidate, package: $0, acceptance: offer.accept)
        }
      },
      rented: Dictionary(
        (rentals ?? []).map { ($0.pool, $0.units) }, uniquingKeysWith: { first, _ in first }))
    enterPlaces(into: &claim)
    return claim
  }
}

extension PlanDocument.Resource {
  /// What it says of promises that are not kept in full.
  fileprivate var promise: PlanClaim.Row.Promise? {
    guard let promised, let expectedShortfall, let rentUnits, abs(promised) < 1e15,
      abs(reserve) < 1e15
    else { return nil }
    return PlanClaim.Row.Promise(
      limit: epsilon, promised: Int(promised), reserve: epsilon.map { _ in Int(reserve) },
      expectedShortfall: expectedShortfall, rentUnits: rentUnits)
  }
}

extension PlanDocument.Rental {
  fileprivate init(_ rental: Rental) {
    self.init(pool: rental.pool, units: rental.units, gpus: rental.gpus, cost: rental.cost)
  }
}

extension PlanDocument.PoolGPUs {
  /// Physical GPUs by pool.
  static func byPool(_ list: [Self]) -> [String: Int] {
    Dictionary(list.map { ($0.pool, $0.gpus) }, uniquingKeysWith: { first, _ in first })
  }
}

extension PlanDocument.Resource {
  fileprivate init(_ row: ResourcePlan, in scenario: Scenario) {
    let pool = CapacityText.pool(of: row, in: scenario)
    func hourly(_ price: Double?) -> Double? { price.flatMap { row.perGPUHour($0, in: scenario) } }
    self.init(
      id: row.id, kind: row.kind.rawValue,
      period: "P\(row.period?.months ?? scenario.horizonMonths)M",
      fromMonth: row.period?.start, capacity: row.capacity,
      rented: row.rented == 0 ? nil : row.rented, used: row.used,
      reserve: row.promise.map { Double($0.reserve ?? min($0.promised, $0.room)) } ?? row.promised,
      price: row.price,
      pricePerGpu: pool.map { row.price / Double($0.gpusPerUnit) },
      priceLow: row.priceRange?.lowerBound, priceHigh: row.priceRange?.upperBound,
      priceStep: row.priceRange.map { _ in row.priceStep },
      priceSteps: PlanDocument.Step.list(row.priceSteps), pricePerGpuHour: hourly(row.price),
      pricePerGpuHourLow: hourly(row.priceRange?.lowerBound),
      pricePerGpuHourHigh: hourly(row.priceRange?.upperBound), staysFrom: row.stays?.from,
      staysTo: row.stays?.to, overcommitProbability: row.overcommit,
      slots: row.kind == .pool
        ? row.freeSlots.map { PlanDocument.Slots(size: $0.size, count: $0.count) } : nil)
    enter(row, of: scenario)
    if row.hired > 0 { hired = row.hired }
    guard let promise = row.promise else { return }
    promised = Double(promise.promised)
    promisedShare = promise.promisedShare
    epsilon = promise.limit
    expectedShortfall = promise.expectedShortfall
    (rentUnits, rentCost) = (promise.rentUnits, promise.rentCost)
  }
}

extension PlanDocument.Team {
  fileprivate init(_ team: TeamPlan, in plan: Plan) {
    let pools = plan.scenario.pools
    self.init(
      id: team.id, current: PlanDocument.PoolGPUs.list(team.current, of: pools),
      granted: PlanDocument.PoolGPUs.list(team.granted, of: pools),
      later: team.later.isEmpty
        ? nil
        : team.later.map {
          PlanDocument.LaterGrant(
            fromMonth: $0.period.start,
            granted: PlanDocument.PoolGPUs.list($0.granted, of: pools))
        }, stay: team.stay,
      stayLow: team.stayInterval.lowerBound, stayHigh: team.stayInterval.upperBound,
      presentStay: team.presentStay, value: team.value, presentValue: team.presentValue,
      change: team.change, leavers: team.leavers,
      whyNot: WhyNotText(team, in: plan)?.sentence,
      alternative: team.whyNot.map { PlanDocument.Alternative($0, in: plan.scenario) },
      placement: team.placement.map {
        PlanDocument.Place(
          pool: $0.pool, domain: $0.group == "pool" ? $0.pool : "\($0.group) \($0.index)",
          firstNode: $0.nodes.lowerBound, hosts: $0.hosts.isEmpty ? nil : "\($0.hosts)",
          units: $0.nodes.count, gpus: $0.gpus,
          numaNodes: $0.host.numaNodes.isEmpty ? nil : $0.host.numaNodes,
          cores: $0.host.cores == 0 ? nil : $0.host.cores,
          coreRanges: PlacementWords.cores($0.host.coreRanges),
          memoryBytes: $0.host.memoryBytes == 0 ? nil : $0.host.memoryBytes)
      }, movedNodes: team.movedNodes, racksCrossed: team.groupsCrossed)
  }
}

extension PlanDocument.Offer {
  fileprivate init(_ offer: OfferPlan, in plan: Plan) {
    candidate = offer.candidate
    accept = offer.acceptance
    acceptLow = offer.acceptanceInterval?.lowerBound
    acceptHigh = offer.acceptanceInterval?.upperBound
    mcError = offer.simulationError
    hiringLeverage = offer.leverage?.hiring
    computeReturn = offer.leverage?.returns
    menu =
      offer.menu.isEmpty
      ? nil
      : offer.menu.map {
        MenuEntry(
          package: $0.package.id, contents: Contents($0.package, in: plan.scenario),
          accept: $0.acceptance, expectedValue: $0.expectedValue)
      }
    if offer.isMade, let package = offer.package {
      self.package = package.id
      packageContents = Contents(package, in: plan.scenario)
      pool = offer.pool
      guaranteedGpus = package.guaranteedGPUs
      guaranteedH100e = package.guaranteedH100e
      expectedValue = offer.expectedValue
      keptDownTo = offer.keptDownTo
    } else {
      nearest = offer.package?.id
      whyNot = WhyNotText(offer, in: plan)?.sentence
      if case .screened(let cutoff, _) = offer.refusal {
        self.cutoff = cutoff
        screenedBy = "cluster_gpus >= \(NumberFormat.count(cutoff))"
      }
      acceptIfUnscreened = offer.acceptanceIfUnscreened
      alternative = offer.whyNot.map { PlanDocument.Alternative($0, in: plan.scenario) }
    }
  }
}

extension PlanDocument.Input {
  /// The texts that a scenario was read from.
  /// - Parameter path: How a path reads from where the document will lie.
  static func list(of scenario: Scenario, _ path: (String) -> String) -> [PlanDocument.Input] {
    scenario.inputs.map {
      PlanDocument.Input(
        path: $0.isBuiltin ? nil : path($0.path), builtin: $0.isBuiltin ? $0.path : nil,
        sha256: $0.sha256.description)
    }
  }
}

extension PlanDocument.Override {
  /// What the command line changed in a scenario.
  static func list(of scenario: Scenario, _ path: (String) -> String) -> [PlanDocument.Override] {
    scenario.overrides.map { stated in
      let change = stated.mappingPaths(path)
      return PlanDocument.Override(path: change.path, value: change.value)
    }
  }
}

extension PlanDocument.Draws {
  init(of scenario: Scenario) {
    self.init(
      kind: "scrambled-sobol", count: scenario.draws, parameterCount: scenario.parameterDraws)
  }
}

extension PlanDocument.Fact {
  /// Where the numbers of a scenario come from.
  static func list(of scenario: Scenario) -> [PlanDocument.Fact] {
    scenario.facts.map {
      PlanDocument.Fact(
        what: $0.what, value: $0.value, source: $0.source, date: $0.date,
        assumption: $0.isAssumption)
    }
  }
}
