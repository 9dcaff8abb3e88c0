import Fulcrum

/// A model and choices that can decide it.
struct EstimationInput {
  /// What the model file says of how to compute, or what is usual.
  let settings: Estimator.Settings
  private let choice: ChoiceModel
  private let data: ChoiceData
  private let exits: [ExitRecord]
  private let rows: (all: Int, leftOut: Int)
  private let price: String?
  private let inputs: [EstimatesReport.Input]
  /// Past offers, of which preferences can be made; nil where a model file was given.
  private let offers: JobOfferModel?

  /// Reads a model file and the table that it is of.
  ///
  /// - Parameters:
  ///   - price: The coefficient in whose units worths are; nil for the model file's.
  ///   - path: How a path reads in the report.
  /// - Throws: All problems of the files, or all reasons why the data cannot tell what the model asks.
  init(
    data: String, model file: String, price: String?, path: (String) -> String
  ) throws(Diagnostics) {
    let text = try InputText(readingFile: file)
    let model = try EstimationModel(text)
    let read = try model.choices(readingFile: data)
    self.price = try Self.price(price, in: model)
    (choice, settings, exits, offers) = (model.choice, model.settings, [], nil)
    self.data = read.data
    rows = (read.rows, read.rowsLeftOut)
    inputs = [
      EstimatesReport.Input(path: path(data), sha256: read.sha256),
      EstimatesReport.Input(path: path(file), sha256: text.sha256),
    ]
    try check(data)
  }

  /// Reads past offers, and exits where there are any.
  ///
  /// - Parameter path: How a path reads in the report.
  /// - Throws: All problems of the files, or all reasons why the data cannot tell what is asked.
  init(offers data: String, exits file: String?, path: (String) -> String) throws(Diagnostics) {
    let history = try OfferHistory(InputText(readingFile: data))
    var inputs = [EstimatesReport.Input(path: path(data), sha256: history.sha256)]
    var exits: [ExitRecord] = []
    if let file {
      let read = try ExitHistory(InputText(readingFile: file))
      exits = read.records
      inputs.append(EstimatesReport.Input(path: path(file), sha256: read.sha256))
    }
    let offers = JobOfferModel(
      history.decisions, exitGroups: Set(exits.map(\.group)).sorted())
    self.exits = exits
    self.inputs = inputs
    (choice, self.data, self.offers) = (offers.model, offers.data, offers)
    (settings, price, rows) = (Estimator.Settings(), nil, (history.rows, 0))
    try check(data)
  }

  private func check(_ file: String) throws(Diagnostics) {
    let place = SourceLocation(file: file)
    let problems = choice.identificationProblems(in: data)
    if problems.isEmpty { return }
    throw Diagnostics(
      problems.map { Diagnostic($0.texts.problem, at: place, remedy: $0.texts.remedy) })
  }

  private static func price(
    _ stated: String?, in model: EstimationModel
  ) throws(Diagnostics) -> String? {
    guard let stated else { return model.price }
    let known = model.choice.coefficients.filter { $0.column != nil }.map(\.name)
    if known.contains(stated) { return stated }
    throw Diagnostics(
      "there is no coefficient of a column of this name", at: SourceLocation(file: "--price"),
      value: .text(stated),
      remedy: nearestName(to: stated, among: known).map { "did you mean \($0)?" }
        ?? "there are \(known.joined(separator: ", "))")
  }

  /// What was found.
  func report(_ settings: Estimator.Settings, _ output: EstimateOutput) -> EstimatesReport {
    let bar = ProgressBar("estimating", isWanted: !output.quiet)
    bar.show(0)
    var estimates = Estimator(choice, settings).estimate(data, exits: exits, progress: bar.show)
    bar.end()
    if let price {
      estimates.worths = estimates.worths(of: choice, price: price, seed: settings.draws.seed)
    }
    if offers != nil {
      estimates.notes.append(
        "the number of an attribute is a factor on the median that is shipped for a person's "
          + "segment: 1 is as believed")
    }
    if let offers, !offers.unseen.isEmpty {
      estimates.notes.append(
        "no offer differs in \(offers.unseen.joined(separator: ", ")): of these the plan keeps what "
          + "is believed")
    }
    var report = EstimatesReport(
      estimates, of: choice, price: price, inputs: inputs, rows: rows,
      alternatives: data.alternatives, seed: settings.draws.seed)
    report.hidden = offers?.scaffolding ?? []
    return report
  }

  /// What the estimates say of people's tastes, as a file that a scenario names.
  ///
  /// - Throws: If they have no covariance that draws could be made of.
  func preferences(_ report: EstimatesReport) throws(Diagnostics) -> String {
    guard let preferences = offers?.preferences(report.estimates) else {
      throw Diagnostics(
        "no preferences can be made of these estimates: their covariance is none",
        at: SourceLocation(file: inputs.first?.path ?? ""),
        remedy: "leave out --preferences, and look at the certificate; more offers may decide it")
    }
    let names = inputs.map { ($0.path.split(separator: "/").last).map(String.init) ?? $0.path }
    return preferences.yaml(data: names.joined(separator: ", "))
  }
}
