import Fulcrum

/// A model and choices that can decide it.
struct EstimationInput {
  /// What the model file says.
  let model: EstimationModel
  private let read: ReadChoices
  private let price: String?
  private let inputs: [EstimatesReport.Input]

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
    model = try EstimationModel(text)
    self.price = try Self.price(price, in: model)
    read = try model.choices(readingFile: data)
    inputs = [
      EstimatesReport.Input(path: path(data), sha256: read.sha256),
      EstimatesReport.Input(path: path(file), sha256: text.sha256),
    ]
    let place = SourceLocation(file: data)
    let problems = model.choice.identificationProblems(in: read.data)
    if !problems.isEmpty {
      throw Diagnostics(
        problems.map {
          Diagnostic($0.texts.problem, at: place, remedy: $0.texts.remedy)
        })
    }
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
    var estimates = Estimator(model.choice, settings).estimate(read.data, progress: bar.show)
    bar.end()
    if let price {
      estimates.worths = estimates.worths(
        of: model.choice, price: price, seed: settings.draws.seed)
    }
    return EstimatesReport(
      estimates, of: model.choice, price: price, inputs: inputs,
      rows: (read.rows, read.rowsLeftOut), alternatives: read.data.alternatives,
      seed: settings.draws.seed)
  }
}
