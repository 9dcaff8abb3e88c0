internal import Allocation
internal import Foundation
public import ProblemFiles

/// A solution in lines for a terminal: how good it is, what is scarce, who gets most.
public struct TerminalSolution {
  /// The lines, each of at most the width, a newline at the end.
  public let text: String

  /// Of the grants, so many are shown.
  public static let most = 12

  /// Lays out a solution.
  ///
  /// - Parameters:
  ///   - document: What was found.
  ///   - problem: What was solved.
  ///   - grants: Who gets most; nil without a choice.
  ///   - width: Columns, 60 to 200.
  ///   - style: What the terminal may show beside letters.
  public init(
    _ document: SolutionDocument, of problem: ValuedProblem, grants: GrantSummary?, width: Int,
    style: TerminalStyle = .plain
  ) {
    let layout = Layout(document, problem, TerminalPage(width: width, style: style))
    let lines =
      layout.opening + layout.resources + layout.grants(grants) + layout.conflict + layout.run
    text = lines.joined(separator: "\n") + "\n"
  }

  /// What a unit is worth, in as many figures as say something.
  static func price(_ price: Double) -> String {
    if price == 0 { return "free" }
    if price >= 1000 { return NumberFormat.count(price) }
    if price >= 0.01 { return NumberFormat.fixed(price, price >= 10 ? 2 : 4) }
    return String(format: "%.2e", price)
  }
}

/// The parts of the page.
private struct Layout {
  private let document: SolutionDocument
  private let problem: ValuedProblem
  private let page: TerminalPage

  init(_ document: SolutionDocument, _ problem: ValuedProblem, _ page: TerminalPage) {
    (self.document, self.problem, self.page) = (document, problem, page)
  }

  /// What was asked, and how good the answer is.
  var opening: [String] {
    page.wrapped(source + " · " + size) + page.wrapped(standing)
  }

  private var source: String {
    switch problem.source {
    case .file(let path, _, _): path
    case .generated(let shape):
      "generated \(shape)" + (shape.isShared ? ", shared row" : "")
        + (shape.isInBlocks ? ", blocks" : "")
    }
  }

  private var size: String {
    let table = problem.problem
    let claimants = table.claimants.count + problem.withoutOptions.count
    let rules = table.resources.count - problem.ownResources
    return [
      count(claimants, "claimant"), count(table.value.count, "option"),
      count(problem.ownResources, "resource"), rules > 0 ? count(rules, "row") + " of rules" : "",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func count(_ number: Int, _ noun: String) -> String {
    NumberFormat.grouped(number) + " " + noun + (number == 1 ? "" : "s")
  }

  private var standing: String {
    switch document.status {
    case .optimal:
      "proven optimal · worth \(amount(document.objective ?? 0)): no choice is worth more"
    case .feasible:
      "found, not proven optimal · worth \(amount(document.objective ?? 0)), bound "
        + "\(amount(document.bound ?? 0)): at most \(gap) % below the best"
    case .infeasible: "proven: no choice is feasible"
    case .undecided:
      "nothing found within the limits, nor excluded"
        + (document.bound.map { "; no choice is worth more than \(amount($0))" } ?? "")
    }
  }

  private var gap: String {
    // Two figures: a share as small as these says nothing in whole percents.
    String(format: "%.2g", 100 * (document.relativeGap ?? 0))
  }

  private func amount(_ value: Int128) -> String {
    let digits = document.digits(value)
    let parts = digits.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first.flatMap({ Int($0) }) else { return digits }
    let sign = whole == 0 && digits.hasPrefix("-") ? "-" : ""
    return sign + NumberFormat.grouped(whole) + (parts.count == 2 ? ".\(parts[1])" : "")
  }

  /// Rows with what they have, what is used and what a unit more is worth.
  var resources: [String] {
    guard document.status != .infeasible else { return [] }
    var table = TextTable([.left, .right, .right, .right])
    table.add(
      ["RESOURCES", "capacity", "used", "price of a unit"], tones: [0: .heading])
    for row in document.rows where !row.isRule { table.add(cells(of: row)) }
    let rules = document.rows.filter(\.isRule)
    if !rules.isEmpty {
      table.add(["RULES"], tones: [0: .heading])
      for row in rules { table.add(cells(of: row)) }
    }
    return page.lines(of: [table])
  }

  private func cells(of row: SolutionDocument.Row) -> [String] {
    [
      row.id, NumberFormat.grouped(Int(row.capacity)),
      row.used.map { NumberFormat.grouped(Int($0)) } ?? "-", price(row.price * problem.valueUnit),
    ]
  }

  private func price(_ price: Double) -> String { TerminalSolution.price(price) }

  /// The grants that are worth most.
  func grants(_ grants: GrantSummary?) -> [String] {
    guard let grants, grants.granted > 0 else { return [] }
    let rest = grants.granted - grants.largest.count
    let idle = grants.claimants - grants.granted
    var table = TextTable([.left, .left, .right, .left])
    table.add(
      [rest > 0 ? "LARGEST GRANTS" : "GRANTS", "option", "value", "uses"], tones: [0: .heading])
    for grant in grants.largest {
      let uses = grant.uses.map { "\(NumberFormat.grouped(Int($0.amount))) \($0.resource)" }
      table.add([
        grant.claimant, grant.option, amount(Int128(grant.value)), uses.joined(separator: ", "),
      ])
    }
    var more: [String] = []
    if rest > 0 {
      more.append("\(NumberFormat.grouped(rest)) more grants (--format csv lists all)")
    }
    if idle > 0 { more.append("\(NumberFormat.grouped(idle)) without a grant") }
    return page.lines(of: [table])
      + (more.isEmpty ? [] : page.wrapped("and " + NumberFormat.list(more)))
  }

  /// Why no choice exists.
  var conflict: [String] {
    guard let shortfall = document.shortfall else { return [] }
    let claimants = shortfall.claimants
    let shown =
      claimants.prefix(8).joined(separator: ", ")
      + (claimants.count > 8 ? " and \(NumberFormat.grouped(claimants.count - 8)) more" : "")
    if shortfall.resources.isEmpty {
      return page.wrapped("without any option, not even nothing: \(shown)")
    }
    let needs = shortfall.resources.map { shortage in
      let needed =
        shortage.needed.map { "at least \(NumberFormat.grouped(Int($0))) needed" }
        ?? "no amount known to suffice alone"
      return "\(shortage.resource) \(NumberFormat.grouped(Int(shortage.capacity))), \(needed)"
    }
    let opening =
      shortfall.isMinimal
      ? "these cannot all suffice, and none can be left out: " : "these cannot all suffice: "
    return page.paragraph("CONFLICT", opening + needs.joined(separator: "; "))
      + (claimants.isEmpty ? [] : page.wrapped("needed by \(shown)"))
  }

  /// How long it took.
  var run: [String] {
    guard let run = document.run else { return [] }
    var search: [String] = []
    if document.passes > 0 {
      search.append(count(document.passes, "pass").replacing("passs", with: "passes"))
    }
    if document.nodes > 0 { search.append(count(document.nodes, "node")) }
    let verb: String
    if case .generated = problem.source { verb = "generated" } else { verb = "read" }
    return page.wrapped(
      "solved in \(seconds(run.seconds))"
        + (search.isEmpty ? "" : " (\(search.joined(separator: ", ")))")
        + ", \(verb) in \(seconds(run.readingSeconds))")
  }

  private func seconds(_ seconds: Double) -> String {
    seconds >= 0.9995
      ? NumberFormat.fixed(seconds, 2) + " s" : NumberFormat.fixed(seconds * 1000, 1) + " ms"
  }
}
