/// A kind of GPU, and what one counts in H100-equivalents.
public struct Accelerator: Hashable, Sendable {
  /// The name in files.
  public var id: String
  /// H100-equivalents of one.
  public var h100e: Double
  /// Where the ratio comes from.
  public var source: String
  /// How many of them share one card: 2 where the operating system sees halves of a card.
  public var devicesPerCard: Int

  /// The shipped ones: dense bf16 rates over the H100 SXM's 989 TFLOPS.
  ///
  /// Rates are the vendors' data sheets without sparsity; the V100 and the P100 have no bf16 and
  /// count by fp16.
  public static let shipped: [Accelerator] = [
    Accelerator("p100", teraflops: 21.2, "fp16, NVIDIA P100 SXM2 data sheet 2016"),
    Accelerator("v100", teraflops: 125, "fp16, NVIDIA V100 SXM2 data sheet 2017"),
    Accelerator("a100", teraflops: 312, "bf16, NVIDIA A100 SXM data sheet 2020"),
    Accelerator("h100", teraflops: 989, "bf16, NVIDIA H100 SXM data sheet 2022"),
    Accelerator("h200", teraflops: 989, "bf16, NVIDIA H200 SXM data sheet 2024"),
    Accelerator("gh200", teraflops: 989, "bf16, NVIDIA GH200 data sheet 2023"),
    Accelerator("h20", teraflops: 148, "bf16, NVIDIA H20 data sheet 2024"),
    Accelerator("b200", teraflops: 2_250, "bf16, NVIDIA HGX B200 data sheet 2024"),
    Accelerator("gb200", teraflops: 2_500, "bf16, NVIDIA GB200 NVL72 data sheet 2024"),
    Accelerator("mi250x", teraflops: 383, "bf16, AMD MI250X data sheet 2021"),
    Accelerator(
      "mi250x-gcd", teraflops: 191.5, "bf16, one of the two dies of an AMD MI250X, data sheet 2021",
      devicesPerCard: 2),
    Accelerator("mi300a", teraflops: 981, "bf16, AMD MI300A data sheet 2023"),
    Accelerator("mi300x", teraflops: 1_307, "bf16, AMD MI300X data sheet 2023"),
    Accelerator("mi325x", teraflops: 1_307, "bf16, AMD MI325X data sheet 2024"),
    Accelerator("mi355x", teraflops: 2_517, "bf16, AMD MI355X data sheet 2025"),
    Accelerator("pvc", teraflops: 832, "bf16, Intel Data Center GPU Max 1550 product brief 2023"),
  ]

  /// The shipped accelerator of that id.
  public static func named(_ id: String) -> Accelerator? { byID[id] }

  private static let byID = Dictionary(
    shipped.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// An accelerator whose ratio somebody states.
  public init(id: String, h100e: Double, source: String, devicesPerCard: Int = 1) {
    self.id = id
    self.h100e = h100e
    self.source = source
    self.devicesPerCard = devicesPerCard
  }

  private init(_ id: String, teraflops: Double, _ source: String, devicesPerCard: Int = 1) {
    self.init(
      id: id, h100e: teraflops / 989, source: "\(teraflops) TFLOPS dense \(source)",
      devicesPerCard: devicesPerCard)
  }
}
