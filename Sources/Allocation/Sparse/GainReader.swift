/// Reads what options gain at prices: the loop that every pass over a table is made of.
///
/// 12 bytes are read per option, beside the penalties, which stay in the nearest cache.
@safe struct GainReader {
  private let value: UnsafePointer<Int64>
  private let pattern: UnsafePointer<Int32>
  private let penalty: UnsafePointer<Double>

  /// - Parameters:
  ///   - value: `[O]`, outlives the reader.
  ///   - pattern: `[O]`, the same.
  ///   - penalty: By pattern, the same.
  @inline(__always)
  init(
    _ value: UnsafeBufferPointer<Int64>, _ pattern: UnsafeBufferPointer<Int32>,
    _ penalty: UnsafeBufferPointer<Double>
  ) {
    unsafe self.value = value.baseAddress.unsafelyUnwrapped
    unsafe self.pattern = pattern.baseAddress.unsafelyUnwrapped
    unsafe self.penalty = penalty.baseAddress.unsafelyUnwrapped
  }

  /// What an option gains, in cents.
  @inline(__always)
  func gain(_ option: Int) -> Double {
    unsafe Double(value[option]) - penalty[Int(pattern[option])]
  }

  /// The greatest gain of some options, at least one, and the first that reaches it.
  ///
  /// Four maxima at once, so that none waits for the one before.
  @inline(__always)
  func best(_ from: Int, _ to: Int) -> (gain: Double, option: Int) {
    var (a, b, c, d) = (gain(from), -Double.infinity, -Double.infinity, -Double.infinity)
    var option = from &+ 1
    while option &+ 3 < to {
      let (e, f, g, h) = (gain(option), gain(option &+ 1), gain(option &+ 2), gain(option &+ 3))
      a = e > a ? e : a
      b = f > b ? f : b
      c = g > c ? g : c
      d = h > d ? h : d
      option = option &+ 4
    }
    while option < to {
      let e = gain(option)
      a = e > a ? e : a
      option = option &+ 1
    }
    a = b > a ? b : a
    c = d > c ? d : c
    a = c > a ? c : a
    option = from
    while option &+ 1 < to && gain(option) != a { option = option &+ 1 }
    return (a, option)
  }
}
