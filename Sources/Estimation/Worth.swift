internal import Choice
internal import Foundation
internal import Units

/// What people would pay for one unit of an attribute: the ratio of its coefficient to the price's.
///
/// Of coefficients that differ over people, the ratio of the medians. Source: Train 2009, §3.6; the
/// intervals: delta method; Krinsky, Robb 1986; Fieller 1954.
public struct Worth: Hashable, Sendable {
  /// The coefficient's name.
  public var name: String
  /// Units of the price for one of the attribute; positive where people would pay for it.
  public var value: Double
  /// By the delta method.
  public var standardError: Double
  /// 95 %: of 10,000 draws of the parameters.
  public var simulated: ClosedRange<Double>
  /// 95 %, exact for two normal coefficients; nil where the price could be zero and anything be true.
  public var exact: ClosedRange<Double>?

  /// Whether the price is too uncertain for a ratio.
  public var isPriceWeak: Bool { exact == nil }
}

extension Worth {
  /// What the coefficients are worth in units of `price`, by estimates on the reports' scale.
  ///
  /// - Parameters:
  ///   - values: Coefficients by name, and their covariance in the same order.
  ///   - price: Which of them is the price.
  static func worths(
    _ names: [String], _ values: [Double], _ covariance: SymmetricMatrix, price: Int, seed: Seed
  ) -> [Worth] {
    let draws = simulated(values, covariance, seed: seed)
    let p = values[price]
    // What costs has a negative coefficient: paying is losing it. What pays, such as a wage, is got.
    let sign: Double = p < 0 ? -1 : 1
    return names.indices.filter { $0 != price }.map { k in
      let ratio = values[k] / p
      let variance =
        (covariance[k, k] - 2 * ratio * covariance[k, price]
          + ratio * ratio * covariance[price, price]) / (p * p)
      let sorted = draws.map { sign * $0[k] / $0[price] }.sorted()
      let exact = fieller(
        values[k], p, covariance[k, k], covariance[k, price], covariance[price, price])
      return Worth(
        name: names[k], value: sign * ratio, standardError: max(0, variance).squareRoot(),
        simulated: sorted[sorted.count / 40]...sorted[sorted.count - 1 - sorted.count / 40],
        exact: exact.map { sign < 0 ? -$0.upperBound ... -$0.lowerBound : $0 })
    }
  }

  private static let drawCount = 10_000

  private static func simulated(
    _ values: [Double], _ covariance: SymmetricMatrix, seed: Seed
  ) -> [[Double]] {
    // The factor of a covariance that may be singular: where coefficients are held.
    let (eigenvalues, vectors) = covariance.eigen
    let streams = values.indices.map {
      Philox(key: SHA256(of: "fulcrum worth/1\u{0}\(seed)\u{0}\($0)").prefix64)
    }
    return (0..<drawCount).map { draw in
      var point = values
      for (i, eigenvalue) in eigenvalues.enumerated() where eigenvalue > 0 {
        let z = NormalDistribution.quantile(streams[i].uniform(draw)) * eigenvalue.squareRoot()
        for k in point.indices { point[k] += z * vectors[i][k] }
      }
      return point
    }
  }

  // The ratios w for which a - w p is not further from 0 than luck explains.
  private static func fieller(
    _ a: Double, _ p: Double, _ vaa: Double, _ vap: Double, _ vpp: Double
  ) -> ClosedRange<Double>? {
    let z2 = 1.959963984540054 * 1.959963984540054
    let (first, second, third) = (p * p - z2 * vpp, a * p - z2 * vap, a * a - z2 * vaa)
    let root = second * second - first * third
    guard first > 0, root >= 0 else { return nil }
    return (second - root.squareRoot()) / first...(second + root.squareRoot()) / first
  }
}
