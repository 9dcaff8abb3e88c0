internal import Kernels

/// The log-likelihood of choices under a model, for whoever searches for parameters in a way of their own.
///
/// Parameters are on the working scale of ``Parameter/scale``, in the order of ``parameters``.
public struct ChoiceLikelihood: Sendable {
  private let likelihood: Likelihood

  /// The likelihood of `data` under `model`; draws are made once.
  ///
  /// - Parameter threads: The result does not depend on it.
  /// - Precondition: The model's columns are in the data.
  public init(
    _ model: ChoiceModel, _ data: ChoiceData, _ draws: DrawPlan = DrawPlan(), threads: Int = 1
  ) {
    likelihood = Likelihood(model, data, draws, threads: threads)
  }

  /// What each parameter is, `[P]`.
  public var parameters: [Parameter] { likelihood.parameters }

  /// The value at parameters, `[P]`.
  public func value(at parameters: [Double]) -> Double {
    likelihood.evaluate(at: parameters, .value).logLikelihood
  }

  /// The value and its gradient at parameters, `[P]`.
  public func gradient(at parameters: [Double]) -> (value: Double, gradient: [Double]) {
    let found = likelihood.evaluate(at: parameters)
    return (found.logLikelihood, found.gradient)
  }
}
