/// Estimates as one file of GitHub-flavoured Markdown, in the terminal's order.
public struct MarkdownEstimates {
  private let report: EstimatesReport
  private let document: EstimatesDocument

  /// The file of a report.
  /// - Parameter document: The same as a document: version and run are read from it.
  public init(_ report: EstimatesReport, document: EstimatesDocument) {
    self.report = report
    self.document = document
  }

  /// The text, a newline at the end.
  public var text: String {
    var lines = ["# Estimates: " + MarkdownText.cell(report.title), ""]
    lines += report.opening.map(MarkdownText.escaped)
    for section in report.sections {
      lines += ["", "## " + Self.name(of: section), ""]
      if !section.columns.isEmpty {
        var table = MarkdownTable(
          [("", .left)] + section.columns.map { (name: $0, alignment: TextTable.Alignment.right) })
        for row in section.rows { table.add(row) }
        lines += table.text.dropFirst()
      }
      lines += section.entries.map { "- \($0.label): \(MarkdownText.cell($0.text))" }
      lines += section.sentences.map {
        (section.columns.isEmpty ? "- " : "") + MarkdownText.escaped($0)
      }
    }
    lines += ["", "## Provenance", ""]
    lines += document.inputs.map { "- `\($0.path)`: SHA-256 \($0.sha256)" }
    lines.append("- fulcrum \(document.version), seed \(document.seed)")
    if let run = document.run {
      lines.append("- kernel \(run.kernel), \(run.threads) threads, \(run.generated)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // `WORTH in b_cost` reads `Worth in b_cost`.
  private static func name(of section: EstimatesSection) -> String {
    let words = section.heading.split(separator: " ").map { word in
      word.allSatisfy { $0.isUppercase || $0 == "," } ? word.lowercased() : String(word)
    }.joined(separator: " ")
    return MarkdownText.cell(words.prefix(1).uppercased() + words.dropFirst())
  }
}
