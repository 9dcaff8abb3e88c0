internal import Foundation

/// How sure estimates are, on the working scale of the parameters that were looked for.
///
/// Source: Cameron, Trivedi, *Microeconometrics*, 2005, §5.5 and §24.5; Huber 1967; White 1982.
struct ParameterErrors: Sendable {
  /// The inverse of the negative Hessian; of its positive part where it has no inverse.
  let hessianInverse: SymmetricMatrix
  let bhhh: SymmetricMatrix
  let robust: SymmetricMatrix
  let clustered: SymmetricMatrix
  /// What intervals are of: of the posterior with priors, clustered by person without.
  let covariance: SymmetricMatrix
  let kind: String
  /// Whether the negative Hessian is positive definite.
  let isDefinite: Bool

  /// - Parameters:
  ///   - information: The negative Hessian, with the prior's.
  ///   - scores: Gradients of units' logarithms, `[units][P]`.
  ///   - persons: Whose each unit is, `[units]`.
  init(information: SymmetricMatrix, scores: [[Double]], persons: [Int], hasPriors: Bool) {
    let size = information.size
    isDefinite = information.inverse != nil
    let inverse = information.inverse ?? information.pseudoInverse
    var (units, people) = (SymmetricMatrix(size: size), SymmetricMatrix(size: size))
    var sums: [Int: [Double]] = [:]
    for (score, person) in zip(scores, persons) {
      units.add(outer: score)
      sums[person] = sums[person].map { zip($0, score).map { $0 + $1 } } ?? score
    }
    for (_, sum) in sums.sorted(by: { $0.key < $1.key }) { people.add(outer: sum) }
    hessianInverse = inverse
    bhhh = people.inverse ?? people.pseudoInverse
    robust = inverse.sandwiching(units)
    clustered = inverse.sandwiching(people)
    covariance = hasPriors ? inverse : clustered
    kind = hasPriors ? "posterior" : "clustered"
  }
}

extension SymmetricMatrix {
  /// Rows and columns scaled so that the diagonal is 1; those of zeros stay.
  var unitDiagonal: SymmetricMatrix {
    scaled(rows: diagonal.map { $0 == 0 ? 1 : 1 / abs($0).squareRoot() })
  }

  /// The inverse on the directions along which the matrix is positive.
  var pseudoInverse: SymmetricMatrix {
    let scale = diagonal.map { $0 == 0 ? 1 : 1 / abs($0).squareRoot() }
    let (values, vectors) = scaled(rows: scale).eigen
    var result = SymmetricMatrix(size: size)
    for (value, vector) in zip(values, vectors) where value > 1e-12 * Double(size) {
      result.add(outer: vector, times: 1 / value)
    }
    return result.scaled(rows: scale)
  }
}
