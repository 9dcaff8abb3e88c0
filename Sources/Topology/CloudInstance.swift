/// A cloud's type of machine, with the GPUs that the cloud says it has.
///
/// For nodes that tell their type and nothing of their GPUs.
public struct CloudInstance: Hashable, Sendable {
  /// The cloud's name: `p5.48xlarge`.
  public var name: String
  /// How many GPUs it has.
  public var gpus: Int
  /// The kind of GPU, as ``Accelerator/id(ofModel:)`` understands it.
  public var model: String
  /// Memory of one GPU in bytes.
  public var memoryBytes: Int
  /// Where that comes from.
  public var source: String

  /// The instance type of that name, without regard to case; nil for one that is not in the table.
  ///
  /// Azure's `Standard_` may stand before the name, an `ml.` of SageMaker too.
  public static func named(_ name: String) -> CloudInstance? {
    var key = name.lowercased()
    for prefix in ["standard_", "ml."] where key.hasPrefix(prefix) {
      key.removeFirst(prefix.count)
    }
    return byName[key]
  }

  /// Whether machines of a type of Amazon's are parts of one NVLink domain, an UltraServer.
  ///
  /// Source: Amazon EC2 user guide, UltraServers, 2025.
  public static func isPartOfDomain(_ name: String) -> Bool {
    let type = name.lowercased()
    return type.hasPrefix("p6e-") || type.hasPrefix("ml.p6e-")
  }

  private static let byName = Dictionary(
    clouds.flatMap { cloud in
      cloud.kinds.flatMap { kind in
        kind.names.map { name in
          let instance = CloudInstance(
            name: name, gpus: kind.gpus, model: kind.model,
            memoryBytes: kind.gigabytes * 1_000_000_000, source: cloud.source)
          return (name.lowercased(), instance)
        }
      }
    }, uniquingKeysWith: { first, _ in first })

  private typealias Kind = (names: [String], gpus: Int, model: String, gigabytes: Int)

  private static let clouds: [(source: String, kinds: [Kind])] = [
    ("Amazon EC2 user guide, accelerated computing instances, 2025", amazon),
    ("Google Compute Engine documentation, GPU machine types, 2025", google),
    ("Azure documentation, GPU accelerated virtual machine sizes, 2025", azure),
    ("Oracle Cloud Infrastructure documentation, compute shapes, 2025", oracle),
  ]

  private static let amazon: [Kind] = [
    (["p3.2xlarge"], 1, "v100", 16), (["p3.8xlarge"], 4, "v100", 16),
    (["p3.16xlarge"], 8, "v100", 16), (["p3dn.24xlarge"], 8, "v100", 32),
    (["p4d.24xlarge"], 8, "a100", 40), (["p4de.24xlarge"], 8, "a100", 80),
    (["p5.4xlarge"], 1, "h100", 80), (["p5.48xlarge"], 8, "h100", 80),
    (["p5e.48xlarge", "p5en.48xlarge"], 8, "h200", 141),
    (["p6-b200.48xlarge"], 8, "b200", 180), (["p6e-gb200.36xlarge"], 4, "gb200", 186),
    (
      ["g4dn.xlarge", "g4dn.2xlarge", "g4dn.4xlarge", "g4dn.8xlarge", "g4dn.16xlarge"], 1, "t4", 16
    ),
    (["g4dn.12xlarge"], 4, "t4", 16), (["g4dn.metal"], 8, "t4", 16),
    (["g5.xlarge", "g5.2xlarge", "g5.4xlarge", "g5.8xlarge", "g5.16xlarge"], 1, "a10g", 24),
    (["g5.12xlarge", "g5.24xlarge"], 4, "a10g", 24), (["g5.48xlarge"], 8, "a10g", 24),
    (["g6.xlarge", "g6.2xlarge", "g6.4xlarge", "g6.8xlarge", "g6.16xlarge"], 1, "l4", 24),
    (["g6.12xlarge", "g6.24xlarge"], 4, "l4", 24), (["g6.48xlarge"], 8, "l4", 24),
    (["g6e.xlarge", "g6e.2xlarge", "g6e.4xlarge", "g6e.8xlarge", "g6e.16xlarge"], 1, "l40s", 48),
    (["g6e.12xlarge", "g6e.24xlarge"], 4, "l40s", 48), (["g6e.48xlarge"], 8, "l40s", 48),
    (["dl1.24xlarge"], 8, "gaudi", 32), (["trn1.2xlarge"], 1, "trainium1", 32),
    (["trn1.32xlarge", "trn1n.32xlarge"], 16, "trainium1", 32),
    (["trn2.48xlarge"], 16, "trainium2", 96),
  ]

