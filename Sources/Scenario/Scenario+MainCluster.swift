internal import Choice
internal import Documents
internal import Topology
internal import TopologyFiles

extension Scenario {
  /// The same scenario on another cluster than its main one, as `--cluster` asks.
  ///
  /// A pool of the same accelerator takes the old one's place. What was granted from a pool that the
  /// new cluster lacks moves to its own largest pool, counted in H100-equivalents and rounded down to
  /// whole nodes; a note says so. Clusters beside the main one stay.
  /// - Parameter text: A name of the catalogue, or files of one cluster with commas between them,
  ///   relative to the working folder.
  /// - Throws: What is wrong with the name or file, or that a team would be left without compute.
  func replacingMainCluster(with text: String) throws(Diagnostics) -> Scenario {
    let place = SourceLocation(file: "--cluster")
    let names = text.split(separator: ",").map(String.init)
    let found = try TopologyShelf(folder: "").find(names, at: place)
    guard case .cluster(let topology) = found.reading.file else {
      throw Diagnostics([
        Diagnostic(
          "is a machine, not a cluster", at: place, value: .text(text),
          remedy: "name a cluster; see fulcrum topology list")
      ])
    }
    guard let main = clusters.firstIndex(where: \.isMain) else { return self }
    let move = try ClusterMove(from: clusters[main].id, to: topology, in: self, at: place)
    var scenario = self
    scenario.clusters[main].topology = topology
    scenario.clusters[main].origin = text
    scenario.pools = move.pools
    scenario.teams = teams.map(move.team)
    scenario.candidates = candidates.map(move.candidate)
    scenario.answers = try move.answers(answers, at: place)
    scenario.weighedCluster =
      Scenario.weighedCluster(among: move.pools) ?? WeighedCluster(id: clusters[main].id, h100e: 0)
    scenario.inputs += found.inputs
    scenario.facts += move.newFacts
    scenario.notes +=
      overridesWithoutEffect(on: clusters[main].id) + move.notes
      + found.reading.planNotes(of: clusters[main].id)
    try move.check(teams: scenario.teams, in: self, at: place)
    return scenario
  }

  // What --set says of a cluster that --cluster then replaces.
  private func overridesWithoutEffect(on id: String) -> [String] {
    overrides.map(\.path).filter { $0.hasPrefix("clusters.\(id).") }
      .map { "\($0) has no effect: --cluster replaces \(id)." }
  }
}

/// What goes where when the main cluster is replaced.
private struct ClusterMove {
  /// All pools afterwards, by id.
  let pools: [Scenario.Pool]
  /// For each pool of before, the one of afterwards.
  private let target: [Int]
  /// For each pool of before, whether its own accelerator is still there.
  private let isSame: [Bool]
  private let before: [Scenario.Pool]
  let newFacts: [Scenario.Fact]

  init(
    from id: String, to topology: ClusterTopology, in scenario: Scenario, at place: SourceLocation
  ) throws(Diagnostics) {
    before = scenario.pools
    let kept = before.filter { $0.cluster != id }
    var new: [Scenario.Pool] = []
    var facts: [Scenario.Fact] = []
    for geometry in topology.pools {
      guard let accelerator = geometry.template.accelerator else {
        throw Diagnostics([
          Diagnostic(
            "has GPUs whose worth is not known", at: place, value: .text(geometry.template.id),
            remedy: "give their accelerator in its file")
        ])
      }
      let old = before.first { $0.cluster == id && $0.accelerator == accelerator.id }
      let taken = kept.map(\.id) + new.map(\.id)
      var name = old?.id ?? geometry.id
      if taken.contains(name) { name = "\(geometry.id)-\(id)" }
      let like = before.first { $0.accelerator == accelerator.id }
      new.append(
        Scenario.Pool(
          id: name, cluster: id, accelerator: accelerator.id,
          h100ePerGPU: like?.h100ePerGPU ?? accelerator.h100e, rentPerGPUHour: like?.rentPerGPUHour,
          geometry: geometry))
      new[new.count - 1].rentableUnits = old?.rentableUnits ?? 0
      // What a GPU draws stays, however many a node has.
      new[new.count - 1].wattsPerUnit = like.flatMap { like in
        like.wattsPerUnit.map {
          $0 * Double(geometry.gpusPerNode) / Double(max(1, like.gpusPerUnit))
        }
      }
      new[new.count - 1].reserve(forFailureOf: scenario.policy.survives)
      if like == nil { facts.append(Scenario.Fact(accelerator)) }
    }
    pools = (kept + new).sorted { $0.id < $1.id }
    newFacts = facts
    let largest = new.max { ($0.inServiceH100e, $1.id) < ($1.inServiceH100e, $0.id) }
    var target: [Int] = []
    var isSame: [Bool] = []
    for pool in before {
      let own =
        pool.cluster != id
        ? pool.id : new.first { $0.accelerator == pool.accelerator }?.id
      isSame.append(own != nil)
      target.append(pools.firstIndex { $0.id == own ?? largest?.id } ?? 0)
    }
    self.target = target
    self.isSame = isSame
  }

  /// What the reader of the plan has to know.
  var notes: [String] {
    let late = before.filter { pool in
      !pool.deliveries.isEmpty && pools.first { $0.id == pool.id }?.deliveries != pool.deliveries
    }
    return late.map {
      "What was to be delivered to \($0.id) is left out: --cluster replaces its cluster."
    }
      + before.indices.filter { !isSame[$0] }.map { index in
        "Grants and floors of \(before[index].id) moved to \(pools[target[index]].id) in "
          + "H100-equivalents, rounded down to whole nodes."
      }
  }

