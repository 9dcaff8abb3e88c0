import Choice
import Documents
import Foundation
import Testing
import Units

@testable import Scenario

@Suite("Preferences that a scenario names") struct PreferencesTests {
  private static let file = """
    # what offers said
    decisions: 60
    estimates:
      guaranteed_gpus: {mean: 0.9, sd: 0.3, prior_share: 0.2}
      pay: {mean: -0.1, sd: 0.1, prior_share: 0.6}
      lapse: {mean: 0.5, sd: 0.4, prior_share: 0.9}
      never_share: {mean: -1, sd: 0.5}
    correlations:
      guaranteed_gpus: {pay: -0.5}
    """

  private static func source(_ preferences: String, preset: String = "") -> ScenarioSource {
    ScenarioSource(
      files: SmallScenario().files.map {
        $0.name == "scenario.yaml"
          ? ($0.name, $0.text + "\npreferences: tastes.yaml\n" + preset) : $0
      } + [("tastes.yaml", preferences)], in: "test")
  }

  @Test("medians move by what was found, and guesses go together as it says")
  func moves() throws {
    let scenario = try Self.source(Self.file).scenario()
    let plain = try ScenarioSource(files: SmallScenario().files, in: "test").scenario()
    #expect(scenario.preset.id == "estimated" && scenario.preset.preferences?.decisions == 60)
    #expect(scenario.inputs.contains { $0.path.hasSuffix("tastes.yaml") })
    let found = try #require(scenario.coefficients(of: "frontier", at: .offer))
    let believed = try #require(plain.coefficients(of: "frontier", at: .offer))
    let (k, other) = (AttributeRegistry.guaranteeIndex, AttributeRegistry.clusterIndex)
    #expect(abs(found.partWorths[k].centre / believed.partWorths[k].centre - exp(0.9)) < 1e-12)
    #expect(found.partWorths[other] == believed.partWorths[other])
    #expect(abs(found.payScale.centre / believed.payScale.centre - exp(-0.1)) < 1e-12)
    #expect(abs(found.assumptions.lapse - 1 / (1 + 19 * exp(-0.5))) < 1e-12)
    #expect(found.cutoffs.neverShare < believed.cutoffs.neverShare)
    let draws = ParameterDraw.draws(4000, of: found, seed: Seed(1))
    let a = draws.map { log($0.factor[k]) }
    let b = draws.map { log($0.payScale) }
    func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }
    func sd(_ x: [Double]) -> Double {
      mean(x.map { ($0 - mean(x)) * ($0 - mean(x)) }).squareRoot()
    }
    #expect(abs(mean(a)) < 0.02 && abs(sd(a) - 0.3) < 0.012 && abs(sd(b) - 0.1) < 0.004)
    let together = mean(zip(a, b).map { ($0 - mean(a)) * ($1 - mean(b)) }) / (sd(a) * sd(b))
    #expect(abs(together + 0.5) < 0.05)
    // What was not estimated is guessed at as before.
    let before = ParameterDraw.draws(50, of: believed, seed: Seed(1))
    for (one, two) in zip(before, draws) { #expect(one.factor[other] == two.factor[other]) }
  }

  @Test(
    "whatever is wrong is told with its place",
    arguments: [
      ("decisions: x\nestimates: {}\n", "tastes.yaml:1:12"),
      ("estimates: {pay: {mean: 1, sd: -1}}\ndecisions: 3", "sd: "),
      ("estimates: {gpus: {mean: 1, sd: 1}}\ndecisions: 3", "gpus"),
      ("decisions: 3", "estimates"),
      (
        "decisions: 3\nestimates: {pay: {mean: 0, sd: 1}, lapse: {mean: 0, sd: 1}, "
          + "data: {mean: 0, sd: 1}}\ncorrelations: {pay: {lapse: 1, data: 1}, lapse: {data: -1}}",
        "no numbers go together"
      ),
    ])
  func refuses(text: String, message: String) {
    do throws(Diagnostics) {
      _ = try Self.source(text).scenario()
      Issue.record("accepted")
    } catch {
      #expect(error.description.contains(message), "\(error)")
    }
  }

  @Test("a belief beside them, and a file that is not there, are refused")
  func beside() {
    do throws(Diagnostics) {
      _ = try Self.source(Self.file, preset: "preset: compute-first\n").scenario()
      Issue.record("accepted")
    } catch {
      #expect(error.description.contains("undecided"), "\(error)")
    }
    do throws(Diagnostics) {
      _ = try ScenarioSource(
        files: SmallScenario().files, in: "test"
      ).scenario(with: [.init(path: "preferences", value: "nowhere.yaml")])
      Issue.record("accepted")
    } catch {
      #expect(error.description.contains("preferences"), "\(error)")
    }
  }
}
