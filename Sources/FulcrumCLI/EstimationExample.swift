import ArgumentParser
import Foundation
import Fulcrum

/// Invented past offers, and an invented survey with its model: to learn from and to overwrite.
///
/// In the survey forty people each answer six questions: one of two offers, or to stay. Their answers are drawn from
/// known tastes: 4 for the logarithm of pay, 0.5 with a deviation of 0.4 for compute, 0.7 for publishing.
enum EstimationExample {
  /// The files, by name.
  static var files: [(name: String, text: String)] {
    [("answers.csv", answers), ("model.yaml", model), ("offers.csv", offers)]
  }

  /// Writes the files into a folder, which is made if it is not there.
  static func write(to folder: String, quiet: Bool) throws {
    let root = folder.hasSuffix("/") ? folder : folder + "/"
    var log = DiagnosticLog()
    for file in files where FileManager.default.fileExists(atPath: root + file.name) {
      log.add(
        Diagnostic(
          "is there already", at: SourceLocation(file: root + file.name),
          remedy: "name another folder, or move the file away", kind: .cannotWrite))
    }
    do throws(Diagnostics) {
      try log.throwIfAny()
      try makeFolder(folder)
      for file in files { try AtomicFile.write(file.text, to: root + file.name) }
    } catch {
      OutputOptions.complain(error.description)
      throw ExitCode(error)
    }
    if quiet { return }
    let shown = root.escapedForDisplay(limit: 4096)
    print(
      """
      wrote to \(shown): offers.csv (invented offers), answers.csv (an invented survey),
        model.yaml (how to read the survey)
      next: fulcrum estimate \(shown)offers.csv
            fulcrum estimate \(shown)answers.csv --model \(shown)model.yaml
      """)
  }

  private static func makeFolder(_ folder: String) throws(Diagnostics) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Diagnostics(
        "the folder cannot be made", at: SourceLocation(file: folder),
        remedy: "name one that may be written, or a path without files in it", kind: .cannotWrite)
    }
  }

  private static var answers: String {
    var text = "person,question,alternative,chosen,pay,gpus,publish\n"
    var numbers = ExampleNumbers("fulcrum example survey/1")
    for person in 1...40 {
      let compute = 0.5 + 0.4 * numbers.normal()
      for question in 1...6 {
        let offers = ["offer-a", "offer-b"].map {
          (
            name: $0, pay: numbers.pick([400, 500, 650, 800]), gpus: numbers.pick([0, 8, 32, 128]),
            open: numbers.pick([0, 1])
          )
        }
        let options = offers + [(name: "stay", pay: 450, gpus: 8, open: 1)]
        let utilities = options.map { option in
          4 * log(Double(option.pay)) + compute * log(1 + Double(option.gpus) / 8)
            + 0.7 * Double(option.open) + (option.name == "stay" ? 0.8 : 0)
            - log(-log(numbers.uniform()))
        }
        let best = utilities.indices.max { utilities[$0] < utilities[$1] }
        for (index, option) in options.enumerated() {
          let cells = [
            String(format: "P-%02d", person), "\(question)", option.name, index == best ? "1" : "0",
            "\(option.pay)k", "\(option.gpus)", "\(option.open)",
          ]
          text += cells.joined(separator: ",") + "\n"
        }
      }
    }
    return text
  }

  private static let model = """
    # What packages are worth to people; answers.csv is invented.
    data:
      person: person            # whose choice: one person's choices go together
      situation: question       # with person, what tells choices apart
      alternative: alternative
      choice: chosen            # 1 for what was chosen; shares that sum to 1 do too

    columns:                    # worked out from those of the table
      log_pay: ln(pay / 1e6)
      log_gpus: ln(1 + gpus / 8)

    coefficients:
      stay: {constant: stay}
      pay: {column: log_pay, prior: {median: 4, sd: 2, source: assumption}}
      gpus:
        column: log_gpus
        distribution: normal    # people differ; or lognormal, zero_or_lognormal
        prior: {median: 0.4, sd: 0.4, source: assumption}
      publish: publish

    price: pay                  # worths are shown in units of it: of the log of pay
    priors:
      sd.gpus: {median: 0.3, sd: 0.15, source: assumption}
    draws: {count: 500}
    seed: 7

    """
}
