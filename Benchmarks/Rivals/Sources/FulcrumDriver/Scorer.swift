import Foundation
import Fulcrum

/// One way to score, ready to be timed.
///
/// Packing is done before the clock starts: packages as the C++ rivals pack theirs, once; draws because
/// the rows are in order as they are, `[R, A]` with the competition beside it, and only get scaled and
/// padded. Everything else that a caller of the library pays for at each call is inside the timed call.
enum Scorer {
  /// The definition as a loop, without a vector in it: what the compiler alone makes of it.
  case plain
  /// Any list of packages; one set of draws per candidate.
  case list(Kernel, PackedPackages, [PackedDraws])
  /// Packages that are a product of two lists.
  case grid(Kernel, PackedGrid, [PackedDraws])

  /// `plain`, a kernel's name, or `grid` for the best kernel's; `nil` if nothing here is called so.
  init?(_ name: String, _ problem: Problem) {
    switch name {
    case "plain": self = .plain
    case "grid": self = .grid(.best, problem.grid(for: .best), problem.packedDraws)
    default:
      guard let kernel = Kernel(rawValue: name), kernel.isSupported else { return nil }
      let packages = PackedPackages(problem.x, attributes: problem.attributes, for: kernel)
      self = .list(kernel, packages, problem.packedDraws)
    }
  }

  /// The mean over draws of `1 / (1 + exp(c[n, r] - sum of beta[n, r, a] * x[p, a]))`, as `out[n, p]`.
  ///
  /// On up to `threads` threads, which split the candidates; the draws, if there is but one candidate.
  func score(_ problem: Problem, to out: inout [Double], threads: Int) {
    let (candidates, P) = (problem.candidates, problem.packages)
    if candidates == 1 && threads > 1 {
      out = shares(problem, 0, threads: threads)
      return
    }
    let threads = min(threads, candidates)
    out.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let out = buffer
      @Sendable func work(_ thread: Int) {
        let people = candidates * thread / threads..<candidates * (thread + 1) / threads
        let place = people.lowerBound * P..<people.upperBound * P
        if case .list(let kernel, let packages, let draws) = self {
          _ = out[place].update(
            fromContentsOf: kernel.shares(of: packages, each: draws[people]))
          return
        }
        for n in people {
          _ = out[n * P..<(n + 1) * P].update(fromContentsOf: shares(problem, n))
        }
      }
      if threads == 1 {
        work(0)
      } else {
        DispatchQueue.concurrentPerform(iterations: threads, execute: work)
      }
    }
  }

  /// One candidate's draws split over threads, where the library offers it.
  private func shares(_ problem: Problem, _ n: Int, threads: Int) -> [Double] {
    switch self {
    case .plain: problem.plainShares(n)
    case .list(let kernel, let packages, let draws):
      kernel.shares(of: packages, draws[n], threads: threads)
    case .grid(let kernel, let grid, let draws):
      kernel.shares(of: grid, draws[n], threads: threads)
    }
  }

  private func shares(_ problem: Problem, _ n: Int) -> [Double] {
    switch self {
    case .plain: problem.plainShares(n)
    case .list(let kernel, let packages, let draws): kernel.shares(of: packages, draws[n])
    case .grid(let kernel, let grid, let draws): kernel.shares(of: grid, draws[n])
    }
  }
}

extension Problem {
  fileprivate var packedDraws: [PackedDraws] {
    let (R, A) = (draws, attributes)
    return (0..<candidates).map { n in
      PackedDraws(
        rows: Array(beta[n * R * A..<(n + 1) * R * A]), attributes: A,
        competition: Array(c[n * R..<(n + 1) * R]))
    }
  }

  fileprivate func grid(for kernel: Kernel) -> PackedGrid {
    func group(_ attributes: Range<Int>, every step: Int) -> PackedGrid.Group {
      let rows = (0..<side).flatMap { i in attributes.map { x[i * step * self.attributes + $0] } }
      return PackedGrid.Group(rows: rows, count: side, attributes: attributes.count)
    }
    return PackedGrid(
      group(0..<attributes / 2, every: side), by: group(attributes / 2..<attributes, every: 1),
      for: kernel)
  }

  fileprivate func plainShares(_ n: Int) -> [Double] {
    (0..<packages).map { p in
      var sum: Float = 0
      for r in n * draws..<(n + 1) * draws {
        var utility: Float = 0
        for a in 0..<attributes { utility += beta[r * attributes + a] * x[p * attributes + a] }
        sum += 1 / (1 + exp(c[r] - utility))
      }
      return Double(sum / Float(draws))
    }
  }
}
