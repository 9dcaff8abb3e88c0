import Foundation

/// What this driver can be asked to time.
enum Kernel: String {
  /// The definition as a loop, without a vector in it: what the compiler alone makes of it.
  case plain
}

/// The mean over draws of `1 / (1 + exp(c[n, r] - sum of beta[n, r, a] * x[p, a]))`, as `out[n, p]`.
///
/// Everything that a caller pays for at each call is inside, on up to `threads` threads.
func score(
  x: [Float], beta: [Float], c: [Float], out: inout [Float],
  draws R: Int, packages P: Int, attributes A: Int, kernel: Kernel, threads: Int
) {
  let candidates = c.count / R
  let threads = min(threads, candidates)
  out.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let out = buffer
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for n in candidates * thread / threads..<candidates * (thread + 1) / threads {
        for p in 0..<P {
          var sum: Float = 0
          for r in n * R..<(n + 1) * R {
            var utility: Float = 0
            for a in 0..<A { utility += beta[r * A + a] * x[p * A + a] }
            sum += 1 / (1 + exp(c[r] - utility))
          }
          out[n * P + p] = sum / Float(R)
        }
      }
    }
  }
}
