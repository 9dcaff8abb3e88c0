import Choice
import Documents

extension ScenarioReader {
  /// Reads what may be combined into packages.
  mutating func readMenu() {
    menu.pools = pools.map(\.id)
    var section = root.group("packages")
    let multiple = Measure(
      "a multiple of the base cash", example: "1.15", from: 0, through: 100, isAboveLowest: true)
    if section.has("cash_multiples") {
      menu.cashMultiples = Set(section.numbers("cash_multiples", multiple) ?? []).sorted()
    } else {
      section.assume(.numbers(menu.cashMultiples), for: "cash_multiples")
    }
    _ = section.node("cash_multiples")
    menu.equityMultiples = readSteps(
      "equity_multiples",
      Measure("a multiple of the equity", example: "1.5", from: 0, through: 100), &section)
    menu.signOns = readSteps("sign_on", .dollarsOnce, &section)
    if !poolsAreKnown { section.skip { $0 == "pools" } }
    if poolsAreKnown {
      if let chosen = section.words("pools", among: pools.map(\.id)) {
        menu.pools = chosen.sorted()
      } else {
        section.assume(.words(menu.pools), for: "pools")
      }
    }
    readLevelSteps(&section)
    section.finish(into: &root)
  }

  private mutating func readLevelSteps(_ section: inout Section) {
    guard var levels = section.section("levels") else { return }
    for attribute in registry.attributes where Self.isStated(attribute.id) {
      guard levels.has(attribute.id) else {
        _ = levels.node(attribute.id)
        continue
      }
      if let choices = levels.numbers(attribute.id, Self.measure(of: attribute)) {
        menu.levels.append(
          PackageMenu.Choices(attribute: attribute.id, levels: Set(choices).sorted()))
      }
    }
    levels.finish(into: &section)
    menu.levels.sort { $0.attribute < $1.attribute }
  }

  // Steps that may be left out: rising, each once; none if they are.
  private func readSteps(
    _ key: String, _ measure: Measure, _ section: inout Section
  ) -> [Double] {
    guard section.has(key) else {
      _ = section.node(key)
      return []
    }
    return Set(section.numbers(key, measure) ?? []).sorted()
  }
}

extension Measure {
  /// Dollars that are paid once, zero included.
  static let dollarsOnce = Measure(
    "dollars, once", example: "200k", from: 0, through: 1e12, acceptsDollarSign: true)
}
