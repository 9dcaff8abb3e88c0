internal import Planning
internal import Scenario

/// What more and less of a row is worth, and how much of it leaves the plan as it is, in words.
enum PriceStepText {
  /// `+16`, `-8`.
  static func amount(_ units: Double) -> String {
    (units > 0 ? "+" : "") + NumberFormat.count(units)
  }

  /// `h100: 16 less -$4.41M, 16 more +$4.07M`; nil where no more than one node was asked for.
  static func extremes(_ row: ResourcePlan) -> String? {
    guard let less = row.priceSteps.first, let more = row.priceSteps.last,
      max(abs(less.units), abs(more.units)) > 1
    else { return nil }
    let ends = [(less, "less"), (more, "more")].filter { ($0.0.units < 0) == ($0.1 == "less") }
    return "\(row.id): "
      + ends.map {
        "\(NumberFormat.count(abs($0.0.units))) \($0.1) \(NumberFormat.change($0.0.worth))"
      }.joined(separator: ", ")
  }

  /// `from 121 to 126`, `from 121 on`, `at 124`; nil where that is not known.
  static func stays(_ row: ResourcePlan) -> String? {
    guard let stays = row.stays else { return nil }
    let amount = row.isMoney ? NumberFormat.money : NumberFormat.count
    let from = amount(stays.from)
    guard let to = stays.to.map(amount) else { return "from \(from) on" }
    return from == to ? "at \(from)" : "from \(from) to \(to)"
  }

  /// Whether one more and one less are worth so different amounts that the price says little.
  static func isWide(_ row: ResourcePlan) -> Bool {
    guard let range = row.priceRange else { return false }
    return range.upperBound - range.lowerBound > max(row.price, range.upperBound) / 4
  }

  /// `$3.78`: of a GPU for an hour.
  static func hourly(_ row: ResourcePlan, in scenario: Scenario) -> String {
    row.perGPUHour(row.price, in: scenario).map {
      $0 == 0 ? "free" : "$" + NumberFormat.fixed($0, 2)
    } ?? ""
  }
}

extension ResourcePlan {
  /// Whether the row counts dollars.
  var isMoney: Bool { [.cash, .equity, .rent].contains(kind) }
}
