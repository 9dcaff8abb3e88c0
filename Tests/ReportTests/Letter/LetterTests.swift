import Choice
import Foundation
import Planning
import Scenario
import ScenarioFixtures
import Testing
import Topology

@testable import Report

@Suite("A letter to a candidate")
struct LetterTests {
  private static func letters(_ made: LetterScenario) -> [(Scenario.Package, Letter)] {
    made.candidate.packages.map { package in
      (package, Letter(of: package, to: made.candidate, in: made.scenario))
    }
  }

  @Test("holds no id and no number of anybody or anything else", arguments: 0..<40 as Range<UInt64>)
  func secrets(seed: UInt64) throws {
    let made = try LetterScenario(seed)
    for (package, letter) in Self.letters(made) {
      let html = LetterHTML(letter).text
      for text in [html, LetterMarkdown(letter).text] {
        for id in made.secretIDs { #expect(!text.contains(id), "\(id) in \(package.id)") }
        for number in made.secretNumbers { #expect(!text.contains(number), "\(number)") }
      }
      let allowed = Self.numbers(of: package, in: made.scenario)
      for text in [try LetterPage(html).words, LetterMarkdown(letter).text] {
        let stray = Self.numbers(in: text.replacing("H100", with: "").replacing("A100", with: ""))
          .filter { !allowed.contains($0) }
        #expect(stray.isEmpty, "\(stray) in \(text)")
      }
    }
  }

  // Every number that a letter may hold, reckoned from the package and the machines.
  private static func numbers(of package: Scenario.Package, in scenario: Scenario) -> Set<String> {
    let (cash, equity) = (Int(package.cash.rounded()), Int(package.equity.rounded()))
    var numbers = Set([cash, equity, cash + equity].flatMap { [$0, 4 * $0] })
    numbers.formUnion([1, 2, 3, 4, 5])
    if let pool = package.pool.map({ scenario.pools[$0] }) {
      numbers.formUnion([package.guaranteedGPUs, package.units, pool.gpusPerUnit])
    }
    numbers.formUnion(scenario.pools.map(\.geometry.inServiceGPUs))
    // Publication, days of waiting, hours of waiting, days of the week.
    return Set(numbers.map { NumberFormat.grouped($0) }).union(["37", "17", "10", "2.2"])
  }

  private static func numbers(in text: String) -> [String] {
    text.matches(of: /[0-9][0-9,]*(\.[0-9]+)?/).map { String($0.output.0) }
  }

  @Test("the same page whatever the rivals, the teams and the budget are")
  func blind() throws {
    let files = ScenarioFiles.hospital
    let changes = [
      "budget.cash=5M", "teams[imaging].value=9M", "seed=7", "preset=compute-first",
      "assumptions.lapse=1%", "candidates[C-01].hire_value=2M", "candidates[C-01].cutoff_gpus=48",
    ]
    let pages = try ([[]] + changes.map { [$0] }).map { changes in
      let scenario = try ScenarioSource(files: files.all, in: "test")
        .scenario(with: changes.map { try Scenario.Override(argument: $0) })
      let candidate = try #require(scenario.candidates.first { $0.id == "C-01" })
      return candidate.packages.map {
        LetterHTML(Letter(of: $0, to: candidate, in: scenario)).text
      }
    }
    for page in pages.dropFirst() { #expect(page == pages[0]) }
    #expect(Set(pages[0]).count == pages[0].count, "each package has a page of its own")
  }

  @Test("pay by year adds up", arguments: 0..<10 as Range<UInt64>)
  func pay(seed: UInt64) throws {
    let made = try LetterScenario(seed)
    for (package, letter) in Self.letters(made) {
      let columns = letter.pay.columns
      #expect(columns.map(\.title).contains("Equity at face") == (package.equity > 0))
      let total = try #require(columns.last)
      #expect(total.title == "Total" && total.amounts.count == 4)
      let amount = NumberFormat.count((package.cash.rounded() + package.equity.rounded()))
      #expect(total.amounts == [String](repeating: amount, count: 4))
    }
  }

  @Test("pay that changes over the years is laid out as it is paid, in its currency")
  func years() throws {
    let scenario = try ScenarioFiles.hospital.scenario(
      "pay_terms.years=3", "pay_terms.currency=EUR", "candidates[C-01].sign_on=90k",
      "candidates[C-01].bonus=10k", "candidates[C-01].raise=10%",
      "candidates[C-01].vesting=50|30|20", "candidates[C-01].cash=200k",
      "candidates[C-01].equity=60k", "packages.cash_multiples=[1]")
    let candidate = try #require(scenario.candidates.first { $0.id == "C-01" })
    let package = try #require(candidate.packages.first)
    let letter = Letter(of: package, to: candidate, in: scenario)
    let columns = letter.pay.columns
    #expect(
      columns.map(\.title) == [
        "Base pay", "Bonus at target", "Sign-on", "Cash", "Equity at face", "Total",
      ])
    let amounts = columns.map { $0.amounts + [$0.sum] }
    #expect(amounts[0] == ["200,000", "220,000", "242,000", "662,000"])
    #expect(amounts[2] == ["90,000", "0", "0", "90,000"])
    #expect(amounts[4] == ["90,000", "54,000", "36,000", "180,000"])
    let text = LetterMarkdown(letter).text
    #expect(text.contains("## Pay over 3 years\n\nBy year, in EUR, before tax."))
    #expect(text.contains("for the term of this offer, 3 years") || package.units == 0)
  }

  @Test("names the guarantee, its nodes, its links and the cluster behind it")
  func compute() throws {
    let scenario = try Scenario(
      .lab,
      overrides: [
        Scenario.Override(path: Scenario.Override.clusterPath, value: "dgx-superpod-127")
      ])
    let candidate = try #require(scenario.candidates.first { $0.id == "C-02" })
    func sentences(_ gpus: Int, _ accelerator: String) throws -> String {
      let package = try #require(
        candidate.packages.first { package in
          package.guaranteedGPUs == gpus
            && package.pool.map { scenario.pools[$0].accelerator } == accelerator
        })
      let letter = Letter(of: package, to: candidate, in: scenario)
      return letter.sections[0].sentences.joined(separator: " ")
    }
    let own = try sentences(64, "h100")
    #expect(
      own.hasPrefix(
        "64 NVIDIA H100 SXM GPUs are guaranteed to you by name for the term of this offer, 4 years, in "
          + "whole nodes of 8 (8 nodes). More when others do not use them"))
    #expect(own.contains("The 8 GPUs of a node are joined by NVLink."))
    #expect(own.contains("They are part of a cluster of 1,016 GPUs in service."))
    #expect(
      own.hasSuffix(
        "A job of yours beyond the guarantee waits about 2 days before it starts."))
    let old = try sentences(8, "a100")
    #expect(old.contains("8 NVIDIA A100 SXM GPUs") && old.contains("(1 node)"))
    #expect(old.contains("cluster of 512 GPUs"))
    #expect(old.contains("Our largest single cluster has 1,016 NVIDIA H100 SXM GPUs in service."))
    let none = try #require(candidate.packages.first { $0.guaranteedGPUs == 0 })
    let letter = Letter(of: none, to: candidate, in: scenario)
    #expect(letter.sections[0].sentences[0].hasPrefix("No GPUs are guaranteed to you by name"))
    let last = letter.sections[0].sentences.last
    #expect(last == "A job of yours waits about 2 days before it starts.")
    #expect(letter.noteToSender(in: scenario) == nil)
  }

  @Test("says in which domain of several nodes the GPUs stand")
  func domains() throws {
    var scenario = try Scenario(.lab)
    let candidate = try #require(scenario.candidates.first { $0.id == "C-02" })
    let place = try #require(scenario.pools.firstIndex { $0.id == "h100" })
    let package = try #require(
      candidate.packages.first { $0.pool == place && $0.guaranteedGPUs == 64 })
    let old = scenario.pools[place]
    var geometry = old.geometry
    geometry.domains = NodeGroups(of: 9)
    scenario.pools[place] = Scenario.Pool(
      id: old.id, cluster: old.cluster, accelerator: old.accelerator, h100ePerGPU: old.h100ePerGPU,
      geometry: geometry)
    let text = Letter(of: package, to: candidate, in: scenario).sections[0].sentences.joined()
    #expect(text.contains("They stand in domains of 72 GPUs (9 nodes) that are joined by"))
  }

  @Test("every shipped accelerator has a product's name", arguments: Accelerator.shipped)
  func products(accelerator: Accelerator) {
    #expect(accelerator.product != accelerator.id)
    let makers = ["NVIDIA ", "AMD ", "Intel ", "AWS ", "Google "]
    #expect(makers.contains { accelerator.product.hasPrefix($0) })
  }
}
