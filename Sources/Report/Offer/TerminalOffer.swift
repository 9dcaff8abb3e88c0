internal import Choice
public import Planning
internal import Scenario

/// The brief of one candidate as lines for a terminal: one screen.
///
/// Text alone unless a style is given. Every number is in the document, too.
public struct TerminalOffer {
  private let brief: OfferBrief
  private let page: TerminalPage
  private let headline: OfferHeadline

  /// The lines of `brief`.
  /// - Parameters:
  ///   - brief: What is known.
  ///   - width: Columns; less than 60 counts as 60, more than 200 as 200.
  ///   - style: Whether to use colour.
  public init(_ brief: OfferBrief, width: Int = 80, style: TerminalStyle = .plain) {
    self.brief = brief
    page = TerminalPage(width: width, style: style)
    headline = OfferHeadline(brief)
  }

  /// The text, a newline at the end.
  public var text: String { lines.joined(separator: "\n") + "\n" }

  private var lines: [String] {
    var lines = page.wrapped(headline.title)
    lines += page.entries(
      [("OFFER", headline.offer), ("ACCEPTS", headline.acceptance)]
        + (brief.acceptance.passing > 0
          ? [("ROOM", headline.ceiling), ("BELIEFS", headline.beliefs)] : [])
        + [("BRINGS", headline.worth)], most: 8)
    if brief.acceptance.passing > 0 { lines += packages }
    lines += against + years
    if brief.acceptance.passing > 0 {
      let curves = TerminalOfferCurves(brief, page)
      lines += [""] + curves.lines + [""] + TerminalOfferNeeds(brief, page).lines
    } else {
      lines += [""] + TerminalOfferCurves(brief, page).cluster
    }
    lines += [""] + talk
    return lines
  }

  private var against: [String] {
    let entries = brief.comparisons.prefix(4).map { comparison in
      ((comparison.isStaying ? "stay" : comparison.id), headline.against(comparison))
    }
    return page.wrapped("AGAINST  ours is worth so much more, in % of pay (assumed tastes)")
      + page.entries(entries.map { ("  " + $0.0, $0.1) }, most: 22)
  }

  // The best few; all where all were asked for.
  private var packages: [String] {
    let count = NumberFormat.grouped(brief.packageCount)
    var table = TextTable([.left, .right, .right, .right])
    table.add(
      ["PACKAGES, best of \(count)", "P", "90 %", "net of prices"], tones: [0: .heading])
    let isOurs = { (ranked: OfferBrief.RankedPackage) in ranked.package.id == brief.package.id }
    var shown = brief.packages
    if shown.count <= Self.few {
      let best = shown.prefix(Self.brief)
      shown =
        best.contains(where: isOurs)
        ? Array(best) : best.dropLast() + shown.filter(isOurs)
    }
    for ranked in shown {
      let mark = isOurs(ranked) ? "> " : "  "
      table.add([
        mark + PackageText(ranked.package, in: brief.scenario).sentence,
        NumberFormat.percent(ranked.acceptance),
        NumberFormat.percentRange(ranked.interval), NumberFormat.money(ranked.net),
      ])
    }
    return table.lines(width: page.width, style: page.style)
  }

  private static let brief = 3
  private static let few = 5

  private var years: [String] {
    let text = OfferYears(brief)
    var table = TextTable([.left] + text.columns.map { _ in .right })
    table.add(["PAY \(text.term)"] + text.columns, tones: [0: .heading])
    for row in text.rows { table.add([row.name] + row.cells) }
    return table.lines(width: page.width, style: page.style)
      + (text.remarks.map { page.wrapped($0) } ?? [])
  }

  private var talk: [String] {
    let advice = OfferAdvice(brief)
    var entries = [("PROMISE", headline.promise), ("WHO PAYS", headline.payers)]
    entries += advice.say.map { ("SAY", $0) } + [("NEVER", advice.never)]
    return page.entries(entries, most: 8)
      + page.wrapped(
        "What GPUs are worth to people is assumed (see the ranges). A person decides.",
        indent: 0)
  }
}
