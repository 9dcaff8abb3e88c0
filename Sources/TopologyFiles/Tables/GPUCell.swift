/// A cell that tells GPUs: `8`, `H100`, `H100:8`, `8xH100`, `nvidia-h100-80gb x8`, `gpu:a100:4`.
enum GPUCell: Hashable {
  /// Nothing is told.
  case silent
  /// A number.
  case number(Int)
  /// A kind.
  case kind(String)
  /// A kind with a number.
  case both(String, Int)
  /// Neither.
  case malformed

  /// More GPUs than this in one node are a mistake.
  static let limit = 512

  /// Reads a cell.
  init(_ text: String) {
    let text = text.hasPrefix("gpu:") ? String(text.dropFirst(4)) : text
    // No name is so long, and looking for the sign between kind and number takes its square.
    if text.utf8.count > 256 {
      self = .malformed
    } else if ["", "-", "n/a", "none", "null", "nan"].contains(text.lowercased()) {
      self = text.lowercased() == "none" || text == "-" ? .number(0) : .silent
    } else if let first = text.first, first == "-" || first == "+" || first == "." {
      self = .malformed
    } else if text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }) {
      self =
        Self.count(text.hasSuffix(".0") ? text.dropLast(2) : text[...])
        .map(GPUCell.number) ?? .malformed
    } else {
      self = Self.parted(text)
    }
  }

  /// The number, if told.
  var count: Int? {
    switch self {
    case .number(let count), .both(_, let count): count
    case .silent, .kind, .malformed: nil
    }
  }

  /// The kind, if told.
  var model: String? {
    switch self {
    case .kind(let model), .both(let model, _): model
    case .silent, .number, .malformed: nil
    }
  }

  private static func parted(_ text: String) -> GPUCell {
    if let colon = text.lastIndex(of: ":") {
      let (kind, number) = (trimmed(text[..<colon]), trimmed(text[text.index(after: colon)...]))
      guard !kind.isEmpty, !kind.contains(":"), let count = count(number[...]) else {
        return .malformed
      }
      return .both(kind, count)
    }
    // 8xH100, 8 x H100, 8*H100; H100 x8, H100 x 8. A name may hold an x: a number stands beside it.
    for sign in text.indices where "xX*×".contains(text[sign]) {
      let before = trimmed(text[..<sign])
      let after = trimmed(text[text.index(after: sign)...])
      if let count = count(before[...]), !after.isEmpty { return .both(after, count) }
      let isApart = sign > text.startIndex && text[text.index(before: sign)] == " "
      if isApart || text[sign] != "x" && text[sign] != "X", let count = count(after[...]) {
        return before.isEmpty ? .malformed : .both(before, count)
      }
    }
    return text.contains(where: \.isLetter) ? .kind(text) : .malformed
  }

  private static func count(_ text: Substring) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(text),
      (0...limit).contains(count)
    else { return nil }
    return count
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
