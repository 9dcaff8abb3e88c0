public import Estimation
internal import Foundation
public import Units

/// What an estimation found, with what it was found from: all that its faces show.
public struct EstimatesReport: Sendable {
  /// A file that the estimates follow from.
  public struct Input: Hashable, Sendable {
    /// Where it is, as the reader of the report is to find it.
    public var path: String
    /// The digest of its bytes.
    public var sha256: SHA256

    /// A file.
    public init(path: String, sha256: SHA256) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// What was found.
  public var estimates: Estimates
  /// Of which model.
  public var model: ChoiceModel
  /// The coefficient in whose units worths are; nil where none was named.
  public var price: String?
  /// The table of choices, then the model file.
  public var inputs: [Input]
  /// Rows of the table, and those of them that are no part of the data.
  public var rows: (all: Int, leftOut: Int)
  /// The ids of all alternatives; what tells whether constants are complete.
  public var alternatives: [String]
  /// What starts, draws and worths are scrambled by.
  public var seed: Seed
  /// Parameters that are held because the model is built so, and that nobody need read.
  public var hidden: Set<String> = []

  /// A report.
  public init(
    _ estimates: Estimates, of model: ChoiceModel, price: String? = nil, inputs: [Input] = [],
    rows: (all: Int, leftOut: Int) = (0, 0), alternatives: [String] = [], seed: Seed = Seed(1)
  ) {
    self.estimates = estimates
    self.model = model
    self.price = price
    self.inputs = inputs
    self.rows = rows
    self.alternatives = alternatives
    self.seed = seed
  }
}

extension EstimatesReport {
  /// Whether taste coefficients differ over people.
  var isMixed: Bool { model.coefficients.contains { $0.distribution.isRandom } }

  /// Whether every search must end in the one maximum there is.
  var isConcave: Bool {
    !isMixed && model.nests.isEmpty && model.cutoff == nil && model.lapse == nil
      && model.referenceSource == nil && model.price == nil
  }

  /// `mixed logit, panel`, `nested logit, in willingness-to-pay space`.
  var family: String {
    let kinds = (isMixed ? ["mixed"] : []) + (model.nests.isEmpty ? [] : ["nested"])
    var parts = [(kinds.isEmpty ? "multinomial" : kinds.joined(separator: " ")) + " logit"]
    if isMixed { parts.append(model.isPanel ? "panel" : "cross-section") }
    if model.price != nil { parts.append("in willingness-to-pay space") }
    if model.cutoff != nil { parts.append("cut-off") }
    if model.lapse != nil { parts.append("lapses") }
    if model.referenceSource != nil { parts.append("a scale for each source") }
    return parts.joined(separator: ", ")
  }

  /// What was fitted to what.
  var title: String {
    let fit = estimates.fit
    var data =
      "\(NumberFormat.grouped(fit.situations)) choice\(fit.situations == 1 ? "" : "s") of "
      + (fit.persons == 1 ? "one person" : "\(NumberFormat.grouped(fit.persons)) people")
    if rows.leftOut > 0 {
      data +=
        " (\(NumberFormat.grouped(rows.leftOut)) of \(NumberFormat.grouped(rows.all)) rows left out)"
    }
    let name = inputs.first.map { URL(fileURLWithPath: $0.path).lastPathComponent }
    return ([name].compactMap(\.self) + [family, data]).joined(separator: " · ")
  }

  /// How many degrees of freedom the test against constants alone has; nil where the model without its
  /// other coefficients is not the one with a constant for each alternative.
  var degreesBeyondConstants: Int? {
    var constants: Set<String> = []
    for coefficient in model.coefficients where coefficient.column == nil {
      guard !coefficient.distribution.isRandom, let alternatives = coefficient.alternatives,
        alternatives.count == 1, model.held[coefficient.name] == nil
      else { return nil }
      constants.formUnion(alternatives)
    }
    guard isConcave || isMixed, model.priors.isEmpty, estimates.fit.constants != nil,
      !alternatives.isEmpty, constants.count == alternatives.count - 1
    else { return nil }
    let degrees = estimates.fit.parameters - constants.count
    return degrees > 0 ? degrees : nil
  }

  /// Which kind of standard errors tables show.
  var isPosterior: Bool { estimates.covarianceKind == "posterior" }

  /// The standard error that tables show: by person without priors, the posterior's with them.
  func error(of estimate: Estimates.Estimate) -> Double? {
    estimate.errors.map { isPosterior ? $0.hessian : $0.clustered }
  }

  /// How many standard errors a parameter is from having no effect; nil where none is a natural value.
  func t(of estimate: Estimates.Estimate) -> Double? {
    guard let error = error(of: estimate), error > 0 else { return nil }
    switch estimate.parameter.kind {
    case .dissimilarity, .scale: return (estimate.value - 1) / error
    case .location, .spread, .covariance:
      return estimate.parameter.scale == .identity ? estimate.value / error : nil
    case .zeroShare, .cutoffMedian, .cutoffSpread, .neverShare, .lapse, .exitRate, .quitElasticity:
      return nil
    }
  }
}
