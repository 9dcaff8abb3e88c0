/// The data that every rival scores: bit for bit what `rival.h` makes.
struct Problem {
  let candidates: Int, draws: Int, packages: Int, attributes: Int
  /// Attributes of each package `[P, A]`; packages are a grid of G x G = P, row `i * G + j` being the
  /// first half of the attributes of offer `i` and the second half of those of offer `j`.
  let x: [Float]
  /// Part-worths of each draw of each candidate `[N, R, A]`.
  let beta: [Float]
  /// What an offer must beat in each draw `[N, R]`.
  let c: [Float]

  var elements: Int { candidates * draws * packages }
  /// G, rows of each of the two lists whose product the packages are.
  var side: Int { Int(Double(packages).squareRoot().rounded()) }

  /// Reads `N,R,P,A`.
  init?(shape: String) {
    let sizes = shape.split(separator: ",").compactMap { Int($0) }
    guard sizes.count == 4 else { return nil }
    (candidates, draws, packages, attributes) = (sizes[0], sizes[1], sizes[2], sizes[3])
    let (R, P, A) = (draws, packages, attributes)
    let grid = Int(Double(P).squareRoot().rounded())
    x = (0..<P * A).map { i in
      let (p, a) = (i / A, i % A)
      return uniform(0, (a < A / 2 ? p / grid : p % grid) * A + a)
    }
    beta = (0..<candidates * R * A).map { uniform(1, $0 / (R * A) * A + $0 % A) + uniform(2, $0) }
    c = (0..<candidates * R).map { 2 * uniform(3, $0) }
  }
}

/// A number in `-1..<1` that depends on nothing but the stream and the index.
///
/// The top 24 bits of splitmix64. Source: Steele, Lea, Flood, *Fast Splittable Pseudorandom Number
/// Generators*, 2014.
private func uniform(_ stream: UInt64, _ index: Int) -> Float {
  var z = (stream << 40 | UInt64(index)) &* 0x9E37_79B9_7F4A_7C15
  z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
  z ^= z >> 31
  return Float(z >> 40) * 0x1p-23 - 1
}
