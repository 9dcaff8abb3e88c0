import Choice
import Foundation
import Testing
import Units

@Suite("exits against independent reference values") struct RetentionTests {
  static let teams: [String] = ReferenceExamples.examples.sorted { $0.key < $1.key }
    .flatMap { example in
      ReferenceExamples.presets.keys.sorted().flatMap { preset in
        example.value.teams.map { "\(example.key) \(preset) \($0.id)" }
      }
    }

  @Test("every reference row was read") func complete() {
    let rows = ReferenceExamples.rows.filter { !$0.isCandidate }
    #expect(rows.count == 120)
    let names = Set(Self.teams)
    #expect(rows.allSatisfy { names.contains("\($0.example) \($0.preset) \($0.id)") })
    #expect(rows.allSatisfy { Self.gpus($0.pool).count == 2 })
  }

  @Test("annual exit and team option value", arguments: teams, [4096, 65536])
  func exits(team: String, draws: Int) throws {
    let key = team.split(separator: " ").map(String.init)
    let example = try #require(ReferenceExamples.examples[key[0]])
    let team = try #require(example.teams.first { $0.id == key[2] })
    let retention = try Self.retention(of: team, preset: key[1], draws: draws)
    let present = Self.compute(of: team, h100: team.H * 8, a100: team.A * 8)
    for row in ReferenceExamples.rows
    where row.example == key[0] && row.preset == key[1] && row.id == team.id {
      let option = Self.gpus(row.pool)
      let compute = Self.compute(
        of: team, h100: 8 * (option["H100"] ?? 0), a100: 8 * (option["A100"] ?? 0))
      let exit = retention.annualExit(
        perHead: compute / team.heads, before: present / team.heads)
      #expect(isClose(exit, row.values[0], within: 5e-4), "\(row): exit \(exit)")
      let presentExit = retention.annualExit(
        perHead: present / team.heads, before: present / team.heads)
      let value = Self.value(
        of: team, growth: compute / present, exit: exit, presentExit: presentExit)
      #expect(isClose(value, row.values[1], within: 5e-4), "\(row): value \(value)")
    }
  }

  /// The table of presets: two-year retention .67 at 16 GPUs a head, rounded to three places.
  @Test(
    "exits when compute per head falls by a quarter, a half, all of it, or doubles",
    arguments: [
      ("undecided", [0.181, 0.200, 0.224, 0.307, 0.142]),
      ("compute-first", [0.181, 0.246, 0.349, 0.631, 0.087]),
      ("cash-first", [0.181, 0.187, 0.194, 0.214, 0.167]),
    ])
  func table(preset: String, exits: [Double]) throws {
    let coefficients = try #require(ReferenceExamples.coefficients("frontier", preset))
    let retention = Retention(
      twoYearRetention: 0.67, coefficients: coefficients,
      draws: Situations.draws(coefficients, count: 4096))
    for (share, expected) in zip([1, 0.75, 0.5, 0, 2], exits) {
      let exit = retention.annualExit(perHead: 16 * share, before: 16)
      #expect(abs(exit - expected) < 7.5e-4, "\(preset) \(share): \(exit)")
    }
  }

