internal import Topology

/// What one link of a generation moves, in GB/s in one direction.
///
/// Files count links; only the generation says how fast they are. Makers publish sums of both
/// directions: half of it stands here.
struct LinkRate: Hashable {
  /// GB/s of one link in one direction.
  var gigabytesPerSecond: Double
  /// How many links one GPU has at most.
  var linksPerGPU: Int
  /// Who says so.
  var source: String
  /// Somebody read the figure there, or measured it.
  var isVerified: Bool

  /// Of the source of the figures in a machine.
  var topologySource: TopologySource {
    TopologySource(
      figures: ["links"], source: source, date: "", isVerified: isVerified,
      note: "rate of one link; the file counts the links")
  }

  /// Of NVLink, by the name of the GPU; nil for a name that is not known.
  static func nvlink(model: String) -> LinkRate? {
    let words = Set(model.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    return nvlinkByWord.first { !words.isDisjoint(with: $0.words) }?.rate
  }

  /// Of NVLink, by CUDA's number of the architecture: 90 for Hopper.
  static func nvlink(architecture: Int) -> LinkRate? {
    switch architecture {
    case 60: pascal
    case 70: volta
    case 80: ampere
    case 86: amperePairs
    case 90: hopper
    case 100, 103: blackwell
    default: nil
    }
  }

  /// Of xGMI, by AMD's name of the architecture: `gfx942`, or `942`, or RCCL's old `910` for `gfx90a`.
  static func xgmi(architecture: String) -> LinkRate? {
    switch architecture.hasPrefix("gfx") ? architecture.dropFirst(3) : architecture[...] {
    case "908": cdna1
    case "90a", "910": cdna2
    case "940", "941", "942": cdna3
    case "950": cdna4
    default: nil
    }
  }

  /// Of most NVLinks, where nothing tells the generation.
  static let assumedNVLink = LinkRate(
    gigabytesPerSecond: 25, linksPerGPU: 18,
    source: "assumed: NVLink 2 to 4, as of V100, A100 and H100", isVerified: false)

  private static let pascal = LinkRate(
    gigabytesPerSecond: 20, linksPerGPU: 4,
    source: "NVLink 1: hwloc's bandwidth matrix of a POWER8 machine with P100", isVerified: true)
  private static let volta = LinkRate(
    gigabytesPerSecond: 25, linksPerGPU: 6,
    source: "NVLink 2: hwloc's bandwidth matrix of a DGX-2", isVerified: true)
  private static let ampere = LinkRate(
    gigabytesPerSecond: 25, linksPerGPU: 12, source: "NVLink 3: NVIDIA A100 data sheet 2020",
    isVerified: false)
  private static let amperePairs = LinkRate(
    gigabytesPerSecond: 14.0625, linksPerGPU: 4,
    source: "NVLink 3: NVIDIA GA102 architecture paper 2020",
    isVerified: true)
  private static let hopper = LinkRate(
    gigabytesPerSecond: 25, linksPerGPU: 18, source: "NVLink 4: NVIDIA H100 data sheet 2022",
    isVerified: false)
  private static let blackwell = LinkRate(
    gigabytesPerSecond: 50, linksPerGPU: 18, source: "NVLink 5: NVIDIA HGX B200 data sheet 2024",
    isVerified: false)
  private static let cdna1 = LinkRate(
    gigabytesPerSecond: 46, linksPerGPU: 3, source: "ROCm documentation: MI100, 23 GT/s of 2 bytes",
    isVerified: true)
  private static let cdna2 = LinkRate(
    gigabytesPerSecond: 50, linksPerGPU: 8,
    source: "ROCm documentation: MI250, 50 GB/s of 16 lanes",
    isVerified: true)
  private static let cdna3 = LinkRate(
    gigabytesPerSecond: 64, linksPerGPU: 8, source: "AMD Instinct MI300X data sheet 2023",
    isVerified: false)
  private static let cdna4 = LinkRate(
    gigabytesPerSecond: 76.8, linksPerGPU: 8, source: "AMD Instinct MI355X data sheet 2025",
    isVerified: false)

  private static let nvlinkByWord: [(words: Set<String>, rate: LinkRate)] = [
    (["B100", "B200", "B300", "GB200", "GB300"], blackwell),
    (["H100", "H200", "H800", "H20", "GH200"], hopper),
    (["A100", "A800", "A30"], ampere),
    (["A40", "A6000", "A5500", "A5000", "A4500", "3090"], amperePairs),
    (["V100", "V100S"], volta),
    (["P100"], pascal),
  ]
}