  func team(_ team: Scenario.Team) -> Scenario.Team {
    var moved = team
    let none = [Int](repeating: 0, count: pools.count)
    (moved.current, moved.floor) = (none, none)
    (moved.ceiling, moved.changeLimit) = (none.map(Optional.some), none.map(Optional.some))
    moved.efficiency = [Double](repeating: 1, count: pools.count)
    moved.blockNodes = [Int](repeating: 1, count: pools.count)
    // The new nodes are not the ones that it sits on.
    moved.currentNodes = [RangeSet<Int>?](repeating: nil, count: pools.count)
    // What a pool does for a team is that pool's own, whatever else moves into it.
    let keeps = Set(before.indices.filter { isSame[$0] }.map { target[$0] })
    for (index, pool) in before.enumerated() {
      let to = target[index]
      moved.current[to] += units(team.current[index] * pool.gpusPerUnit, from: index)
      moved.floor[to] += units(team.floor[index] * pool.gpusPerUnit, from: index)
      let limits = { (own: Int?, sum: Int?) in
        own.flatMap { limit in sum.map { $0 + units(limit * pool.gpusPerUnit, from: index) } }
      }
      // A ceiling as high as the pool is none.
      let ceiling = team.ceiling[index].flatMap { $0 >= pool.mostUnits ? nil : $0 }
      moved.ceiling[to] = limits(ceiling, moved.ceiling[to])
      moved.changeLimit[to] = limits(team.changeLimit[index], moved.changeLimit[to])
      if isSame[index] || !keeps.contains(to) { moved.efficiency[to] = team.efficiency[index] }
      if isSame[index] { moved.blockNodes[to] = team.blockNodes[index] }
      if pool.cluster == pools[to].cluster, pool.geometry == pools[to].geometry {
        moved.currentNodes[to] = team.currentNodes[index]
      }
    }
    // A pool that nothing moves into is open to all, as one that teams.csv does not speak of.
    for pool in pools.indices where !target.contains(pool) {
      (moved.ceiling[pool], moved.changeLimit[pool]) = (nil, nil)
    }
    for pool in pools.indices {
      moved.ceiling[pool] = moved.ceiling[pool].map { max($0, moved.floor[pool]) }
    }
    return moved
  }

  func candidate(_ candidate: Scenario.Candidate) -> Scenario.Candidate {
    var moved = candidate
    var seen = Set<String>()
    for part in [\Scenario.Candidate.packages, \.beyondBudget] {
      moved[keyPath: part] = candidate[keyPath: part].compactMap(package)
        .filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
    }
    return moved
  }

  /// What was accepted moves, too; it cannot become less than a node.
  func answers(
    _ answers: [Scenario.Answer], at place: SourceLocation
  ) throws(Diagnostics) -> [Scenario.Answer] {
    var log = DiagnosticLog()
    var moved = answers
    for (index, answer) in answers.enumerated() {
      moved[index].candidate = candidate(answer.candidate)
      guard let accepted = answer.package else { continue }
      moved[index].package = package(accepted)
      if moved[index].package != nil { continue }
      log.add(
        Diagnostic(
          "is less than a node of the new cluster", at: place,
          key: "answers.\(answer.candidate.id)",
          remedy: "keep a cluster that can hold what was accepted"))
    }
    try log.throwIfAny()
    return moved
  }

  // A guarantee that would not fill a node is no guarantee, and the menu has that already.
  private func package(_ package: Scenario.Package) -> Scenario.Package? {
    guard let index = package.pool else { return package }
    let pool = pools[target[index]]
    let units = units(package.guaranteedGPUs, from: index)
    if units == 0, package.guaranteedGPUs > 0 { return nil }
    var moved = package
    moved.pool = target[index]
    moved.units = units
    moved.guaranteedGPUs = units * pool.gpusPerUnit
    moved.guaranteedH100e = Double(moved.guaranteedGPUs) * pool.h100ePerGPU
    moved.alternative.levels["guaranteed_gpus"] = moved.guaranteedH100e
    let old = "\(package.guaranteedGPUs)-\(before[index].id)"
    let parts = package.id.split(separator: "_").map {
      $0 == old ? "\(moved.guaranteedGPUs)-\(pool.id)" : String($0)
    }
    moved.id = parts.joined(separator: "_")
    moved.alternative.id = moved.id
    return moved
  }

  private func units(_ gpus: Int, from index: Int) -> Int {
    let pool = pools[target[index]]
    if isSame[index] { return gpus / pool.gpusPerUnit }
    return Int(Double(gpus) * before[index].h100ePerGPU / pool.h100ePerUnit + 1e-9)
  }

  /// A team is worth what it is worth at present compute, so it has to have some.
  func check(
    teams: [Scenario.Team], in scenario: Scenario, at place: SourceLocation
  ) throws(Diagnostics) {
    var log = DiagnosticLog()
    for team in teams
    where team.computeShare > 0 && team.effectiveH100e(team.current, in: pools) == 0 {
      log.add(
        Diagnostic(
          "has less than one node of the new cluster at present", at: place,
          key: "teams[\(team.id)].current_gpus",
          remedy: "give the team more of a pool that stays, or a compute_share of 0"))
    }
    try log.throwIfAny()
  }
}
