import Estimation
import Foundation
import Testing

@testable import Report

@Suite("Estimates as a document and as a table for spreadsheets")
struct EstimatesDocumentTests {
  private static func paths(_ value: Any, _ path: String = "") -> Set<String> {
    if let object = value as? [String: Any] {
      return object.reduce(into: []) {
        $0.formUnion(paths($1.value, path.isEmpty ? $1.key : "\(path).\($1.key)"))
      }
    }
    if let list = value as? [Any] {
      return list.reduce(into: [path + "[]"]) { $0.formUnion(paths($1, path + "[]")) }
    }
    return [path]
  }

  private static func json(_ survey: EstimatedSurvey) throws -> (text: String, keys: Set<String>) {
    let run = DocumentRun(seconds: 1, kernel: "plain", threads: 1, generated: "now")
    let text = try EstimatesDocument(survey.report, version: "1", run: run).json()
    return (text, paths(try JSONSerialization.jsonObject(with: Data(text.utf8))))
  }

  @Test("has the keys that the outside may rely on, all of them snake_case, and no others unasked")
  func keys() throws {
    let plain = try Self.json(EstimatedSurvey()).keys
    for path in [
      "schema", "version", "seed", "inputs[].path", "inputs[].sha256", "log_likelihood",
      "log_likelihood_null", "log_likelihood_constants", "rho_squared", "rho_squared_adjusted",
      "aic", "bic", "tests[].against", "tests[].p", "hit_rate", "brier", "log_score",
      "calibration[].predicted", "parameters[].name", "parameters[].estimate",
      "parameters[].se_hessian", "parameters[].se_robust", "parameters[].se_clustered",
      "parameters[].se_bhhh", "parameters[].low", "restarts[].log_likelihood",
      "restarts[].gradient_norm", "converged", "wtp[].name", "wtp[].value", "wtp[].se", "wtp[].low",
      "covariance[][]", "covariance_kind", "eigenvalues[]", "regime", "rows.left_out",
      "model.coefficients[].column", "run.threads",
    ] {
      #expect(plain.contains(path), "\(path)")
    }
    let mixed = try Self.json(.believed()).keys
    let more = [
      "draws.kind", "draws.count", "doubled_draws.log_likelihood", "doubled_draws.distance",
      "log_posterior", "parameters[].prior_share", "parameters[].prior_low",
      "parameters[].prior_source",
    ]
    for path in more {
      #expect(mixed.contains(path), "\(path)")
      #expect(!plain.contains(path), "\(path)")
    }
    #expect(!mixed.contains("aic") && !mixed.contains("tests[].p"))
    for path in plain.union(mixed) {
      #expect(path.allSatisfy { $0.isLowercase || $0.isNumber || "_.[]".contains($0) }, "\(path)")
    }
  }

  @Test("gives back what it was made of", arguments: EstimatedSurvey.all)
  func roundTrip(survey: EstimatedSurvey) throws {
    let report = survey.report
    let document = EstimatesDocument(report, version: "1", run: nil)
    let text = try document.json()
    #expect(try JSONDecoder().decode(EstimatesDocument.self, from: Data(text.utf8)) == document)
    #expect(!text.contains("null") || text.contains("log_likelihood_null"))
    #expect(document.parameters.map(\.estimate) == report.estimates.parameters.map(\.value))
    #expect(document.covariance.count == report.estimates.free.count)
    #expect(document.restartsAgreeing <= document.restarts.count)
  }

  // t, tests and shares from what they are defined by.
  @Test("its derived figures follow from the others", arguments: EstimatedSurvey.all)
  func derived(survey: EstimatedSurvey) throws {
    let report = survey.report
    let document = EstimatesDocument(report, version: "1", run: nil)
    for (parameter, estimate) in zip(document.parameters, report.estimates.parameters) {
      guard let t = parameter.t else { continue }
      let error = try #require(
        document.covarianceKind == "posterior" ? parameter.seHessian : parameter.seClustered)
      let origin = parameter.kind == "dissimilarity" ? 1.0 : 0
      #expect(abs(t - (parameter.estimate - origin) / error) < 1e-12)
      if let share = parameter.priorShare, let prior = survey.model.priors[parameter.name] {
        #expect(abs(share - min(1, error * error / (prior.sd * prior.sd))) < 1e-9)
      }
      #expect(parameter.held == estimate.isHeld)
    }
    for test in document.tests ?? [] {
      let base =
        try test.against == "constants"
        ? #require(document.logLikelihoodConstants) : document.logLikelihoodNull
      #expect(abs(test.statistic - 2 * (document.logLikelihood - base)) < 1e-9)
      #expect((0...1).contains(test.p))
    }
    let free = Double(report.estimates.free.count)
    if let aic = document.aic { #expect(abs(aic - 2 * (free - document.logLikelihood)) < 1e-9) }
  }

  @Test(
    "a test against constants has the degrees of what is beside them, where they are complete",
    arguments: [
      (["b", "stay"], 2), (["b"], nil), ([], nil), (["a", "stay"], 2),
    ] as [([String], Int?)])
  func degrees(constants: [String], expected: Int?) throws {
    var survey = EstimatedSurvey()
    survey.model.coefficients =
      constants.map { .init(name: "asc_\($0)", column: nil, alternatives: [$0]) }
      + survey.model.coefficients.suffix(2)
    #expect(survey.report.degreesBeyondConstants == expected)
    let document = EstimatesDocument(survey.report, version: "1", run: nil)
    #expect(document.tests?.count == (expected == nil ? 1 : 2))
    #expect(document.tests?.last?.degrees == expected ?? survey.model.coefficients.count)
  }

  @Test("a row per parameter with the document's numbers", arguments: EstimatedSurvey.all)
  func csv(survey: EstimatedSurvey) throws {
    let report = survey.report
    let document = EstimatesDocument(report, version: "1", run: nil)
    let rows = CSVEstimates(report).text.split(separator: "\r\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(rows.count == document.parameters.count + 1)
    let place = Dictionary(uniqueKeysWithValues: rows[0].enumerated().map { ($1, $0) })
    for (row, parameter) in zip(rows.dropFirst(), document.parameters)
    where !row[place["prior_source"] ?? 0].contains("\"") {
      func cell(_ name: String) -> String { place[name].map { row[$0] } ?? "?" }
      #expect(cell("name") == parameter.name && cell("kind") == parameter.kind)
      #expect(Double(cell("estimate")) == parameter.estimate)
      #expect(Double(cell("se_clustered")) == parameter.seClustered)
      #expect(Double(cell("prior_share")) == parameter.priorShare)
      #expect(Double(cell("worth")) == document.wtp?.first { $0.name == parameter.name }?.value)
    }
  }
}
