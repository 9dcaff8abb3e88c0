/// How two devices of a `nvidia-smi topo -m` table are joined.
enum NvidiaLinkCode: Hashable {
  /// The device itself.
  case itself
  /// So many NVLinks.
  case nvlink(Int)
  /// By the bus and what lies between: PIX, PXB, PHB, NODE, SYS, nearest first.
  case bus(String)

  /// The words for ways over the bus, nearest first; SOC is what SYS was called until 2017, PSB a
  /// switch on the card.
  static let busWords = ["PSB", "PIX", "PXB", "PHB", "NODE", "SYS", "SOC"]

  /// No GPU has more links than this.
  static let linkLimit = 18

  /// The known codes, for messages.
  static let known = "X, NV1 to NV\(linkLimit), " + busWords.joined(separator: ", ")

  /// The link of a word such as `NV18`; nil if it is none.
  init?(_ word: some StringProtocol) {
    if word == "X" {
      self = .itself
    } else if Self.busWords.contains(String(word)) {
      self = .bus(String(word))
    } else if word.hasPrefix("NV"), word.utf8.count <= 4, let count = Int(word.dropFirst(2)),
      (1...Self.linkLimit).contains(count)
    {
      self = .nvlink(count)
    } else {
      return nil
    }
  }

  /// As the table writes it.
  var text: String {
    switch self {
    case .itself: "X"
    case .nvlink(let count): "NV\(count)"
    case .bus(let word): word
    }
  }

  /// A word as the codes that ran together in it, with their offsets; nil if it holds anything else.
  static func split(_ word: String) -> [(offset: Int, text: String)]? {
    var codes: [(offset: Int, text: String)] = []
    var rest = word[...]
    var offset = 0
    while !rest.isEmpty {
      var length = 0
      if rest.hasPrefix("NV") {
        let digits = rest.dropFirst(2).prefix { $0.isASCIIDigit }
        length = digits.isEmpty ? 0 : 2 + digits.count
      } else if rest.hasPrefix("X") {
        length = 1
      } else if let known = busWords.first(where: { rest.hasPrefix($0) }) {
        length = known.count
      }
      if length == 0 { return nil }
      codes.append((offset, String(rest.prefix(length))))
      rest = rest.dropFirst(length)
      offset += length
    }
    return codes
  }
}
