import Choice
import Documents
import Foundation
import Scenario
import Testing

@Suite("Reading pay, menus and restrictions")
struct PayReadingTests {
  private static func small(
    candidate: [(String, String)] = [], rivals: [(String, String, String)] = [],
    yaml: [(String, String)] = []
  ) -> SmallScenario {
    var small = SmallScenario()
    if !candidate.isEmpty {
      small.replace(
        "gpu_levels\n", with: (["gpu_levels"] + candidate.map(\.0)).joined(separator: ",") + "\n",
        in: "candidates.csv")
      small.replace(
        "0|8|16\n", with: (["0|8|16"] + candidate.map(\.1)).joined(separator: ",") + "\n",
        in: "candidates.csv")
    }
    if !rivals.isEmpty {
      let columns = [rivals.map(\.0), rivals.map(\.1), rivals.map(\.2)]
        .map { $0.joined(separator: ",") }
      small.replace("autonomy\n", with: "autonomy,\(columns[0])\n", in: "rivals.csv")
      small.replace("500000,0,4,0.1", with: "500000,0,4,0.1,\(columns[1])", in: "rivals.csv")
      small.replace("200000,8,0.1", with: "200000,8,0.1,\(columns[2])", in: "rivals.csv")
    }
    for (old, new) in yaml { small.replace(old, with: new, in: "scenario.yaml") }
    return small
  }

  private static func candidate(_ small: SmallScenario) throws -> Scenario.Candidate {
    try #require(try small.read().candidates.first)
  }

  @Test("without any of it every year is the same, and the numbers are those of the row")
  func plain() throws {
    let scenario = try SmallScenario().read()
    #expect(scenario.payTerms == Scenario.PayTerms())
    let candidate = scenario.candidates[0]
    #expect(candidate.years(of: "stay")?.map(\.base) == [5e5, 5e5, 5e5, 5e5])
    #expect(candidate.years(of: "here") == candidate.years(of: "stay"))
    #expect(candidate.years(of: "there")?.map(\.total) == [1e6, 1e6, 1e6, 1e6])
    #expect(candidate.years(of: "nowhere") == nil)
    for package in candidate.packages {
      #expect(package.years.count == 4 && Set(package.years).count == 1)
      #expect(package.years[0].cash == package.cash && package.years[0].equity == package.equity)
    }
    #expect(candidate.pruning.isEmpty && candidate.beyondBudget.isEmpty)
    #expect(!scenario.facts.contains { $0.what == "discount_rate" })
  }

  @Test("a rival's parts become level amounts, and the discount rate a fact")
  func rival() throws {
    let small = Self.small(
      rivals: [
        ("bonus", "", "10%"), ("sign_on", "", "$400k"), ("raise", "", ""),
        ("vesting", "", "40|30|20|10"), ("equity_discount", "", "0.4"),
      ], yaml: [("name: small", "name: small\npay_terms: {discount_rate: 25%, years: 4}")])
    let scenario = try small.read()
    let candidate = scenario.candidates[0]
    let weights = [1, 0.8, 0.64, 0.512]
    let total = weights.reduce(0, +)
    #expect(abs(candidate.rivals[0].cash - (880_000 + 400_000 / total)) < 1e-6)
    let grant = zip([0.4, 0.3, 0.2, 0.1], weights).reduce(0) { $0 + 800_000 * $1.0 * $1.1 }
    #expect(abs(candidate.rivals[0].equity - grant / total) < 1e-6)
    #expect(candidate.rivals[0].equityDiscount == 0.4 && candidate.stay.equityDiscount == nil)
    let years = try #require(candidate.years(of: "there"))
    #expect(years.map(\.bonus) == [80_000, 80_000, 80_000, 80_000])
    #expect(years.map(\.signOn) == [400_000, 0, 0, 0])
    let fact = try #require(scenario.facts.first { $0.what == "discount_rate" })
    #expect(fact.value == "0.25" && fact.isAssumption && fact.source.contains("0-15 %"))
  }

  @Test("our own parts go into every package of the menu")
  func menu() throws {
    let small = Self.small(
      candidate: [
        ("bonus", "50k"), ("raise", "3%"), ("vesting", "100"), ("equity_discount", "30%"),
      ], yaml: [("name: small", "name: small\npay_terms: {discount_rate: 0, years: 2}")])
    let packages = try Self.candidate(small).packages
    #expect(packages.count == 12 && packages[0].id == "1.5x_16-h100_autonomy-0.4")
    for package in packages {
      let base = package.id.hasPrefix("1.5x") ? 1_050_000.0 : 700_000
      #expect(package.years.map(\.base) == [base, base * pow(1.03, 1)])
      #expect(package.years.map(\.equity) == [200_000, 0] && package.equity == 100_000)
      #expect(abs(package.cash - (base * 2.03 / 2 + 50_000)) < 1e-6)
      #expect(package.alternative.equityDiscount == 0.3)
      #expect(package.alternative.cash == package.cash)
    }
  }

