import Choice
import Foundation
import Scenario
import Testing
import Topology

@Suite("The tables of employers and profiles")
struct EmployerTests {
  @Test(
    "every employer has a source, a date and a certainty, and an age", arguments: Employer.shipped)
  func sourced(employer: Employer) throws {
    #expect(employer.source.count > 10 && employer.page.hasPrefix("https://"))
    #expect(!employer.owner.isEmpty && employer.gpus > 0)
    let today = try #require(FactDate("2026-11-21"))
    #expect((0.5...8).contains(employer.date.years(until: today)))
    let year = try #require(Int(employer.date.description))
    #expect((2018...2025).contains(year))
    #expect(EmployerProfile.named(employer.profile) != nil)
    #expect(employer.source.contains("Epoch") != (employer.certainty == .published))
  }

  @Test("H100-equivalents are counts times dense bf16 rates over 989", arguments: Employer.shipped)
  func sizes(employer: Employer) throws {
    // Retyped from the makers' data sheets, without sparsity.
    let rates: [String: Double] = [
      "h100": 989, "h200": 989, "gh200": 989, "a100": 312, "a100-pcie": 312, "mi250x": 383,
      "mi300a": 981, "tpu-v4": 275, "pvc": 832,
    ]
    let rate = try #require(rates[employer.accelerator])
    #expect(abs(employer.h100e - Double(employer.gpus) * rate / 989) < 1e-6 * employer.h100e)
  }

  @Test("there are enough of them, of every kind and region")
  func coverage() {
    let employers = Employer.shipped
    #expect(employers.count >= 25 && Set(employers.map(\.id)).count == employers.count)
    #expect(employers.map(\.id) == employers.map(\.id).sorted())
    #expect(employers.filter { $0.stage == .frontierLab }.count >= 5)
    #expect(Set(employers.map(\.stage)) == Set(Employer.Stage.allCases))
    #expect(Set(employers.map(\.region)) == Set(Employer.Region.allCases))
  }

  @Test("the lab's rivals have the sizes of the table")
  func labRivals() throws {
    let lab = try Scenario(.lab)
    let alternatives = lab.candidates.flatMap { [$0.stay] + $0.rivals }
    #expect(Set(alternatives.map(\.id)).count == 13)
    for alternative in alternatives {
      let employer = try #require(Employer.named(alternative.id), "\(alternative.id)")
      // The lab's rows are whole H100-equivalents.
      #expect(abs(alternative.clusterGPUs - employer.h100e) < 1, "\(alternative.id)")
    }
  }

  @Test(
    "every profile says all eleven, each inside its range, with a reason",
    arguments: EmployerProfile.shipped)
  func profile(profile: EmployerProfile) throws {
    #expect(
      profile.levels.map(\.attribute) == [
        "gpu_wait_days", "data", "autonomy", "mission", "publication", "team_quality",
        "leadership", "product_reach", "safety_culture", "stability", "remote",
      ])
    for level in profile.levels {
      let attribute = try #require(AttributeRegistry()[level.attribute])
      let range = try #require(level.range)
      #expect(range.contains(level.level) && range.lowerBound < range.upperBound)
      #expect(attribute.range.contains(range.lowerBound))
      #expect(attribute.range.contains(range.upperBound))
      #expect(level.reason.count > 5 && level.reason.count <= 80)
    }
  }

  @Test("startups give freedom and speed, large laboratories stability and compute")
  func startups() throws {
    let startup = try #require(EmployerProfile.named("startup"))
    for other in ["frontier-lab", "big-tech"].compactMap(EmployerProfile.named) {
      func difference(_ attribute: String) throws -> Double {
        try #require(startup[attribute]).level - #require(other[attribute]).level
      }
      for attribute in ["autonomy", "publication", "mission", "leadership"] {
        #expect(try difference(attribute) > 0)
      }
      for attribute in ["stability", "product_reach", "gpu_wait_days"] {
        #expect(try difference(attribute) < 0)
      }
    }
    func largest(_ stage: Employer.Stage) -> Double {
      Employer.shipped.filter { $0.stage == stage }.map(\.h100e).max() ?? 0
    }
    #expect(largest(.startup) < largest(.frontierLab) / 10)
  }

  @Test(
    "dates are days, months or years",
    arguments: [
      ("2026-05-31", "2026-11-30", 0.5), ("2026-05", "2026-11-16", 0.5), ("2024", "2026-07-01", 2),
      ("2026", "2024", 0), ("2025-11-21", "2026-11-21", 1),
    ] as [(String, String, Double)])
  func dates(date: String, today: String, years: Double) throws {
    let (date, today) = (try #require(FactDate(date)), try #require(FactDate(today)))
    #expect(date.years(until: today) == years)
    #expect((date < today) == (years > 0))
  }

  @Test(
    "no other text is a date",
    arguments: ["", "26", "2026-13", "2026-02-30", "1999", "2026-5", "May 2026", "2026-05-31-01"])
  func noDates(text: String) { #expect(FactDate(text) == nil) }
}
