internal import Estimation
internal import Foundation
internal import Units

extension EstimatesReport {
  /// Why the numbers are those of a maximum, and how much simulation has to do with them.
  var certificateSection: EstimatesSection {
    var section = EstimatesSection(heading: "CERTIFICATE")
    section.entries = [("maximum", maximum), ("searches", searches)]
    if let draws = estimates.draws {
      let each = model.isPanel ? "a person" : "a choice"
      let count = NumberFormat.grouped(draws.count)
      section.entries.append(
        (
          "draws",
          draws.kind == .halton
            ? "\(count) Halton points \(each), \(draws.drop) left out before the first"
            : "\(count) scrambled Sobol points \(each), seed \(draws.seed.value)"
        ))
      if let doubling = estimates.doubling {
        section.entries.append(
          (
            "twice as many",
            "log-likelihood \(EstimateFigures.text(doubling.logLikelihood, 3)); the estimates would move "
              + "by \(EstimateFigures.text(doubling.distance, 2)) standard errors at most"
          ))
      }
    }
    return section
  }

  private var best: Estimates.Restart? {
    estimates.restarts.first { $0.distance == 0 && $0.isMaximum == estimates.isConverged }
      ?? estimates.restarts.min { $0.distance < $1.distance }
  }

  private var maximum: String {
    let norm = best?.gradientNorm ?? .nan
    // Below that it is rounding, which is not the same on every processor.
    let gradient = norm < 1e-6 ? "below 1e-6" : String(format: "%.1e", norm)
    let ends = [estimates.eigenvalues.first, estimates.eigenvalues.last].compactMap(\.self)
      .map { String(format: "%.3g", $0) }
    let eigenvalues =
      ends.count == 2 ? "; eigenvalues of the scaled Hessian \(ends[0]) to \(ends[1])" : ""
    return (estimates.isConverged ? "yes" : "NO")
      + ": largest gradient \(gradient), in standard errors"
      + eigenvalues
  }

  private var searches: String {
    let restarts = estimates.restarts
    if restarts.count == 1 {
      return isConcave
        ? "1: the log-likelihood is concave, all starts end in the same maximum"
        : "1: nothing tells whether another start ends higher"
    }
    return "\(estimates.agreeing) of \(restarts.count) ended here: "
      + heights.joined(separator: ", ")
  }

  // Where searches ended, highest first, with how many of them did.
  private var heights: [String] {
    var counts: [(text: String, count: Int)] = []
    for restart in estimates.restarts.sorted(by: {
      $0.value == $1.value ? $0.isMaximum && !$1.isMaximum : $0.value > $1.value
    }) {
      let text =
        EstimateFigures.text(restart.value, 3) + (restart.isMaximum ? "" : " (no maximum)")
      if counts.last?.text == text {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((text, 1))
      }
    }
    return counts.map { $0.count > 1 ? "\($0.text) x \($0.count)" : $0.text }
  }
}
