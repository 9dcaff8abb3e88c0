import Choice
import Documents
internal import TopologyFiles
import Units

/// Turns documents and tables into a ``Scenario``, noting every problem on the way.
///
/// Each part reads what it needs and goes on with what is good; only the end throws.
struct ScenarioReader {
  /// The cursor over `scenario.yaml`; collects the problems of all parts.
  var root: Section
  let tables: [String: ScenarioTable]

  // What later parts refer to.
  var registry = AttributeRegistry()
  var pools: [Scenario.Pool] = []
  /// Whether ``pools`` is complete; if not, nothing that names a pool is checked.
  var poolsAreKnown = true
  var slotIDs: [String] = []
  var organisation: [String: Double] = [:]
  /// The policy's limit on changes, as a share of what a team has.
  var changeLimit: Double?
  var payTerms = Scenario.PayTerms()
  var payBands: [Scenario.PayBand] = []
  var peerPayLimit: Double?
  var cashBudget = Double.infinity
  var equityBudget: Double?
  var rentBudget: Double?
  var powerBudget: Double?
  var horizonMonths = 6
  /// What clusters say of deliveries and power, by id.
  var clusterExtras: [String: ClusterExtras] = [:]
  var menu = PackageMenu()
  /// The kinds of people, by id.
  var segments: [String: Segment] = [:]
  /// What it is like to work for a kind of employer, by id.
  var profiles: [String: EmployerProfile] = [:]
  /// The employers that rows of rivals may name, by id.
  var employers: [String: EmployerDefaults] = [:]
  var facts: [Scenario.Fact] = []
  /// Facts of employers that are noted already: many rows share one.
  var notedFacts: Set<Scenario.Fact> = []
  /// The topology files that were read.
  var topologyInputs: [Scenario.Input] = []
  var topologyNotes: [String] = []
  var offerNotes: [String] = []
  /// Which team holds a node now, by pool and number.
  var heldNodes: [Int: [Int: String]] = [:]
  /// What they hold, by the path of the key that names them.
  var topologyFiles: [String: TopologyFile] = [:]

  /// Packages to look for among those that may not be offered, too: ids by candidate.
  var wanted: [String: String] = [:]
  /// What was found of them.
  var found: [String: Scenario.PrunedPackage] = [:]

  let topologies: TopologyShelf

  private let earlier: DiagnosticLog

  /// - Parameters:
  ///   - root: `scenario.yaml`.
  ///   - tables: The tables that could be read.
  ///   - topologies: Where clusters and machines are found.
  ///   - log: The problems found while reading them.
  ///   - records: Whether to keep a record of how keys are read.
  init(
    root: DocumentNode, tables: [String: ScenarioTable], topologies: TopologyShelf,
    log: DiagnosticLog, records: Bool = false
  ) {
    self.topologies = topologies
    self.root = Section(root, path: "", records: records)
    self.tables = tables
    earlier = log
  }

  /// Reads everything.
  mutating func reading(
    inputs: [Scenario.Input], overrides: [Scenario.Override]
  ) throws(Diagnostics) -> ScenarioReading {
    let scenario = try scenario(inputs: inputs, overrides: overrides)
    return ScenarioReading(scenario, values: root.values, topologies: topologyFiles)
  }

