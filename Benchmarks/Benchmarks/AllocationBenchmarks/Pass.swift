@_spi(Measuring) import Allocation
import Benchmark

/// One sweep over a table: 61 options per claimant of the reference's 16 levels and 4 pools.
///
/// With AVX-512 and options whose patterns are neighbours, of which 8 of the 12 bytes are needed:
///
/// | pass | bytes from memory per option | from L1 | vector operations per 16 options, about |
/// |---|---|---|---|
/// | read | 12 | 0 | 3 |
/// | demand | 8 | 8 | 20, and 60 per claimant |
/// | sieve | 8 | 8 | 20, and 80 per claimant; 30 more where a claimant is looked at again |
/// | certificate | 8 | 16 | 20, and 25 per claimant |
enum Pass: CaseIterable {
  case read, demand, sieve, certificate

  var title: String {
    switch self {
    case .read: "all bytes read"
    case .demand: "demand pass"
    case .sieve: "sieve pass"
    case .certificate: "exact certificate"
    }
  }

  func run(_ passes: TablePasses) {
    switch self {
    case .read: blackHole(passes.read())
    case .demand: blackHole(passes.demand())
    case .sieve: blackHole(passes.sieve())
    case .certificate: blackHole(passes.certify())
    }
  }
}
