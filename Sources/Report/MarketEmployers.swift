internal import Documents
public import Scenario

/// The employers that ship, each with its largest published cluster.
public struct MarketEmployers: Sendable {
  /// Those asked for, the largest cluster first.
  public let employers: [Employer]
  /// How many there are of that region and stage, of any size.
  public let considered: Int
  /// The smallest cluster asked for, in H100-equivalents; nil for any.
  private let cutoff: Double?
  /// What a reader of the list calls its region and stage: ` in europe`.
  private let scope: String
  private let today: FactDate?

  /// A list.
  /// - Parameters:
  ///   - region: Only those who have their seat there.
  ///   - stage: Only houses of that kind.
  ///   - cutoff: Only clusters of so many H100-equivalents or more.
  ///   - today: The day on which the ages of sizes are said; nil says none.
  public init(
    region: Employer.Region? = nil, stage: Employer.Stage? = nil, atLeast cutoff: Double? = nil,
    today: FactDate? = nil
  ) {
    let scoped = Employer.shipped.filter {
      (region == nil || $0.region == region) && (stage == nil || $0.stage == stage)
    }
    considered = scoped.count
    employers = scoped.filter { $0.h100e >= cutoff ?? 0 }.sorted {
      ($1.h100e, $0.id) < ($0.h100e, $1.id)
    }
    self.cutoff = cutoff
    let words = [stage.map { "of stage \($0.rawValue)" }, region.map { "in \($0.rawValue)" }]
    scope = words.compactMap { $0.map { " " + $0 } }.joined()
    self.today = today
  }

  /// One employer alone.
  public init(only employer: Employer, today: FactDate? = nil) {
    (employers, considered, cutoff, scope) = ([employer], 1, nil, "")
    self.today = today
  }

  /// Lines for a terminal; from 100 columns on with owners and sources.
  /// - Parameter explains: Whether to say what the table covers.
  public func text(width: Int = 80, explains: Bool = true) -> String {
    let page = TerminalPage(width: width)
    var table = TextTable([.left, .right, .right, .left, .left, .left, .left])
    table.add(
      ["EMPLOYER", "largest cluster", "H100e", "of", "region", "stage"]
        + (page.isRoomy ? ["owner"] : []))
    for employer in employers { table.add(Self.row(of: employer, page.isRoomy)) }
    var lines = table.lines(width: page.width)
    if page.isRoomy, lines.count == employers.count + 1 {
      lines =
        [lines[0]]
        + zip(lines.dropFirst(), employers).flatMap { line, employer in
          [line]
            + TextTable.wrapped(
              "\(employer.source): \(employer.page)", width: page.width - 2, indent: 2
            ).map { "  " + $0 }
        }
    }
    lines += ["", count]
    if explains { lines += explanation.flatMap { page.wrapped($0) } }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(of employer: Employer, _ isRoomy: Bool) -> [String] {
    [
      employer.id, "\(NumberFormat.grouped(employer.gpus)) \(employer.accelerator)",
      NumberFormat.count(employer.h100e), employer.date.description + mark(of: employer),
      employer.region.rawValue, employer.stage.rawValue,
    ] + (isRoomy ? [employer.owner] : [])
  }

  private static func mark(of employer: Employer) -> String {
    switch employer.certainty {
    case .confirmed: ""
    case .likely: "~"
    case .published: "*"
    }
  }

  private var count: String {
    let houses = "employer\(considered == 1 ? "" : "s")\(scope)"
    guard let cutoff else { return "\(considered) \(houses)" }
    return "\(employers.count) of \(considered) \(houses) have one cluster of "
      + "\(NumberFormat.count(cutoff)) H100e or more"
  }

  private var explanation: [String] {
    [
      "No mark: a confirmed size; ~ a likely one; * from the owner's own paper, graded by nobody.",
      "\(Employer.covers) Who publishes no size is not in it, whatever it is known for.",
      "H100e: dense bf16 rate over that of an H100; fulcrum topology accelerators.",
      ages, "fulcrum market employers NAME says where a size is from; fulcrum help employers",
    ].compactMap { $0 }
  }

  private var ages: String? {
    let dates = employers.map(\.date).sorted()
    guard let today, let oldest = dates.first, let newest = dates.last else { return nil }
    return "The newest size is \(NumberFormat.fixed(newest.years(until: today), 1)) years old, "
      + "the oldest \(NumberFormat.fixed(oldest.years(until: today), 1)); a year alone counts "
      + "from its middle."
  }

  /// Everything that is known of one employer, for a terminal.
  public static func text(of employer: Employer, today: FactDate? = nil, width: Int = 80) -> String
  {
    let age = today.map {
      ", \(NumberFormat.fixed(employer.date.years(until: $0), 1)) years old"
    }
    let lines: [(label: String, text: String)] = [
      ("owner", employer.owner),
      (
        "cluster",
        "\(NumberFormat.grouped(employer.gpus)) \(employer.accelerator), "
          + "\(NumberFormat.count(employer.h100e)) H100e by dense bf16"
      ),
      ("date", employer.date.description + (age ?? "")), ("size is", employer.certainty.rawValue),
      ("source", employer.source), ("page", employer.page),
      ("region", employer.region.rawValue), ("stage", employer.stage.rawValue),
      ("profile", "\(employer.profile): fulcrum market profiles \(employer.profile)"),
    ]
    return
      ([employer.id]
      + TerminalPage(width: width).entries(lines.map { ("  " + $0.label, $0.text) }, most: 20))
      .joined(separator: "\n") + "\n"
  }

  /// The table for a spreadsheet.
  public var csv: String {
    let header = [
      "id", "owner", "gpus", "accelerator", "h100e", "date", "certainty", "region", "stage",
      "profile", "source", "page",
    ]
    let rows = employers.map { employer in
      [
        employer.id, employer.owner, "\(employer.gpus)", employer.accelerator,
        CSVRow.digits(employer.h100e), employer.date.description, employer.certainty.rawValue,
        employer.region.rawValue, employer.stage.rawValue, employer.profile, employer.source,
        employer.page,
      ]
    }
    return CSVRow.table([header] + rows)
  }

  /// The same as a document, schema `fulcrum.market/1`.
  /// - Parameters:
  ///   - version: The program's.
  ///   - generated: When, ISO 8601; nil leaves time and ages out.
  public func json(version: String, generated: String?) throws -> String {
    try MarketDocument(
      kind: .employers, version: version, run: generated.flatMap(run), basis: "bf16",
      covers: Employer.covers, considered: considered, minimumGPUs: cutoff,
      employers: employers.map(MarketDocument.Employer.init)
    ).jsonDocument()
  }

  private func run(generated: String) -> MarketDocument.Run? {
    let ages = today.map { today in employers.map { $0.date.years(until: today) } } ?? []
    return MarketDocument.Run(
      generated: generated,
      age: ages.min().flatMap { newest in
        ages.max().map { MarketDocument.Run.Age(newest: newest, oldest: $0) }
      })
  }
}