  private mutating func scenario(
    inputs: [Scenario.Input], overrides: [Scenario.Override]
  ) throws(Diagnostics) -> Scenario {
    readVersion()
    let header = readHeader()
    readAttributes()
    let preferences = readPreferences()
    if preferences != nil, let id = header?.preset.id, id != Preset.undecided.id {
      root.note(
        "is given beside preferences, which stand around the undecided medians", of: "preset",
        value: id, remedy: "keep one of the two")
    }
    readPresets()
    let clusters = readClusters()
    readOrganisation()
    let market = readBudgetAndPrices()
    let policy = readPolicy()
    let (assumptions, behaviour) = readAssumptions()
    payTerms = readPayTerms()
    readMenu()
    let teams = readTeams()
    noteIdleMoveCost(policy, teams)
    let ground = PackageGround(
      pools: pools, organisation: organisation, registry: registry, payTerms: payTerms,
      dataAccessCost: market?.dataAccess ?? 0, autonomyCostShare: assumptions.autonomyCostShare)
    lookForAccepted()
    var candidates = readCandidates(on: ground, equityDiscount: behaviour.equityDiscount)
    let rules = readRules(among: candidates)
    let answers = readAnswers(&candidates)
    noteCurrency()
    root.noteUnknownKeys()
    var log = earlier
    log.add(Diagnostics(root.log.problems))
    try log.throwIfAny()
    guard let header, let market, let weighed = Scenario.weighedCluster(among: pools) else {
      preconditionFailure("a part failed without noting why")
    }
    var scenario = Scenario(
      name: header.name, asOf: header.asOf, horizonMonths: header.horizonMonths,
      preset: preferences.map(Preset.estimated) ?? header.preset, seed: header.seed,
      draws: header.draws,
      parameterDraws: header.parameterDraws, organisation: organisation, registry: registry,
      segments: segmentIDs.compactMap { segments[$0] }, behaviour: behaviour, clusters: clusters,
      pools: pools,
      weighedCluster: weighed, teams: teams, candidates: candidates,
      cashBudget: market.cash, equityBudget: equityBudget, rentBudget: rentBudget,
      powerBudget: powerBudget, rules: rules, roleSlots: market.slots,
      dataAccessCost: market.dataAccess,
      policy: policy, assumptions: assumptions,
      intervals: root.intervals.sorted { $0.path < $1.path },
      inputs: inputs + topologyInputs,
      overrides: overrides, facts: facts + registry.attributes.map { Scenario.Fact($0) })
    scenario.notes = topologyNotes + offerNotes
    scenario.payTerms = payTerms
    scenario.answers = answers
    return scenario
  }

  private mutating func readVersion() {
    let version = root.count(
      "fulcrum", .count("the version of the format", example: "1", in: 1...1_000))
    if let version, version > 1 {
      root.note(
        "is a format that this program does not know", of: "fulcrum", value: String(version),
        remedy: "use a newer program, or write fulcrum: 1")
    }
    _ = root.optionalText("base")
    guard var files = root.section("tables") else { return }
    for name in ScenarioSource.tableNames { _ = files.optionalText(name) }
    files.finish(into: &root)
  }

  private struct Header {
    var name: String
    var asOf: String?
    var horizonMonths: Int
    var preset: Preset
    var seed: Seed
    var draws: Int
    var parameterDraws: Int
  }

  private mutating func readHeader() -> Header? {
    let name = root.text("name")
    let asOf = readDate("as_of")
    let horizon = root.count(
      "horizon_months", .count("a whole number of months", example: "6", in: 1...120), default: 6)
    let presetID = root.choice("preset", among: Preset.shipped.map(\.id), default: "undecided")
    let seed = root.count(
      "seed", .count("a whole number", example: "2026", in: 0...((1 << 53) - 1)),
      default: 2026)
    let draws = root.count(
      "draws", .count("a power of two from 256 to 1048576", example: "4096", in: 256...1_048_576),
      default: 4096)
    if let draws, draws & (draws - 1) != 0 {
      root.note(
        "is not a power of two", of: "draws", value: String(draws),
        remedy: "give a power of two from 256 to 1048576, such as 4096")
    }
    horizonMonths = horizon ?? horizonMonths
    let parameterDraws = root.count(
      "parameter_draws", .count("a whole number", example: "512", in: 16...65_536), default: 512)
    guard let name, let horizon, let preset = Preset.shipped.first(where: { $0.id == presetID }),
      let seed, let draws, let parameterDraws
    else { return nil }
    return Header(
      name: name, asOf: asOf, horizonMonths: horizon, preset: preset, seed: Seed(UInt64(seed)),
      draws: draws, parameterDraws: parameterDraws)
  }

  /// A day as `YYYY-MM-DD`, from 2000 to 2100.
  private mutating func readDate(_ key: String) -> String? {
    guard let text = root.optionalText(key) else { return nil }
    if Self.isDay(text) { return text }
    root.note(
      "is not a day from 2000 to 2100", of: key, value: text,
      remedy: "write year-month-day, such as 2026-07-01")
    return nil
  }

  /// Whether a text is a day as `YYYY-MM-DD`, from 2000 to 2100.
  static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let isWritten = parts.map(\.utf8.count) == [4, 2, 2]
    let numbers = parts.compactMap { $0.allSatisfy(\.isASCII) ? Int($0) : nil }
    return isWritten && numbers.count == 3 && (2000...2100).contains(numbers[0])
      && (1...12).contains(numbers[1])
      && (1...days(in: numbers[1], of: numbers[0])).contains(numbers[2])
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
