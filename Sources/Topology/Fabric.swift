extension NodeTemplate {
  /// How GPUs of a node are joined, for all pairs at once where they are alike.
  public struct Fabric: Hashable, Sendable {
    /// What the links are.
    public var kind: LinkKind
    /// Who is joined with whom.
    public var shape: Shape

    /// A fabric.
    public init(kind: LinkKind, shape: Shape) {
      self.kind = kind
      self.shape = shape
    }

    /// Who is joined with whom; GB/s in one direction.
    public enum Shape: Hashable, Sendable {
      /// Every GPU to a switch: any pair may use the whole of it, and each GPU has it once.
      case switched(gigabytesPerSecond: Double)
      /// Every pair by links of its own: a GPU has it once for each other GPU.
      case eachPair(gigabytesPerSecond: Double)
      /// These pairs, each at most once.
      case pairs([Pair])
    }

    /// Two GPUs with links between them.
    public struct Pair: Hashable, Sendable {
      /// The index of one GPU.
      public var a: Int
      /// The index of the other.
      public var b: Int
      /// GB/s from one to the other.
      public var gigabytesPerSecond: Double

      /// A pair.
      public init(_ a: Int, _ b: Int, gigabytesPerSecond: Double) {
        self.a = a
        self.b = b
        self.gigabytesPerSecond = gigabytesPerSecond
      }
    }
  }

  /// What a link between GPUs is.
  public enum LinkKind: String, Hashable, Sendable, CaseIterable {
    /// NVIDIA's.
    case nvlink
    /// AMD's Infinity Fabric.
    case xgmi
    /// Intel's.
    case xelink
    /// The bus; forms no domain.
    case pcie
  }

  /// A link between two GPUs of a node.
  public struct Link: Hashable, Sendable {
    /// The index of the first GPU.
    public var a: Int
    /// The index of the second, above `a`.
    public var b: Int
    /// GB/s from one to the other; with a switch shared with all other pairs.
    public var gigabytesPerSecondPerDirection: Double
    /// What it is.
    public var kind: LinkKind

    /// A link.
    public init(a: Int, b: Int, gigabytesPerSecondPerDirection: Double, kind: LinkKind) {
      self.a = a
      self.b = b
      self.gigabytesPerSecondPerDirection = gigabytesPerSecondPerDirection
      self.kind = kind
    }
  }

  /// Every link between two GPUs, by `a`, then `b`, then kind; made on demand.
  public var links: [Link] {
    fabrics.flatMap(links).sorted {
      ($0.a, $0.b, $0.kind.rawValue) < ($1.a, $1.b, $1.kind.rawValue)
    }
  }

  private func links(of fabric: Fabric) -> [Link] {
    switch fabric.shape {
    case .switched(let rate), .eachPair(let rate):
      return gpus.indices.flatMap { a in
        gpus.indices.dropFirst(a + 1).map { b in
          Link(a: a, b: b, gigabytesPerSecondPerDirection: rate, kind: fabric.kind)
        }
      }
    case .pairs(let pairs):
      return pairs.map { pair in
        Link(
          a: min(pair.a, pair.b), b: max(pair.a, pair.b),
          gigabytesPerSecondPerDirection: pair.gigabytesPerSecond, kind: fabric.kind)
      }
    }
  }

  /// The domain of each GPU as the links tell: connected components, numbered by their first GPU.
  ///
  /// PCIe joins nothing, and a GPU without links is in no domain.
  public var linkedDomains: [Int?] {
    let joining = links.filter {
      $0.kind != .pcie && gpus.indices.contains($0.a) && gpus.indices.contains($0.b)
    }
    return LinkedGroups(of: gpus.count, joinedBy: joining.map { ($0.a, $0.b) }).numbers
  }
}
