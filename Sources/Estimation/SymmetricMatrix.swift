internal import Foundation

/// A small dense symmetric matrix, as Hessians and covariances are.
public struct SymmetricMatrix: Hashable, Sendable {
  /// How many rows it has.
  public let size: Int
  private var numbers: [Double]

  /// Zeros.
  public init(size: Int) {
    self.size = size
    numbers = [Double](repeating: 0, count: size * size)
  }

  /// One element; both of a pair are written.
  public subscript(_ row: Int, _ column: Int) -> Double {
    get { numbers[row * size + column] }
    set {
      numbers[row * size + column] = newValue
      numbers[column * size + row] = newValue
    }
  }

  /// The elements of the diagonal.
  public var diagonal: [Double] { (0..<size).map { self[$0, $0] } }

  /// Adds `factor · v v'`.
  mutating func add(outer v: [Double], times factor: Double = 1) {
    for i in 0..<size where v[i] != 0 {
      for j in 0..<size { numbers[i * size + j] += factor * v[i] * v[j] }
    }
  }

  /// The product with a vector.
  func times(_ v: [Double]) -> [Double] {
    (0..<size).map { i in (0..<size).reduce(0) { $0 + numbers[i * size + $1] * v[$1] } }
  }

  /// `A B A` of this and another.
  func sandwiching(_ meat: SymmetricMatrix) -> SymmetricMatrix {
    var result = SymmetricMatrix(size: size)
    let half = (0..<size).map { j in meat.times((0..<size).map { self[$0, j] }) }
    for i in 0..<size {
      for j in i..<size {
        result[i, j] = (0..<size).reduce(0) { $0 + self[i, $1] * half[j][$1] }
      }
    }
    return result
  }

  /// Each element times a number.
  func scaled(by factor: Double) -> SymmetricMatrix {
    var result = self
    for i in result.numbers.indices { result.numbers[i] *= factor }
    return result
  }

  /// Its rows and columns times numbers of their own, as a covariance is when its variables are scaled.
  func scaled(rows factors: [Double]) -> SymmetricMatrix {
    var result = self
    for i in 0..<size {
      for j in 0..<size { result.numbers[i * size + j] *= factors[i] * factors[j] }
    }
    return result
  }

  /// The lower Cholesky factor, `[row][column]`; nil if the matrix is not positive definite.
  public var cholesky: [[Double]]? {
    var lower = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for i in 0..<size {
      for j in 0...i {
        var sum = self[i, j]
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          if !(sum > 0) || !sum.isFinite { return nil }
          lower[i][i] = sum.squareRoot()
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
    }
    return lower
  }

  /// The inverse; nil if the matrix is not positive definite.
  public var inverse: SymmetricMatrix? {
    // Rows and columns of a unit diagonal: parameters have units of their own.
    let scale = diagonal.map { 1 / abs($0).squareRoot() }
    guard scale.allSatisfy(\.isFinite), let lower = scaled(rows: scale).cholesky else { return nil }
    var result = SymmetricMatrix(size: size)
    for column in 0..<size {
      var x = [Double](repeating: 0, count: size)
      for i in column..<size {
        var sum = i == column ? 1.0 : 0
        for k in column..<i { sum -= lower[i][k] * x[k] }
        x[i] = sum / lower[i][i]
      }
      for i in (0..<size).reversed() {
        var sum = x[i]
        for k in i + 1..<size { sum -= lower[k][i] * x[k] }
        x[i] = sum / lower[i][i]
      }
      for i in 0...column { result[i, column] = x[i] }
    }
    return result.scaled(rows: scale)
  }

  /// Eigenvalues, rising, and their vectors, `[value][row]`: Jacobi's rotations.
  ///
  /// Source: Golub, Van Loan, *Matrix Computations*, 4th ed. 2013, §8.5.
  public var eigen: (values: [Double], vectors: [[Double]]) {
    var a = self
    var vectors = (0..<size).map { i in (0..<size).map { $0 == i ? 1.0 : 0 } }
    for _ in 0..<60 {
      var off = 0.0
      for i in 0..<size {
        for j in 0..<i { off += a[i, j] * a[i, j] }
      }
      if off <= 1e-30 * a.diagonal.reduce(0, { $0 + $1 * $1 }) || off == 0 { break }
      for p in 0..<size {
        for q in p + 1..<size { a.rotate(p, q, &vectors) }
      }
    }
    let order = (0..<size).sorted { a[$0, $0] < a[$1, $1] }
    return (order.map { a[$0, $0] }, order.map { vectors[$0] })
  }

  // One rotation that makes element (p, q) zero.
  private mutating func rotate(_ p: Int, _ q: Int, _ vectors: inout [[Double]]) {
    let element = self[p, q]
    if element == 0 { return }
    let theta = (self[q, q] - self[p, p]) / (2 * element)
    let t = (theta >= 0 ? 1 : -1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    let (pp, qq) = (self[p, p], self[q, q])
    for k in 0..<size where k != p && k != q {
      let (kp, kq) = (self[k, p], self[k, q])
      self[k, p] = c * kp - s * kq
      self[k, q] = s * kp + c * kq
    }
    self[p, p] = pp - t * element
    self[q, q] = qq + t * element
    self[p, q] = 0
    for k in 0..<size {
      let (vp, vq) = (vectors[p][k], vectors[q][k])
      vectors[p][k] = c * vp - s * vq
      vectors[q][k] = s * vp + c * vq
    }
  }
}
