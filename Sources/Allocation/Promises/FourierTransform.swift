internal import Foundation

/// Fast Fourier transforms of one power-of-two length, for convolving chances.
///
/// Radix 2: forward by decimation in frequency into bit-reversed order, back by decimation in time, so
/// that nothing is ever permuted.
/// Source: Cooley and Tukey, Mathematics of Computation 19, 1965; Gentleman and Sande, 1966.
struct FourierTransform {
  private let count: Int
  /// Of each stage of half-length h, `exp(−πi j/h)` for `j < h`, at `h ..< 2h`.
  private let cosines: [Double]
  private let sines: [Double]

  /// Transforms of `count` numbers, a power of two.
  init(_ count: Int) {
    precondition(count > 0 && count & (count - 1) == 0)
    self.count = count
    var cosines = [Double](repeating: 1, count: max(2, count))
    var sines = [Double](repeating: 0, count: max(2, count))
    var half = 1
    while half < count {
      for j in 0..<half {
        let angle = -Double.pi * Double(j) / Double(half)
        cosines[half + j] = cos(angle)
        sines[half + j] = sin(angle)
      }
      half *= 2
    }
    self.cosines = cosines
    self.sines = sines
  }

  /// The convolution of two distributions, `a.count + b.count − 1` long, which must fit.
  ///
  /// Both are one complex transform, `z = a + i b`: with `A` and `B` their transforms,
  /// `A_k B_k = (Z_k² − conj(Z_{−k})²) / 4i`. Each number is off by at most about 1e-16 times the
  /// logarithm of the length, relative to the norms of a and b, which are at most 1.
  func convolution(_ a: [Double], _ b: [Double]) -> [Double] {
    let length = a.count + b.count - 1
    precondition(length <= count)
    var re = a + [Double](repeating: 0, count: count - a.count)
    var im = b + [Double](repeating: 0, count: count - b.count)
    unsafe re.withUnsafeMutableBufferPointer { re in
      unsafe im.withUnsafeMutableBufferPointer { im in
        guard let re = re.baseAddress, let im = im.baseAddress else { return }
        unsafe forward(re, im)
        unsafe multiply(re, im)
        unsafe backward(re, im)
      }
    }
    let scale = 1 / Double(count)
    return re.prefix(length).map { max(0, $0 * scale) }
  }

  private func forward(_ re: UnsafeMutablePointer<Double>, _ im: UnsafeMutablePointer<Double>) {
    unsafe cosines.withUnsafeBufferPointer { cosines in
      unsafe sines.withUnsafeBufferPointer { sines in
        guard let c = cosines.baseAddress, let s = sines.baseAddress else { return }
        var half = count / 2
        while half >= 1 {
          for block in stride(from: 0, to: count, by: 2 * half) {
            let (x, y) = unsafe (re + block, im + block)
            for j in 0..<half {
              unsafe Self.spread(x + j, y + j, half, c[half + j], s[half + j])
            }
          }
          half /= 2
        }
      }
    }
  }

  /// Sum and turned difference of two numbers.
  @inline(__always)
  private static func spread(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ half: Int, _ c: Double,
    _ s: Double
  ) {
    let (dx, dy) = unsafe (x[0] - x[half], y[0] - y[half])
    unsafe x[0] += x[half]
    unsafe y[0] += y[half]
    unsafe x[half] = dx * c - dy * s
    unsafe y[half] = dx * s + dy * c
  }

  private func backward(_ re: UnsafeMutablePointer<Double>, _ im: UnsafeMutablePointer<Double>) {
    unsafe cosines.withUnsafeBufferPointer { cosines in
      unsafe sines.withUnsafeBufferPointer { sines in
        guard let c = cosines.baseAddress, let s = sines.baseAddress else { return }
        var half = 1
        while half < count {
          for block in stride(from: 0, to: count, by: 2 * half) {
            let (x, y) = unsafe (re + block, im + block)
            for j in 0..<half {
              unsafe Self.gather(x + j, y + j, half, c[half + j], -s[half + j])
            }
          }
          half *= 2
        }
      }
    }
  }

  /// One number and another turned: their sum and difference.
  @inline(__always)
  private static func gather(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ half: Int, _ c: Double,
    _ s: Double
  ) {
    let tx = unsafe x[half] * c - y[half] * s
    let ty = unsafe x[half] * s + y[half] * c
    unsafe x[half] = x[0] - tx
    unsafe y[half] = y[0] - ty
    unsafe x[0] += tx
    unsafe y[0] += ty
  }

  /// `Z_k` becomes `(Z_k² − conj(Z_{−k})²) / 4i`, in bit-reversed order.
  ///
  /// There, the frequencies `k` and `−k` lie at places that differ in every bit below the highest.
  private func multiply(_ re: UnsafeMutablePointer<Double>, _ im: UnsafeMutablePointer<Double>) {
    for place in 0..<count {
      let top = place < 2 ? 0 : 1 << (Int.bitWidth - 1 - place.leadingZeroBitCount)
      let mirror = place < 2 ? place : place ^ (top - 1)
      if mirror < place { continue }
      let (a, b, c, d) = unsafe (re[place], im[place], re[mirror], im[mirror])
      // Z² = (a² − b²) + 2ab i; conj(W)² = (c² − d²) − 2cd i; a quarter of the difference over i.
      let real = 0.5 * (a * b + c * d)
      let imaginary = -0.25 * ((a - c) * (a + c) - (b - d) * (b + d))
      unsafe re[place] = real
      unsafe im[place] = imaginary
      unsafe re[mirror] = real
      unsafe im[mirror] = -imaginary
    }
  }
}
