internal import CSIMD

/// One way to compute the hot loops: which vector instructions they use.
///
/// The same Swift sources are compiled once per instruction set. AVX2 and AVX-512 give the same bits;
/// the baseline, which has no fused products on x86-64, agrees with them within 1e-6 on a probability.
public enum Kernel: String, CaseIterable, Hashable, Sendable {
  /// SSE2 on x86-64, NEON on arm64: 4 lanes.
  case baseline
  /// AVX2 with fused products: 8 lanes.
  case avx2
  /// AVX-512 (F, DQ, BW, VL): 16 lanes.
  case avx512

  /// What this processor and its operating system can run, the narrowest first; never empty.
  public static let supported: [Kernel] = allCases.filter { Int32($0.level) <= csimd_level() }

  /// The widest that can run here.
  public static let best: Kernel = supported.last ?? .baseline

  /// Whether this processor can run it; to score with one that cannot run is a mistake of the caller.
  public var isSupported: Bool { Self.supported.contains(self) }

  /// The instructions, as a reader knows them.
  public var instructions: String {
    switch self {
    #if arch(x86_64)
      case .baseline: "SSE2"
    #else
      case .baseline: "NEON"
    #endif
    case .avx2: "AVX2 and FMA"
    case .avx512: "AVX-512"
    }
  }

  /// Single-precision numbers in a vector.
  public var lanes: Int {
    switch self {
    case .baseline: 4
    case .avx2: 8
    case .avx512: 16
    }
  }

  var level: Int {
    switch self {
    case .baseline: 0
    case .avx2: 1
    case .avx512: 2
    }
  }
}
