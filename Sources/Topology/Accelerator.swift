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
  /// What else is known of it; nil for one whose ratio somebody states.
  public var figures: Figures?

  /// The shipped ones: dense bf16 rates over the H100 SXM's 989 TFLOPS.
  ///
  /// Rates are the vendors' data sheets without sparsity; one that has no bf16 counts by fp16. A
  /// rate of 8 bits is never mixed in, though other tables of H100-equivalents do so.
  public static let shipped: [Accelerator] =
    nvidiaModules + nvidiaCards + amdShipped + intelShipped + cloudShipped

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

  /// A shipped one, which counts by its rate.
  ///
  /// - Parameters:
  ///   - id: The name in files.
  ///   - sheet: What the rate is called after: the vendor's data sheet and its year.
  ///   - figures: What is known of it, the rate among it.
  ///   - devicesPerCard: How many of them share one card.
  init(_ id: String, _ sheet: String, _ figures: Figures, devicesPerCard: Int = 1) {
    self.init(
      id: id, h100e: figures.teraflops.value / Self.teraflopsOfH100,
      source: "\(figures.teraflops.value) TFLOPS dense \(figures.basis.rawValue), \(sheet)",
      devicesPerCard: devicesPerCard)
    self.figures = figures
  }

  /// The dense bf16 rate that counts 1.
  static let teraflopsOfH100 = 989.0
}
