import Foundation
import Testing

@testable import Estimation
@testable import Report

@Suite("Estimates in words")
struct EstimatesTextTests {
  private static func words(_ report: EstimatesReport, width: Int = 80) -> String {
    TerminalEstimates(report, width: width).text.split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  @Test(
    "every line fits, ends without spaces and commands no terminal", arguments: EstimatedSurvey.all)
  func fits(survey: EstimatedSurvey) {
    let report = survey.report
    for width in [60, 80, 120] {
      let text = TerminalEstimates(report, width: width).text
      #expect(text.hasSuffix("\n") && !text.contains("\n\n\n") && !text.contains("\u{1B}"))
      for line in text.split(separator: "\n") {
        #expect(line.count <= width && line.last != " ", "\(line)")
      }
    }
    let coloured = TerminalEstimates(report, style: .colour).text
    #expect(coloured.contains("\u{1B}[1mPARAMETER\u{1B}[0m"))
  }

  @Test(
    "shows an estimate with the decimals of its error",
    arguments: [
      (-0.154632, 0.0432355, "-0.1546", "0.0432"), (9800.4, 2100.7, "9800", "2101"),
      (18.12345, 5.5, "18.123", "5.500"), (12_345.6, 150.2, "12,345.6", "150.2"),
      (0.000123456, 0.0000123, "0.0001235", "0.0000123"), (-0.00001, 0.5, "0.0000", "0.5000"),
      (412.25, 41.2, "412.25", "41.20"),
    ])
  func figures(value: Double, error: Double, shown: String, shownError: String) {
    let places = EstimateFigures.places(for: error)
    #expect(EstimateFigures.text(value, places) == shown)
    #expect(EstimateFigures.text(error, places) == shownError)
  }

  @Test("p-values and ranges")
  func smallFigures() {
    #expect(EstimateFigures.p(0.01234) == "p = 0.0123" && EstimateFigures.p(1e-30) == "p < 0.0001")
    #expect(EstimateFigures.range(-1.7271...(-0.7634)) == "-1.727 .. -0.763")
    #expect(EstimateFigures.range(100...3000) == "100 .. 3000")
    #expect(EstimateFigures.text(.nan, 2) == "-")
  }

  @Test(
    "says which regime it is and what was held",
    arguments: [
      (4, "20 decisions: medians are estimated, with what was believed before weighing in"),
      (
        20,
        "100 decisions: medians are estimated; how people differ is held at its prior (sd.gpus)."
      ),
      (70, "350 decisions: everything is estimated, what was believed before is a weak pull."),
    ])
  func regimes(persons: Int, sentence: String) {
    let text = Self.words(EstimatedSurvey.believed(persons: persons).report)
    #expect(text.contains(sentence), "\(text)")
    #expect(text.contains("Assumed, by nobody measured: the priors of pay and sd.gpus."))
    #expect(text.contains("sd.gpus 0.108 .. 0.892 held all prior") == (persons < 70))
  }

  @Test(
    "says the prior's share as one says it",
    arguments: [
      (0.02, "the data decide"), (0.2, "mostly data"), (0.5, "half and half"),
      (0.7, "mostly prior"), (0.97, "prior alone"),
    ])
  func shares(share: Double, words: String) {
    #expect(EstimatesReport.words(share) == words)
    var report = EstimatedSurvey.believed().report
    for index in report.estimates.parameters.indices
    where report.estimates.parameters[index].priorShare != nil {
      report.estimates.parameters[index].priorShare = share
    }
    let text = Self.words(report)
    let percent = Int((100 * share).rounded())
    #expect(text.contains("\(percent) %, \(words)"))
    #expect(
      text.contains("On average \(percent) % of what is known of these 2 parameters is what was"))
    #expect(text.contains("The data say next to nothing of pay and gpus") == (share >= 0.9))
  }

  @Test("without priors says maximum likelihood and nothing of priors")
  func likelihood() {
    let text = Self.words(EstimatedSurvey().report)
    #expect(
      text.hasPrefix(
        "answers.csv · multinomial logit · 100 choices of 20 people (30 of 330 rows left out)"))
    #expect(text.contains("100 decisions, no priors: maximum likelihood."))
    #expect(text.contains("s.e. by person") && text.contains("1: the log-likelihood is concave"))
    #expect(!text.contains("PRIOR") && !text.contains("HOW PEOPLE DIFFER"))
    #expect(text.contains("against constants"))
  }

  @Test("flags standard errors that disagree, and those alone")
  func flags() {
    var report = EstimatedSurvey().report
    for (index, factor) in [1.0, 1.29, 1.31, 0.7].enumerated() {
      report.estimates.parameters[index].errors = .init(
        hessian: 0.5, bhhh: 0.5, robust: 0.5, clustered: 0.5 * factor)
    }
    let rows = report.errorSection.rows
    #expect(rows.map { $0.last } == ["", "", "!", "!"])
    #expect(rows.map { $0[5] } == ["1.00", "1.29", "1.31", "0.70"])
  }

  @Test("a worth whose price may be 0 has no bound, and one that agrees is said once")
  func worths() throws {
    var report = EstimatedSurvey().report
    var worth = try #require(report.estimates.worths.first { $0.name == "gpus" })
    worth.exact = worth.simulated
    report.estimates.worths = [worth]
    #expect(report.worthSection.columns.count == 3)
    worth.exact = nil
    report.estimates.worths = [worth]
    #expect(report.worthSection.rows[0].last == "no bound")
    #expect(Self.words(report).contains("no bound: the data do not exclude that pay is 0"))
    report.model.price = "pay"
    #expect(Self.words(report).contains("In willingness-to-pay space the coefficients are worths"))
  }

  @Test("without a maximum it says so first, and where searches ended")
  func notConverged() {
    var report = EstimatedSurvey.believed().report
    report.estimates.isConverged = false
    report.estimates.restarts = [
      .init(value: -80, gradientNorm: 0.3, distance: 0, isMaximum: false),
      .init(value: -80.00001, gradientNorm: 0.3, distance: 0.2, isMaximum: false),
      .init(value: -85, gradientNorm: 1e-9, distance: 4, isMaximum: true),
    ]
    let lines = TerminalEstimates(report).text.split(separator: "\n")
    #expect(lines[1].hasPrefix("NOT CONVERGED"))
    let text = Self.words(report)
    #expect(text.contains("NO: largest gradient 3.0e-01"))
    #expect(text.contains("0 of 3 ended here: -80.000 (no maximum) x 2, -85.000"), "\(text)")
  }

  @Test(
    "Markdown has every part of the table and where it came from", arguments: EstimatedSurvey.all)
  func markdown(survey: EstimatedSurvey) {
    let report = survey.report
    let text = MarkdownEstimates(
      report, document: EstimatesDocument(report, version: "1.2.3", run: nil)
    ).text
    #expect(text.hasPrefix("# Estimates: answers.csv · "))
    #expect(text.count(where: { $0 == "#" }) - 1 == 2 * (report.sections.count + 1))
    for section in report.sections {
      for row in section.rows {
        #expect(row.allSatisfy { text.contains(MarkdownText.cell($0)) }, "\(row)")
      }
      for sentence in section.sentences { #expect(text.contains(MarkdownText.escaped(sentence))) }
    }
    #expect(
      text.contains("- `data/answers.csv`: SHA-256 ") && text.contains("- fulcrum 1.2.3, seed 1"))
  }
}
