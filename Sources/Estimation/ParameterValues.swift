/// Parameters by what they are.
struct ParameterValues: Sendable {
  /// On the working scale, `[P]`.
  let theta: [Double]
  let model: ChoiceModel
  /// By source; 1 for the reference.
  let scales: [Int: Double]
  let scalePlaces: [Int: Int]
  let dissimilarities: [Double]
  let dissimilarityPlaces: [Int]
  let lapse: Double
  let lapsePlace: Int?
  let cutoff: CutoffParameters?

  init(_ theta: [Double], _ model: ChoiceModel, _ parameters: [Parameter]) {
    self.theta = theta
    self.model = model
    var (scales, scalePlaces): ([Int: Double], [Int: Int]) = ([:], [:])
    var dissimilarities = [Double](repeating: 1, count: model.nests.count)
    var dissimilarityPlaces = [Int](repeating: 0, count: model.nests.count)
    var (lapse, lapsePlace): (Double, Int?) = (0, nil)
    var cutoffs = CutoffParameters()
    for (place, parameter) in parameters.enumerated() {
      let natural = parameter.scale.natural(theta[place])
      switch parameter.kind {
      case .scale(let source): (scales[source], scalePlaces[source]) = (natural, place)
      case .dissimilarity(let nest):
        (dissimilarities[nest], dissimilarityPlaces[nest]) = (natural, place)
      case .lapse: (lapse, lapsePlace) = (natural, place)
      case .cutoffMedian: (cutoffs.logMedian, cutoffs.medianPlace) = (theta[place], place)
      case .cutoffSpread: (cutoffs.sd, cutoffs.sdPlace) = (natural, place)
      case .neverShare: (cutoffs.never, cutoffs.neverPlace) = (theta[place], place)
      case .location, .spread, .covariance, .zeroShare, .exitRate, .quitElasticity: break
      }
    }
    (self.scales, self.scalePlaces) = (scales, scalePlaces)
    (self.dissimilarities, self.dissimilarityPlaces) = (dissimilarities, dissimilarityPlaces)
    (self.lapse, self.lapsePlace) = (lapse, lapsePlace)
    cutoff = model.cutoff == nil ? nil : cutoffs
  }
}