  private static let google: [Kind] = [
    (["a2-highgpu-1g"], 1, "a100", 40), (["a2-highgpu-2g"], 2, "a100", 40),
    (["a2-highgpu-4g"], 4, "a100", 40), (["a2-highgpu-8g"], 8, "a100", 40),
    (["a2-megagpu-16g"], 16, "a100", 40), (["a2-ultragpu-1g"], 1, "a100", 80),
    (["a2-ultragpu-2g"], 2, "a100", 80), (["a2-ultragpu-4g"], 4, "a100", 80),
    (["a2-ultragpu-8g"], 8, "a100", 80), (["a3-highgpu-1g"], 1, "h100", 80),
    (["a3-highgpu-2g"], 2, "h100", 80), (["a3-highgpu-4g"], 4, "h100", 80),
    (["a3-highgpu-8g", "a3-megagpu-8g", "a3-edgegpu-8g"], 8, "h100", 80),
    (["a3-ultragpu-8g"], 8, "h200", 141), (["a4-highgpu-8g"], 8, "b200", 180),
    (["a4x-highgpu-4g"], 4, "gb200", 186),
    (
      ["g2-standard-4", "g2-standard-8", "g2-standard-12", "g2-standard-16", "g2-standard-32"], 1,
      "l4", 24
    ),
    (["g2-standard-24"], 2, "l4", 24), (["g2-standard-48"], 4, "l4", 24),
    (["g2-standard-96"], 8, "l4", 24),
  ]

  private static let azure: [Kind] = [
    (["ND40rs_v2"], 8, "v100", 32), (["ND96asr_v4"], 8, "a100", 40),
    (["ND96amsr_A100_v4", "ND96ams_A100_v4"], 8, "a100", 80),
    (["ND96isr_H100_v5", "ND96is_H100_v5"], 8, "h100", 80), (["ND96isr_H200_v5"], 8, "h200", 141),
    (["ND96isr_MI300X_v5", "ND96is_MI300X_v5"], 8, "mi300x", 192),
    (["ND128isr_NDR_GB200_v6"], 4, "gb200", 186),
    (["NC24ads_A100_v4"], 1, "a100-pcie", 80), (["NC48ads_A100_v4"], 2, "a100-pcie", 80),
    (["NC96ads_A100_v4"], 4, "a100-pcie", 80), (["NC40ads_H100_v5"], 1, "h100-nvl", 94),
    (["NC80adis_H100_v5"], 2, "h100-nvl", 94),
  ]

  private static let oracle: [Kind] = [
    (["BM.GPU3.8"], 8, "v100", 16), (["BM.GPU4.8"], 8, "a100", 40),
    (["BM.GPU.A100-v2.8"], 8, "a100", 80), (["BM.GPU.H100.8"], 8, "h100", 80),
    (["BM.GPU.H200.8"], 8, "h200", 141), (["BM.GPU.B200.8"], 8, "b200", 180),
    (["BM.GPU.GB200.4"], 4, "gb200", 186), (["BM.GPU.MI300X.8"], 8, "mi300x", 192),
    (["BM.GPU.L40S.4"], 4, "l40s", 48),
  ]
}
