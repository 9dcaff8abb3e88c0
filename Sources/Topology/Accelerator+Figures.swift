extension Accelerator {
  /// One figure of an accelerator, and where it comes from.
  public struct Figure: Hashable, Sendable {
    /// The figure, in the unit of its name.
    public var value: Double
    /// The page, file or data sheet that gives it.
    public var source: String
    /// When that was written: a year, or a year and a month.
    public var date: String
    /// Whether the figure was read there; false if it is only widely said to stand there.
    public var isVerified: Bool
    /// What a reader should know: a contradiction between sources, or how it is reckoned.
    public var note: String?

    /// A figure with its source.
    public init(
      _ value: Double, source: String, date: String, isVerified: Bool, note: String? = nil
    ) {
      self.value = value
      self.source = source
      self.date = date
      self.isVerified = isVerified
      self.note = note
    }
  }

  /// The arithmetic by which an accelerator counts.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// Brain floating point of 16 bits, without sparsity.
    case bf16
    /// Half precision, for those without bf16.
    case fp16
  }

  /// What is known of a shipped accelerator.
  ///
  /// Unknown figures are nil. Where sources contradict each other the cautious figure stands here,
  /// the lower one of what it can and the higher one of what it draws, and its note names the other.
  public struct Figures: Hashable, Sendable {
    /// The arithmetic of ``teraflops``.
    public var basis: Basis
    /// The peak rate without sparsity, in TFLOPS.
    public var teraflops: Figure
    /// Its own memory, in gigabytes of 10^9 bytes, as it is sold.
    public var memory: Figure
    /// What its memory gives, in GB/s.
    public var memoryBandwidth: Figure?
    /// What it can send to the GPUs of its domain, in GB/s in one direction, all links together.
    public var link: Figure?
    /// What the chip or card may draw, in W; also called TDP, TGP or board power.
    public var chipPower: Figure?
    /// What its share of a whole server may draw, in W: all of it over the number of GPUs.
    ///
    /// Fans, CPUs, adapters and switches inside are in it; cooling of the building is not.
    public var serverPower: Figure?

    /// All figures by name, in the order above; without those that are not known.
    public var all: [(name: String, figure: Figure)] {
      let known: [(name: String, figure: Figure?)] = [
        ("teraflops", teraflops), ("memory", memory), ("memory bandwidth", memoryBandwidth),
        ("link", link), ("chip power", chipPower), ("server power", serverPower),
      ]
      return known.compactMap { entry in entry.figure.map { (entry.name, $0) } }
    }
  }

  /// A page or data sheet, for several figures.
  struct Source {
    let name: String
    let date: String

    init(_ name: String, _ date: String) {
      self.name = name
      self.date = date
    }

    /// Tables of the makers' own specification pages.
    static let tables = Source(
      "stas00/ml-engineering on GitHub, accelerator tables of the makers' pages", "2026-08")
    /// The same work on links, which gives one direction.
    static let linkTables = Source(
      "stas00/ml-engineering on GitHub, network tables: one direction", "2026-08")
  }
}

extension Accelerator.Figure {
  /// A figure that was read in a source.
  static func read(_ value: Double, _ source: Accelerator.Source, note: String? = nil) -> Self {
    Self(value, source: source.name, date: source.date, isVerified: true, note: note)
  }

  /// A figure that a source is said to give.
  static func said(_ value: Double, _ source: Accelerator.Source, note: String? = nil) -> Self {
    Self(value, source: source.name, date: source.date, isVerified: false, note: note)
  }
}