  @Test("more compute, fewer exits", arguments: Situations.kinds)
  func monotone(kind: Situations.Kind) {
    let retention = Retention(
      twoYearRetention: 0.7, coefficients: kind.coefficients,
      draws: Situations.draws(kind.coefficients))
    let exits = [0, 0.5, 1, 4, 16, 64, 4096].map { retention.annualExit(perHead: $0, before: 4) }
    for (more, fewer) in zip(exits, exits.dropFirst()) { #expect(fewer < more) }
    #expect(exits.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(isClose(exits[3], 1 - 0.7.squareRoot(), within: 1e-15))
  }

  @Test("who comes for compute reacts more than who comes for pay", arguments: Segment.shipped)
  func presets(segment: Segment) {
    func change(_ preset: Preset, _ perHead: Double) -> Double {
      let coefficients = Coefficients(of: segment, at: .offer, preset: preset)
      let retention = Retention(
        twoYearRetention: 0.7, coefficients: coefficients, draws: Situations.draws(coefficients))
      return abs(retention.annualExit(perHead: perHead, before: 8) - (1 - 0.7.squareRoot()))
    }
    for perHead in [1.0, 4, 16, 100] {
      #expect(change(.computeFirst, perHead) > change(.undecided, perHead))
      #expect(change(.undecided, perHead) > change(.cashFirst, perHead))
    }
  }

  @Test("nobody leaves a team that keeps everybody, whatever happens") func certain() {
    let draws = Situations.draws(Situations.frontier)
    let kept = Retention(
      twoYearRetention: 1, coefficients: Situations.frontier, draws: draws)
    #expect(kept.annualExit(perHead: 0, before: 100) == 0)
    // Where hardly anybody leaves, exits are proportional to the hazard.
    let rates = [1e-13, 1e-10].map {
      Retention(twoYearRetention: 1 - $0, coefficients: Situations.frontier, draws: draws)
        .annualExit(perHead: 0, before: 100) / -log(1 - $0)
    }
    #expect(isClose(rates[0], rates[1], within: 1e-6))
  }

  @Test("a guess at the median acts as that median would") func guess() throws {
    var guess = ParameterDraw(count: Situations.frontier.registry.count)
    let k = try #require(Situations.frontier.registry.index(of: "guaranteed_gpus"))
    guess.factor[k] = Preset.computeFirst.guaranteeFactor
    let first = Coefficients(
      of: Situations.frontierSegment, at: .offer, preset: .computeFirst)
    let believed = Retention(
      twoYearRetention: 0.7, coefficients: first, draws: Situations.draws(first))
    let guessed = Retention(
      twoYearRetention: 0.7, coefficients: Situations.frontier,
      draws: Situations.draws(Situations.frontier))
    #expect(
      isClose(
        guessed.annualExit(perHead: 5, before: 20, parameters: guess),
        believed.annualExit(perHead: 5, before: 20), within: 1e-12))
  }

  @Test("a guess shifts a guarantee whose worth is normal over people") func shifted() throws {
    let shipped = try #require(AttributeRegistry()["guaranteed_gpus"])
    func coefficients(_ worth: Double) -> Coefficients {
      let normal = Attribute(
        id: shipped.id, unit: shipped.unit, range: shipped.range, transform: shipped.transform,
        partWorth: worth, spread: .normal(sd: 0.3), ignorance: 0.7, provenance: shipped.provenance)
      let segment = Segment(
        id: "s", partWorths: [:], halfSaturation: 32, neverShare: [:], cutoffMedian: 1)
      return Coefficients(of: segment, at: .offer, registry: AttributeRegistry(adding: [normal]))
    }
    func exit(_ worth: Double, _ guess: ParameterDraw?) -> Double {
      let coefficients = coefficients(worth)
      return Retention(
        twoYearRetention: 0.7, coefficients: coefficients, draws: Situations.draws(coefficients)
      ).annualExit(perHead: 5, before: 20, parameters: guess)
    }
    var guess = ParameterDraw(count: AttributeRegistry().count)
    guess.shift[2] = 0.4
    #expect(isClose(exit(0.5, guess), exit(0.9, nil), within: 1e-12))
    #expect(!isClose(exit(0.5, nil), exit(0.9, nil), within: 1e-3))
  }

  private static func retention(
    of team: ReferenceExamples.Team, preset: String, draws: Int
  ) throws -> Retention {
    let coefficients = try #require(ReferenceExamples.coefficients(team.segment, preset))
    let tastes = TasteDraws(
      of: "team " + team.id, coefficients: coefficients, seed: Seed(2026), count: draws,
      attributes: Retention.attributes)
    return Retention(
      twoYearRetention: team.retention2, coefficients: coefficients, draws: tastes)
  }

  /// Effective H100-equivalents.
  private static func compute(
    of team: ReferenceExamples.Team, h100: Double, a100: Double
  ) -> Double {
    h100 + a100 * team.eA * ReferenceExamples.a100
  }

  /// Dollars a year: output times the staffed fraction, less the cash that replacing leavers costs.
  private static func value(
    of team: ReferenceExamples.Team, growth: Double, exit: Double, presentExit: Double
  ) -> Double {
    let vacancy = 5.0 / 12
    let output = team.value * (1 - team.phi + team.phi * pow(growth, team.alpha))
    return output * (1 - vacancy * exit) / (1 - vacancy * presentExit)
      - team.heads * exit * 0.5 * team.pay
  }

  /// `28xH100+4xA100` as nodes of eight by kind.
  private static func gpus(_ option: String) -> [String: Double] {
    var result: [String: Double] = [:]
    for part in option.split(separator: "+") {
      let pair = part.split(separator: "x", maxSplits: 1)
      if pair.count == 2, let nodes = Double(pair[0]) { result[String(pair[1])] = nodes }
    }
    return result
  }
}
