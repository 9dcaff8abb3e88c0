/// Estimates as lines for a terminal of 60 to 200 columns, or for a paper.
public struct TerminalEstimates {
  private let report: EstimatesReport
  private let page: TerminalPage

  /// The lines of a report.
  public init(_ report: EstimatesReport, width: Int = 80, style: TerminalStyle = .plain) {
    self.report = report
    page = TerminalPage(width: width, style: style)
  }

  /// The text, a newline at the end.
  public var text: String {
    let lines =
      page.wrapped(report.title) + report.opening.flatMap { page.wrapped($0) }
      + report.sections.flatMap { [""] + self.lines(of: $0) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of section: EstimatesSection) -> [String] {
    var lines: [String] = []
    if section.columns.isEmpty {
      lines.append(page.heading(section.heading))
    } else {
      var table = TextTable([.left] + section.columns.map { _ in .right })
      table.add([section.heading] + section.columns, tones: [0: .heading])
      for row in section.rows { table.add([row[0].onOneLine] + row.dropFirst()) }
      lines += page.lines(of: [table])
    }
    lines += page.entries(section.entries, most: 24)
    return lines + section.sentences.flatMap { page.wrapped($0) }
  }
}
