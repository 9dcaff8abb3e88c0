internal import Estimation

/// A part of a report of estimates: a table, entries, sentences; the same words in every face.
struct EstimatesSection {
  /// Its name, which in a terminal heads the first column.
  var heading: String
  /// The other columns of the table; empty where there is none.
  var columns: [String] = []
  /// The rows, each with its first cell.
  var rows: [[String]] = []
  /// Labels with what they label.
  var entries: [(label: String, text: String)] = []
  /// What a reader should know of it.
  var sentences: [String] = []

  /// Whether there is nothing to show.
  var isEmpty: Bool { rows.isEmpty && entries.isEmpty && sentences.isEmpty }
}

extension EstimatesReport {
  /// All parts, in the order in which they are read.
  var sections: [EstimatesSection] {
    [
      parameterSection, differenceSection, priorSection, worthSection, errorSection, fitSection,
      calibrationSection, certificateSection, noteSection,
    ].filter { !$0.isEmpty }
  }

  /// Sentences before all parts.
  var opening: [String] {
    (estimates.isConverged
      ? []
      : ["NOT CONVERGED: no search ended in a maximum; do not rely on these numbers."])
      + [regimeSentence]
  }

  private var noteSection: EstimatesSection {
    EstimatesSection(heading: "NOTES", sentences: estimates.notes)
  }

  // What so many decisions are enough for, and what was therefore held.
  private var regimeSentence: String {
    let count = estimates.fit.situations
    let decisions = "\(NumberFormat.grouped(count)) decision\(count == 1 ? "" : "s")"
    let held = estimates.parameters.filter { $0.isHeld && model.held[$0.name] == nil }
    func names(_ isBelieved: Bool) -> [String] {
      held.filter { (model.priors[$0.name] != nil) == isBelieved }.map(\.name)
    }
    var parts: [String]
    switch estimates.regime {
    case .likelihood: return "\(decisions), no priors: maximum likelihood."
    case .fewData: parts = ["medians are estimated, with what was believed before weighing in"]
    case .someData: parts = ["medians are estimated"]
    case .manyData: parts = ["everything is estimated, what was believed before is a weak pull"]
    }
    if !names(true).isEmpty {
      let differ =
        estimates.regime == .someData
        ? "how people differ is held at its prior" : "all else is held at its prior"
      parts.append("\(differ) (\(NumberFormat.list(names(true))))")
    }
    if !names(false).isEmpty {
      parts.append("held at a guess, without a prior: \(NumberFormat.list(names(false)))")
    }
    return "\(decisions): " + parts.joined(separator: "; ") + "."
  }
}
