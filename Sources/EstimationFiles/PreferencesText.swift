public import Choice
internal import Foundation

extension Preferences {
  /// The file that a scenario names under `preferences`.
  ///
  /// - Parameter data: What the numbers rest on, in a line, such as the file's name.
  public func yaml(data: String) -> String {
    var lines = [
      "# What offers and exits say of people's tastes, beside the undecided medians that Fulcrum ships.",
      "# Name this file in scenario.yaml: `preferences: FILE`. Every mean is the logarithm of a factor on",
      "# a median (of staying an amount of log-pay; of never_share and lapse log-odds); 0 is as believed.",
      "# prior_share says how much of what is known of a number is still belief: 1 is all.",
      "schema: fulcrum.preferences/1", "data: \(Self.quoted(data))", "decisions: \(decisions)",
      "estimates:",
    ]
    for entry in entries {
      lines.append(
        "  \(entry.name): {mean: \(Self.number(entry.mean)), sd: \(Self.number(entry.sd)), "
          + "prior_share: \(Self.number(entry.priorShare))}")
    }
    let pairs = entries.indices.map { row in
      (row + 1..<entries.count).filter { abs(correlations[row][$0]) >= 0.0005 }
    }
    if pairs.contains(where: { !$0.isEmpty }) {
      lines.append("correlations:")
      for (row, others) in pairs.enumerated() where !others.isEmpty {
        lines.append("  \(entries[row].name):")
        for other in others {
          lines.append("    \(entries[other].name): \(Self.number(correlations[row][other]))")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''").replacing("\n", with: " ") + "'"
  }

  // Six decimals: far below what any of it is sure to.
  private static func number(_ x: Double) -> String {
    let text = String(format: "%.6f", x)
    return text == "-0.000000" ? "0.000000" : text
  }
}
