internal import Choice
public import Planning
internal import Scenario

/// A brief as one file of GitHub-flavoured Markdown, with everything that the document has.
public struct MarkdownOffer {
  private let brief: OfferBrief
  private let document: OfferDocument
  private let headline: OfferHeadline

  /// The file of `brief`.
  /// - Parameter document: The same brief as a document: inputs, version and run are read from it.
  public init(_ brief: OfferBrief, document: OfferDocument) {
    self.brief = brief
    self.document = document
    headline = OfferHeadline(brief)
  }

  /// The text, a newline at the end.
  public var text: String {
    var lines = ["# " + MarkdownText.escaped(headline.title), ""]
    lines += list([
      ("Offer", headline.offer), ("Accepts", headline.acceptance), ("Room", headline.ceiling),
      ("Beliefs", headline.beliefs), ("Brings", headline.worth), ("Promise", headline.promise),
      ("Who pays", headline.payers),
    ])
    lines += talk + against + years + packages + compute + curves + needs + payers + provenance
    lines += ["estimate, not a decision; reviewed by: \\_\\_\\_\\_"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func list(_ entries: [(String, String)]) -> [String] {
    entries.map { "- **\($0.0)**: \(MarkdownText.escaped($0.1))" } + [""]
  }

  private var talk: [String] {
    ["## The call", ""] + list(document.say.map { ("Say", $0) } + [("Never", document.neverSay)])
  }

  private var against: [String] {
    let ids = brief.comparisons.map { $0.isStaying ? "stay" : $0.id }
    var table = MarkdownTable(
      [("worth more in ours, % of pay", .left)] + ids.map { ($0, .right) })
    var attributes: [String] = []
    for term in brief.comparisons.flatMap(\.contributions.terms)
    where !attributes.contains(term.attribute) {
      attributes.append(term.attribute)
    }
    for attribute in attributes {
      table.add(
        [AttributeWords(attribute).label]
          + brief.comparisons.map { comparison in
            comparison.contributions.terms.first { $0.attribute == attribute }
              .map { NumberFormat.fixed($0.worth * 100, 1) } ?? ""
          })
    }
    table.add(
      ["in all"] + brief.comparisons.map { NumberFormat.fixed($0.contributions.total * 100, 1) })
    return ["## Against"] + table.text
  }

  private var years: [String] {
    let text = OfferYears(brief)
    var table = MarkdownTable(
      [("pay \(text.term)", .left)] + text.columns.map { ($0, .right) })
    for row in text.rows { table.add([row.name] + row.cells) }
    return ["## Pay side by side"] + table.text + [MarkdownText.escaped(text.note), ""]
      + (text.remarks.map { [MarkdownText.escaped($0) + ".", ""] } ?? [])
  }

  private var packages: [String] {
    var table = MarkdownTable([
      ("package", .left), ("holds", .left), ("P(accept)", .right), ("90 % range", .right),
      ("net at the plan's prices", .right),
    ])
    for ranked in brief.packages {
      table.add([
        ranked.package.id, headline.contents(of: ranked.package),
        NumberFormat.percent(ranked.acceptance),
        NumberFormat.percentRange(ranked.interval) + " %", NumberFormat.money(ranked.net),
      ])
    }
    return ["## Packages", "", "The best \(brief.packages.count) of \(brief.packageCount)."]
      + table.text
  }

  private var compute: [String] {
    guard let curve = brief.compute else { return [] }
    var table = MarkdownTable([
      ("\(brief.scenario.pools[curve.pool].id) GPUs", .right), ("P(accept)", .right),
      ("90 % range", .right), ("one more lures", .right), ("one more produces", .right),
      ("one more costs", .right), ("hiring leverage", .right), ("compute return", .right),
    ])
    func ratio(_ value: Double?) -> String { value.map { NumberFormat.fixed($0, 2) } ?? "-" }
    for point in curve.points {
      table.add([
        NumberFormat.grouped(point.gpus), NumberFormat.percent(point.acceptance),
        point.interval.map { NumberFormat.percentRange($0) + " %" } ?? "",
        point.willingnessToPay.map(NumberFormat.money) ?? "-",
        point.output.map(NumberFormat.money) ?? "-", point.netPrice.map(NumberFormat.price) ?? "-",
        ratio(point.hiring), ratio(point.returns),
      ])
    }
    return ["## GPUs"] + table.text
  }

  private var curves: [String] {
    func table(
      _ name: String, _ points: [OfferBrief.CurvePoint], _ level: (Double) -> String
    ) -> [String] {
      var table = MarkdownTable([(name, .right), ("P(accept)", .right), ("90 % range", .right)])
      for point in points {
        table.add([
          level(point.level), NumberFormat.percent(point.acceptance),
          NumberFormat.percentRange(point.interval) + " %",
        ])
      }
      return table.text
    }
    return ["## Cash and cluster"] + table("cash", brief.cashCurve, NumberFormat.money)
      + table("our cluster, H100e", brief.clusterCurve, NumberFormat.count)
  }

  private var needs: [String] {
    let text = OfferNeedsText(brief)
    var table = MarkdownTable(
      [("to be accepted with, the rest as offered", .left)]
        + brief.needed.map { (NumberFormat.percent($0.level), .right) })
    for row in text.rows { table.add([row.name] + row.cells) }
    var worths = MarkdownTable([
      ("one step, at the margin", .left), ("worth in cash", .right), ("90 % range", .right),
    ])
    for worth in brief.worths {
      worths.add([
        text.name(worth.step), NumberFormat.money(worth.dollars),
        NumberFormat.range(worth.interval),
      ])
    }
    return ["## What it would take"] + table.text
      + text.mixes.map { "- " + MarkdownText.escaped($0) }
      + (text.limits.map { ["", MarkdownText.escaped($0) + "."] } ?? [])
      + (text.why.map { ["", MarkdownText.escaped($0) + "."] } ?? []) + worths.text
  }

  private var payers: [String] {
    var table = MarkdownTable([
      ("who has less", .left), ("gives", .left), ("loses", .right), ("stay without", .right),
      ("stay with", .right), ("90 % range", .right),
    ])
    for payer in brief.payers ?? [] {
      table.add([
        payer.id, GrantText(payer.units.map { max(0, $0) }, in: brief.scenario).sentence,
        NumberFormat.money(payer.loss),
        payer.stay.map { NumberFormat.percent($0.without) } ?? "",
        payer.stay.map { NumberFormat.percent($0.with) } ?? "",
        payer.stay.map { NumberFormat.percentRange($0.interval) + " %" } ?? "",
      ])
    }
    return table.text.isEmpty ? [] : ["## Who pays"] + table.text
  }

  private var provenance: [String] {
    var table = MarkdownTable([("what", .left), ("value", .left)])
    table.add(["fulcrum", document.version])
    table.add(["preset", document.preset])
    table.add(["seed", "\(document.seed)"])
    for input in document.inputs {
      table.add([input.builtin.map { $0 + " (built in)" } ?? input.path ?? "", input.sha256])
    }
    for change in document.overrides { table.add(["--set \(change.path)", change.value]) }
    if let generated = document.run?.generated { table.add(["generated", generated]) }
    let assumed = document.facts.count(where: \.assumption)
    return ["## Provenance"] + table.text + [
      "\(assumed) of \(document.facts.count) numbers are assumed, what GPUs are worth to people "
        + "first among them; `fulcrum plan --format md` lists them.", "",
    ]
  }
}
