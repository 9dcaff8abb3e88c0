internal import Choice
internal import Planning
internal import Scenario

/// Pay and compute of the package beside every alternative, year by year.
struct OfferYears {
  private let brief: OfferBrief
  private var scenario: Scenario { brief.scenario }

  init(_ brief: OfferBrief) { self.brief = brief }

  /// `each of 4 years`, in a currency that is not the dollar with its name.
  var term: String {
    let terms = scenario.payTerms
    let isFlat = offers.allSatisfy { Set($0.years).count <= 1 }
    let currency = terms.currency == "USD" ? "" : ", \(terms.currency)"
    return (isFlat ? "each of \(terms.years) years" : "by year") + currency
  }

  /// `base`, `equity` and so on; bonus and sign-on only where somebody gets one.
  var columns: [String] {
    ["base"] + (hasBonus ? ["bonus"] : []) + (hasSignOn ? ["sign-on"] : [])
      + ["equity", "H100e"] + (rentPool == nil ? [] : ["at \(rentPool?.id ?? "") rent"]) + ["total"]
  }

  /// What `at rent` means.
  var note: String {
    rentPerH100e.map {
      "Guaranteed GPUs are counted at the rent of an H100, \(NumberFormat.price($0)) a year; equity "
        + "at face value."
    } ?? "Guaranteed GPUs are not in the total; equity at face value."
  }

  /// One row for an alternative whose years are alike; else one for each run of like years.
  var rows: [(name: String, cells: [String])] {
    offers.flatMap { offer -> [(String, [String])] in
      runs(of: offer.years).map { run in
        let isWhole = run.count == offer.years.count
        let years =
          isWhole
          ? ""
          : run.count == 1
            ? " y\(run.lowerBound + 1)"
            : " y\(run.lowerBound + 1)-\(run.upperBound)"
        return (offer.name + years, cells(offer.years[run.lowerBound], offer.h100e))
      }
    }
  }

  private struct Offer {
    var name: String
    var years: [Scenario.PayYear]
    var h100e: Double
  }

  private var offers: [Offer] {
    [
      Offer(name: "ours", years: brief.package.years, h100e: brief.package.guaranteedH100e)
    ]
      + brief.comparisons.prefix(4).compactMap { comparison in
        brief.candidate.years(of: comparison.id).map {
          Offer(
            name: comparison.isStaying ? "stay" : comparison.id, years: $0,
            h100e: comparison.alternative.guaranteedGPUs)
        }
      }
  }

  private var hasBonus: Bool { offers.contains { $0.years.contains { $0.bonus != 0 } } }
  private var hasSignOn: Bool { offers.contains { $0.years.contains { $0.signOn != 0 } } }

  // The pool that is most like an H100: all are counted at one rent, because they are weighed so.
  private var rentPool: Scenario.Pool? {
    scenario.pools.filter { $0.rentPerGPUHour != nil && $0.h100ePerGPU > 0 }
      .min { abs($0.h100ePerGPU - 1) < abs($1.h100ePerGPU - 1) }
  }

  private var rentPerH100e: Double? {
    rentPool.flatMap { pool in pool.rentPerUnitYear.map { $0 / pool.h100ePerUnit } }
  }

  /// What pay has beside the table: level amounts, what is forfeited, equity at a discount of its own.
  var remarks: String? {
    var parts: [String] = []
    let years = brief.package.years
    if Set(years).count > 1 {
      parts.append(
        "cash of the offer is the level amount a year of \(NumberFormat.money(brief.package.cash))")
    }
    if brief.candidate.forfeited > 0 {
      parts.append(
        "leaving forfeits \(NumberFormat.money(brief.candidate.forfeited)) a year, which every offer "
          + "has to make up for")
    }
    if let discount = brief.package.alternative.equityDiscount {
      parts.append("a dollar of our equity counts \(NumberFormat.percent(discount))")
    }
    if scenario.payTerms.currency != "USD" {
      parts.append("$ stands for \(scenario.payTerms.currency) on this page")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private func runs(of years: [Scenario.PayYear]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in years.indices {
      if let last = runs.last, years[last.lowerBound] == years[index] {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }

  private func cells(_ year: Scenario.PayYear, _ h100e: Double) -> [String] {
    func amount(_ dollars: Double) -> String { dollars == 0 ? "-" : NumberFormat.money(dollars) }
    let compute = rentPerH100e.map { $0 * h100e }
    return [amount(year.base)] + (hasBonus ? [amount(year.bonus)] : [])
      + (hasSignOn ? [amount(year.signOn)] : [])
      + [amount(year.equity), h100e == 0 ? "-" : NumberFormat.count(h100e)]
      + (compute.map { [amount($0)] } ?? [])
      + [NumberFormat.money(year.total + (compute ?? 0))]
  }
}
