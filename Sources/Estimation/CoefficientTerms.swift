/// Which parameters and draws each coefficient is made of.
struct CoefficientTerms: Sendable {
  /// One coefficient's parameters, by position.
  final class Term: Sendable {
    let location: Int
    let distribution: ChoiceModel.Distribution
    /// The parameters that multiply standard draws, with the row of the draw.
    let draws: [(parameter: Int, row: Int)]
    let zeroShare: Int?

    init(
      location: Int, distribution: ChoiceModel.Distribution, draws: [(parameter: Int, row: Int)],
      zeroShare: Int?
    ) {
      self.location = location
      self.distribution = distribution
      self.draws = draws
      self.zeroShare = zeroShare
    }
  }

  /// The random coefficients, in the model's order: row d of the draws is the d-th's.
  let random: [Int]
  /// By coefficient.
  let terms: [Term]
  /// The coefficients that can be 0 for some people.
  let zeros: [Int]
  /// In willingness-to-pay space, the coefficient that multiplies the others.
  let price: Int?
  /// The coefficients in the order in which they are made: the price first.
  let order: [Int]
  let hasNests: Bool

  init(_ model: ChoiceModel, _ parameters: [Parameter]) {
    var places: [Parameter.Kind: Int] = [:]
    for (index, parameter) in parameters.enumerated() { places[parameter.kind] = index }
    let random = model.coefficients.indices.filter {
      model.coefficients[$0].distribution.isRandom
    }
    let terms = model.coefficients.indices.map { index in
      guard let location = places[.location(coefficient: index)] else {
        preconditionFailure("a coefficient without a location")
      }
      var draws: [(parameter: Int, row: Int)] = []
      if let spread = places[.spread(coefficient: index)], let row = random.firstIndex(of: index) {
        draws.append((spread, row))
      }
      for (row, other) in random.enumerated() {
        if let place = places[.covariance(coefficient: index, draw: other)] {
          draws.append((place, row))
        }
      }
      return Term(
        location: location, distribution: model.coefficients[index].distribution, draws: draws,
        zeroShare: places[.zeroShare(coefficient: index)])
    }
    self.terms = terms
    self.random = random
    let price = model.price.flatMap(model.index)
    self.price = price
    order = (price.map { [$0] } ?? []) + terms.indices.filter { $0 != price }
    hasNests = !model.nests.isEmpty
    zeros = terms.indices.filter { terms[$0].zeroShare != nil }
  }
}
