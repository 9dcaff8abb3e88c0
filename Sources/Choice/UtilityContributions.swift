internal import Foundation

/// By how much one alternative is worth more than another to one kind of person, attribute by attribute.
///
/// In log-pay, the mean over people: 0.10 is worth about a tenth of pay. The terms add up to the
/// difference of expected utility divided by β_pay. How far a kind of person differs within itself is
/// no part of it.
public struct UtilityContributions: Hashable, Sendable {
  /// What one attribute adds.
  public struct Term: Hashable, Sendable {
    /// The attribute's id; `pay` for pay itself, `staying` for the constant of staying.
    public let attribute: String
    /// The level on our side; `nil` where the term has none.
    public let ours: Double?
    /// The level on the other side.
    public let theirs: Double?
    /// What the difference is worth to the person, in log-pay.
    public let worth: Double
  }

  /// Pay first, then the attributes in which the two differ, in the registry's order, then staying.
  public let terms: [Term]

  /// The whole difference, in log-pay.
  public var total: Double { terms.reduce(0) { $0 + $1.worth } }

  /// What `ours` has more than `theirs`, in a person's eyes.
  ///
  /// - Parameters:
  ///   - ours: A package; our cluster counts, whatever its levels say.
  ///   - theirs: Another alternative; `nil` takes staying.
  ///   - situation: The person; both alternatives but staying lose what is forfeited.
  ///   - clusterGPUs: Our largest single cluster, in H100-equivalents.
  public init(
    of ours: Alternative, against theirs: Alternative?, in situation: ChoiceSituation,
    clusterGPUs: Double
  ) {
    let coefficients = situation.coefficients
    var package = ours
    package.levels["cluster_gpus"] = clusterGPUs
    let other = theirs ?? situation.staying
    let mine = Features(package, coefficients, forfeited: situation.forfeited)
    let their = Features(
      other, coefficients, forfeited: theirs == nil ? 0 : situation.forfeited)
    var terms = [
      Term(
        attribute: "pay", ours: mine.pay, theirs: their.pay, worth: mine.logPay - their.logPay)
    ]
    for (k, attribute) in coefficients.registry.attributes.enumerated()
    where mine.x[k] != their.x[k] {
      let isShare = k == AttributeRegistry.equityIndex
      terms.append(
        Term(
          attribute: attribute.id,
          ours: isShare ? mine.x[k] : package.levels[attribute.id] ?? attribute.reference,
          theirs: isShare ? their.x[k] : other.levels[attribute.id] ?? attribute.reference,
          worth: coefficients.partWorths[k].mean * (mine.x[k] - their.x[k])))
    }
    if theirs == nil {
      terms.append(
        Term(attribute: "staying", ours: nil, theirs: nil, worth: -coefficients.staying.mean))
    }
    self.terms = terms
  }
}