  @Test("listed packages take what they leave open from the candidate")
  func listed() throws {
    var small = Self.small(
      candidate: [("bonus", "10%"), ("sign_on", "100k"), ("vesting", "50|50|0|0")])
    small.files.append(
      (
        "packages.csv",
        "candidate,id,cash,bonus,sign_on,vesting\nP-1,as-hers,500k,,,\n"
          + "P-1,own,500k,0,0,25|25|25|25\n"
      ))
    let packages = try Self.candidate(small).packages
    #expect(packages.map(\.id) == ["as-hers", "own"])
    #expect(packages[0].years.map(\.cash) == [650_000, 550_000, 550_000, 550_000])
    #expect(packages[0].years.map(\.equity) == [200_000, 200_000, 0, 0])
    #expect(packages[1].cash == 500_000 && packages[1].equity == 100_000)
  }

  @Test("steps of equity and signing are named, multiplied and counted once")
  func axes() throws {
    let axes = "equity_multiples: [1, 1.5]\n  sign_on: [0, 200k]\n  cash_multiples"
    let packages = try Self.candidate(Self.small(yaml: [("cash_multiples", axes)])).packages
    #expect(packages.count == 12 * 4)
    let package = try #require(
      packages.first { $0.id == "1x_8-h100_equity-1.5x_sign-on-200000_autonomy-0.9" })
    #expect(package.equity == 150_000 && package.years[0].signOn == 200_000)
    #expect(package.years.map(\.base) == [7e5, 7e5, 7e5, 7e5])
    var poor = Self.small(yaml: [("cash_multiples", axes)])
    poor.replace("700000,100000", with: "700000,0", in: "candidates.csv")
    #expect(try Self.candidate(poor).packages.count == 12 * 2)
  }

  @Test("what is forfeited over the term is so much a year")
  func forfeited() throws {
    let yearly = Self.small(yaml: [])
    var (total, stated) = (Self.small(candidate: [("forfeited_total", "300k")]), yearly)
    total.replace("100000,0,,", with: "100000,,,", in: "candidates.csv")
    stated.replace("100000,0,,", with: "100000,75000,,", in: "candidates.csv")
    let found = try Self.candidate(total)
    #expect(found.forfeited == 75_000)
    #expect(found == (try Self.candidate(stated)))
  }

  @Test("bands, peers and the person's own limits leave packages out")
  func limits() throws {
    let bands = "policy: {pay_bands: {L5: {least: 300k, most: 800k}}, peer_pay_limit: 130%}"
    let yaml = [("name: small", "name: small\n\(bands)")]
    let prune = { (columns: [(String, String)]) in
      try Self.candidate(Self.small(candidate: columns, yaml: yaml))
    }
    let free = try prune([("level", "L6")])
    #expect(free.pruning.isEmpty && free.packages.count == 12)
    let banded = try prune([("level", "L5")])
    #expect(banded.pruning.map(\.reason) == [.payBand] && banded.pruning[0].packages == 6)
    #expect(banded.packages.allSatisfy { $0.cash == 700_000 })
    // 1.3 x 600k = 780k; a bonus counts, and what is paid at signing.
    let peers = try prune([("level", ""), ("peer_pay", "600k"), ("sign_on", "1M")])
    #expect(peers.packages.isEmpty && peers.pruning.map(\.reason) == [.peerPay])
    let own = try prune([("cash_most", "800k"), ("gpus_most", "8"), ("without", "autonomy")])
    #expect(own.packages.map(\.id) == ["1x_8-h100_autonomy-0.4", "1x_no-gpus_autonomy-0.4"])
    #expect(own.pruning.map(\.reason) == [.cap] && own.pruning[0].packages == 10)
  }

  @Test("a level that the menu lacks is left as it is, where it must be")
  func without() throws {
    let small = Self.small(
      candidate: [("without", "data|autonomy")],
      yaml: [("levels: {autonomy: [0.4, 0.9]}", "levels: {autonomy: [0.4, 0.9], data: [0.5, 1]}")])
    let candidate = try Self.candidate(small)
    #expect(candidate.packages.count == 6)
    #expect(candidate.packages.allSatisfy { $0.levels == ["autonomy": 0.4] })
    #expect(candidate.packages[0].id == "1.5x_16-h100_autonomy-0.4")
  }

  @Test("who can be offered nothing has a note that says why, without a number of dollars")
  func nothing() throws {
    let scenario = try Self.small(
      candidate: [("level", "L5"), ("cash_most", "100k")],
      yaml: [("name: small", "name: small\npolicy: {pay_bands: {L5: {most: 800k}}}")]
    ).read()
    #expect(scenario.candidates[0].packages.isEmpty)
    #expect(
      scenario.notes == [
        "P-1 can be offered nothing: of the packages, 6 outside the pay band of L5, 6 against the "
          + "limits of the row."
      ])
  }

  @Test("money in another currency is noted")
  func currency() throws {
    let scenario = try Self.small(
      yaml: [("name: small", "name: small\npay_terms: {currency: EUR}")]
    ).read()
    #expect(scenario.payTerms.currency == "EUR")
    #expect(scenario.notes == ["Money is in EUR: read $ and dollars as EUR."])
  }

  @Test("a budget sets aside what it cannot pay, and brings it back, as reading does")
  func budget() throws {
    let at = { (cash: String) in
      try SmallScenario().read([Scenario.Override(path: "budget.cash", value: cash)])
    }
    let poor = try at("800k")
    #expect(poor.candidates[0].packages.count == 6 && poor.candidates[0].beyondBudget.count == 6)
    #expect(poor.candidates[0].pruning.map(\.packages) == [6])
    for cash in ["100k", "800k", "2M"] {
      for other in ["100k", "800k", "1.05M", "2M"] {
        let expected = try at(other)
        #expect(
          try at(cash).budgeting(cash: expected.cashBudget).candidates == expected.candidates)
      }
    }
  }

  @Test("the order of steps, words, rows and columns changes nothing")
  func order() throws {
    let small = { (lists: [String], columns: [(String, String)]) in
      Self.small(
        candidate: columns, rivals: [("vesting", "", "50|50"), ("bonus", "5%", "")],
        yaml: [
          ("[1, 1.5]", lists[0]), ("[0.4, 0.9]", lists[1]),
          ("levels:", "equity_multiples: \(lists[2])\n  sign_on: \(lists[3])\n  levels:"),
          (
            "name: small",
            "name: small\npolicy: {pay_bands: {\(lists[4])}, peer_pay_limit: 200%}"
          ),
        ])
    }
    let columns = [("level", "L5"), ("without", "data|mission"), ("peer_pay", "500k")]
    let straight = small(
      ["[1, 1.5]", "[0.4, 0.9]", "[1, 1.5]", "[0, 50k]", "L4: {most: 1M}, L5: {least: 100k}"],
      columns)
    var turned = small(
      ["[1.5, 1]", "[0.9, 0.4]", "1.5|1", "50k|0", "L5: {least: 100k}, L4: {most: 1M}"],
      [("peer_pay", "500k"), ("without", "mission|data"), ("level", "L5")])
    let lines = turned.files[3].text.split(separator: "\n")
    turned.files[3].text = [lines[0], lines[2], lines[1]].joined(separator: "\n")
    let (first, second) = (try straight.read(), try turned.read())
    #expect(first.candidates == second.candidates && first.policy == second.policy)
    #expect(first.facts == second.facts && first.notes == second.notes)
    #expect(first.candidates[0].pruning.map(\.reason) == [.peerPay])
  }

  @Test("a large menu is cut down before it is made, in any order of rows")
  func large() throws {
    let steps = stride(from: 0.5, to: 2.5, by: 0.01).map { "\($0)" }.joined(separator: ", ")
    let small = Self.small(
      candidate: [("cash_most", "400k")],
      yaml: [
        ("[1, 1.5]", "[\(steps)]"),
        ("{autonomy: [0.4, 0.9]}", "{autonomy: [0.4, 0.9], mission: [0, 0.5, 1], data: [0, 1]}"),
        (
          "cash_multiples",
          "equity_multiples: [1, 1.1, 1.2, 1.3]\n  sign_on: [0, 10k]\n"
            + "  cash_multiples"
        ),
      ])
    let candidate = try Self.candidate(small)
    let counts = candidate.pruning.reduce(0) { $0 + $1.packages }
    #expect(candidate.packages.count + counts == 200 * 4 * 2 * 3 * 2 * 3 * 2)
    #expect(candidate.packages.allSatisfy { $0.cash <= 400_000 && $0.levels["data"] == 1 })
  }
}
