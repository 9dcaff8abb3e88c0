/// The distribution of a sum of very many promises: halves are convolved by Fourier transforms.
///
/// O(S log² S) for S sums instead of O(promises · S). Each chance is right to ``accuracy`` and no
/// better: a tail below ``leastTail`` is not taken from here.
enum FourierTree {
  /// How far off a chance, or the sum of a tail, may be.
  static let accuracy = 1e-13
  /// The least tail that is told from here: relative accuracy 1e-9.
  static let leastTail = 1e-4

  /// Whether transforms are quicker than one pass per promise.
  static func isWorthwhile(promises: Int, sums: Int) -> Bool {
    promises >= 256 && sums >= 1 << 15 && promises * sums > 400_000_000
  }

  /// The distribution over all sums, in units.
  static func chances(of promises: LivePromises) -> [Double] {
    var level = leaves(of: promises)
    while level.count > 1 { level = halved(level) }
    return level.first ?? [1]
  }

  /// The chance that the sum passes `cut` units.
  ///
  /// The last convolution is not carried out: the tail is a sum over one half of the other's tail.
  static func tail(of promises: LivePromises, above cut: Int) -> Double {
    var level = leaves(of: promises)
    while level.count > 2 { level = halved(level) }
    guard level.count == 2 else { return level.first?.dropFirst(cut + 1).reduce(0, +) ?? 0 }
    var above = level[1]
    for index in above.indices.dropLast().reversed() { above[index] += above[index + 1] }
    var tail = 0.0
    for (sum, chance) in level[0].enumerated() {
      let rest = cut + 1 - sum
      if rest < above.count { tail += chance * above[max(0, rest)] }
    }
    return tail
  }

  /// Distributions of about a thousand sums each.
  private static func leaves(of promises: LivePromises) -> [[Double]] {
    var leaves: [[Double]] = []
    var from = 0
    let all = promises.promises
    while from < all.count {
      var (to, sum) = (from, Int64(0))
      while to < all.count && (to == from || sum < 1024) {
        sum += all[to].amount / promises.unit
        to += 1
      }
      var sums = DenseSums(upTo: Int(sum), longest: all[to - 1].amount / promises.unit)
      sums.add(all[from..<to], unit: promises.unit)
      leaves.append(Array(sums.chances))
      from = to
    }
    return leaves
  }

  /// Neighbours convolved.
  private static func halved(_ level: [[Double]]) -> [[Double]] {
    var next: [[Double]] = []
    var transform: (size: Int, FourierTransform)?
    for index in stride(from: 0, to: level.count, by: 2) {
      if index + 1 == level.count {
        next.append(level[index])
        continue
      }
      let length = level[index].count + level[index + 1].count - 1
      let size = 1 << (Int.bitWidth - (length - 1).leadingZeroBitCount)
      let made = transform?.size == size ? transform : (size, FourierTransform(size))
      transform = made
      if let made { next.append(made.1.convolution(level[index], level[index + 1])) }
    }
    return next
  }
}
