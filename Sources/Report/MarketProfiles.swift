internal import Documents
public import Scenario

/// What it is like to work for each kind of employer.
public struct MarketProfiles: Sendable {
  private let profiles: [EmployerProfile]

  /// A list of `profiles`, in their order.
  public init(_ profiles: [EmployerProfile] = EmployerProfile.shipped) { self.profiles = profiles }

  /// Lines for a terminal; of one profile every level with its reason.
  /// - Parameter explains: Whether to say what levels and ranges are.
  public func text(width: Int = 80, explains: Bool = true) -> String {
    let page = TerminalPage(width: width)
    var lines = profiles.count == 1 ? reasons(page) : tables(page)
    if explains {
      lines += [""]
      lines += [
        "Nobody has measured these: each is an assumption, and the range behind it is what is "
          + "still believable. What a level means: fulcrum help attributes.",
        "profiles: in scenario.yaml changes any; a row of rivals.csv that names an employer takes "
          + "them where it says nothing itself. Reasons: fulcrum market profiles NAME.",
      ].flatMap { page.wrapped($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func tables(_ page: TerminalPage) -> [String] {
    let most = (1...max(1, profiles.count)).reversed()
    let columns = most.first { count in blocks(of: count).allSatisfy { $0.fits(page.width) } } ?? 1
    return blocks(of: columns).map { $0.lines(width: page.width) }.joined(separator: [""]).map(
      \.self)
  }

  /// Tables of so many profiles beside each other.
  private func blocks(of count: Int) -> [TextTable] {
    stride(from: 0, to: profiles.count, by: count).map { start in
      let block = profiles[start..<min(start + count, profiles.count)]
      var table = TextTable([.left] + block.map { _ in .right })
      table.add(["LEVELS"] + block.map(\.id))
      for attribute in attributes {
        table.add([attribute] + block.map { $0[attribute].map(Self.cell) ?? "-" })
      }
      return table
    }
  }

  /// Attributes of any profile, in the order in which they appear.
  private var attributes: [String] {
    var seen: [String] = []
    for level in profiles.flatMap(\.levels) where !seen.contains(level.attribute) {
      seen.append(level.attribute)
    }
    return seen
  }

  private func reasons(_ page: TerminalPage) -> [String] {
    let profile = profiles[0]
    var table = TextTable([.left, .right, .left])
    for level in profile.levels {
      table.add([
        "  " + level.attribute, level.level.plain, level.range.map(Self.range) ?? "",
      ])
    }
    let reasons = zip(table.lines(width: page.width), profile.levels).map {
      (label: $0, text: $1.reason)
    }
    return page.wrapped("\(profile.id): \(profile.summary)") + page.entries(reasons, most: 60)
  }

  private static func cell(_ level: EmployerProfile.Level) -> String {
    level.level.plain + (level.range.map { " (\(range($0)))" } ?? "")
  }

  private static func range(_ range: ClosedRange<Double>) -> String {
    "\(range.lowerBound.plain)..\(range.upperBound.plain)"
  }

  /// One row for each level, for a spreadsheet.
  public var csv: String {
    let rows = profiles.flatMap { profile in
      profile.levels.map { level in
        [
          profile.id, level.attribute, CSVRow.digits(level.level),
          level.range.map { CSVRow.digits($0.lowerBound) } ?? "",
          level.range.map { CSVRow.digits($0.upperBound) } ?? "", level.reason,
        ]
      }
    }
    return CSVRow.table([["profile", "attribute", "level", "low", "high", "reason"]] + rows)
  }

  /// The same as a document, schema `fulcrum.market/1`.
  /// - Parameters:
  ///   - version: The program's.
  ///   - generated: When, ISO 8601; nil leaves it out.
  public func json(version: String, generated: String?) throws -> String {
    try MarketDocument(
      kind: .profiles, version: version,
      run: generated.map { MarketDocument.Run(generated: $0) },
      profiles: profiles.map(MarketDocument.Profile.init)
    ).jsonDocument()
  }
}
