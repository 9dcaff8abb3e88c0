internal import Foundation

/// One way a person can go: a package of ours, a rival's offer, or staying.
public struct Alternative: Hashable, Sendable {
  /// The name in files.
  public var id: String
  /// Cash, dollars a year.
  public var cash: Double
  /// Equity at face value, dollars a year.
  public var equity: Double
  /// Levels by attribute id; absent ones are at their reference.
  ///
  /// `guaranteed_gpus` and `cluster_gpus` are in H100-equivalents.
  public var levels: [String: Double]
  /// What a dollar of this employer's equity at face is worth in pay; nil takes the assumption for all.
  ///
  /// The risk discount: equity that may come to nothing, or cannot be sold, is worth less.
  public var equityDiscount: Double?

  /// An alternative.
  public init(
    id: String, cash: Double, equity: Double = 0, levels: [String: Double] = [:],
    equityDiscount: Double? = nil
  ) {
    self.id = id
    self.cash = cash
    self.equity = equity
    self.levels = levels
    self.equityDiscount = equityDiscount
  }

  /// What a dollar of its equity at face is worth in pay.
  package func equityDiscount(under assumptions: BehaviouralAssumptions) -> Double {
    equityDiscount ?? assumptions.equityDiscount
  }

  /// The H100-equivalents of the largest single cluster behind this alternative.
  public var clusterGPUs: Double { levels["cluster_gpus"] ?? 1000 }

  /// The H100-equivalents guaranteed to the person.
  public var guaranteedGPUs: Double { levels["guaranteed_gpus"] ?? 0 }
}

/// An alternative as the model sees it: log pay, transformed levels.
package struct Features: Hashable, Sendable {
  /// Cash plus discounted equity less what is forfeited, in dollars a year; positive.
  package let pay: Double
  /// `ln(pay / $1M)`.
  package let logPay: Double
  /// Transformed levels, zero at the reference; `[K]`.
  package let x: [Double]

  /// - Parameter forfeited: Dollars a year lost by leaving; zero for staying itself.
  package init(_ alternative: Alternative, _ coefficients: Coefficients, forfeited: Double) {
    let equity =
      alternative.equityDiscount(under: coefficients.assumptions) * alternative.equity
    pay = alternative.cash + equity - forfeited
    logPay = log(pay / 1e6)
    let share = equity / pay
    x = coefficients.registry.attributes.map { attribute in
      switch attribute.transform {
      case .pay: 0
      case .equityShare: share
      case .linear, .log1p, .hill:
        alternative.levels[attribute.id].map {
          attribute.feature(of: $0, halfSaturation: coefficients.halfSaturation)
        } ?? 0
      }
    }
  }

  private init(_ other: Features, x: [Double]) {
    (pay, logPay, self.x) = (other.pay, other.logPay, x)
  }

  /// The same with another cluster behind it, of so many H100-equivalents.
  package func replacing(clusterGPUs: Double, under coefficients: Coefficients) -> Features {
    let axis = AttributeRegistry.clusterIndex
    var x = x
    x[axis] = coefficients.registry.attributes[axis].feature(
      of: clusterGPUs, halfSaturation: coefficients.halfSaturation)
    return Features(self, x: x)
  }
}

/// One decision to be made: a person, the alternatives that are not ours, and the screen.
public struct ChoiceSituation: Hashable, Sendable {
  /// Who decides; the key of the person's taste draws.
  public var person: String
  /// The person's kind.
  public var coefficients: Coefficients
  /// Staying where they are; never screened.
  public var staying: Alternative
  /// Offers of others.
  public var rivals: [Alternative]
  /// What is known of the cut-off on cluster size.
  public var screen: Screen
  /// Dollars a year lost by leaving (unvested equity over the term).
  public var forfeited: Double

  /// A situation; the screen is the segment's distribution unless a cut-off was stated.
  public init(
    person: String, coefficients: Coefficients, staying: Alternative, rivals: [Alternative],
    statedCutoff: Double? = nil, forfeited: Double = 0
  ) {
    self.person = person
    self.coefficients = coefficients
    self.staying = staying
    self.rivals = rivals
    screen = statedCutoff.map(Screen.stated) ?? .distributed(coefficients.cutoffs)
    self.forfeited = forfeited
  }

  /// Pay of an alternative as this person counts it, in dollars a year.
  ///
  /// Not positive when the forfeiture eats it up, which makes the alternative unusable.
  public func pay(of alternative: Alternative) -> Double {
    alternative.cash
      + alternative.equityDiscount(under: coefficients.assumptions) * alternative.equity - forfeited
  }
}
