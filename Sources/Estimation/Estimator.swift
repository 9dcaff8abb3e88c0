internal import Choice
internal import Foundation
internal import Kernels
internal import Scoring
internal import Units

/// Fits a model to choices.
public struct Estimator: Sendable {
  /// How the parameters are looked for.
  public struct Settings: Hashable, Sendable {
    /// How draws are made.
    public var draws: DrawPlan
    /// Searches from different starts, 1 or more; one is enough where the likelihood is concave.
    public var starts: Int
    /// Whether the estimates are looked at with twice the draws.
    public var checksDraws: Bool
    /// Parts that people are split into to judge the model by choices that it has not seen; 0 for not.
    public var folds: Int
    /// Threads; the result does not depend on it.
    public var threads: Int

    /// Settings.
    public init(
      draws: DrawPlan = DrawPlan(), starts: Int = 8, checksDraws: Bool = true, folds: Int = 0,
      threads: Int = 1
    ) {
      precondition(starts >= 1 && folds >= 0 && folds != 1)
      self.draws = draws
      self.starts = starts
      self.checksDraws = checksDraws
      self.folds = folds
      self.threads = threads
    }
  }

  private let model: ChoiceModel
  private let settings: Settings

  /// An estimator of a model.
  public init(_ model: ChoiceModel, _ settings: Settings = Settings()) {
    self.model = model
    self.settings = settings
  }

  /// The estimates from data.
  ///
  /// Source: Train, *Discrete Choice Methods with Simulation*, 2nd ed. 2009, chapters 8 and 10.
  /// - Precondition: The model's columns are in the data, and
  ///   ``ChoiceModel/identificationProblems(in:)`` found nothing.
  ///
  /// - Parameters:
  ///   - exits: Who left and who stayed, under the same tastes; the model says how.
  ///   - progress: Is told which part of the searches is done, 0...1.
  public func estimate(
    _ data: ChoiceData, exits: [ExitRecord] = [], progress: (Double) -> Void = { _ in }
  ) -> Estimates {
    let regime = Estimates.Regime(model, decisions: data.situations.count)
    if model.isPlainLogit, exits.isEmpty {
      return PlainEstimation(model, data, regime, settings).estimates()
    }
    var estimates = MixedEstimation(model, data, exits, regime, settings).estimates(progress)
    if settings.folds > 1 { estimates.fit.heldOut = heldOut(data) }
    return estimates
  }

  // The mean logarithm of the chance of choices of people who were left out.
  private func heldOut(_ data: ChoiceData) -> (logScore: Double, folds: Int)? {
    let folds = min(settings.folds, data.persons.count)
    guard folds > 1 else { return nil }
    var quick = settings
    (quick.folds, quick.starts, quick.checksDraws) = (0, 1, false)
    let total = (0..<folds).reduce(0.0) { sum, fold in
      let people = data.persons.indices
      let trained = Estimator(model, quick)
        .estimate(data.choices(of: people.filter { $0 % folds != fold }))
      let rest = data.choices(of: people.filter { $0 % folds == fold })
      return sum
        + Likelihood(model, rest, quick.draws, threads: quick.threads)
        .evaluate(at: trained.parameters.map(\.working), .value).logLikelihood
    }
    return (total / Double(max(1, data.situations.count)), folds)
  }
}

extension ChoiceModel {
  /// Whether the likelihood is that of the conditional logit, and concave.
  var isPlainLogit: Bool {
    !isMixed && nests.isEmpty && lapse == nil && referenceSource == nil && price == nil
      && exits == nil
      && priors.isEmpty && held.isEmpty
  }
}

extension Estimates.Regime {
  /// What so many decisions are enough for.
  init(_ model: ChoiceModel, decisions: Int) {
    if model.priors.isEmpty {
      self = .likelihood
    } else if decisions < Self.someDecisions {
      self = .fewData
    } else {
      self = decisions < Self.manyDecisions ? .someData : .manyData
    }
  }

  /// From so many decisions on more than medians moves, and from so many on everything does.
  static let someDecisions = 30
  static let manyDecisions = 300

  /// Whether a parameter is looked for with so few data.
  func looksFor(_ kind: Parameter.Kind) -> Bool {
    switch (self, kind) {
    case (.likelihood, _), (.manyData, _), (_, .location): true
    case (.someData, .spread), (.someData, .covariance), (.someData, .zeroShare),
      (.someData, .cutoffSpread):
      false
    case (.someData, _), (.fewData, .exitRate): true
    case (.fewData, _): false
    }
  }
}
