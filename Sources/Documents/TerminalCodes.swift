/// The sequences by which programs colour text and title windows (ECMA-48).
enum TerminalCodes {
  /// The character that begins them.
  static let escape: UInt8 = 0x1B

  /// The text without them; one that does not end stays, to be refused as a control character.
  ///
  /// Control sequences (`ESC [ … m`), commands to the system (`ESC ] … BEL`) and choices of a
  /// character set (`ESC ( B`). Linear in the text.
  static func removed(from text: String) -> String {
    let bytes = Array(text.utf8)
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      if bytes[position] == escape, let end = end(of: position, in: bytes) {
        position = end
      } else {
        plain.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  // No sequence is longer: a text full of beginnings stays linear.
  private static let limit = 256

  private static func end(of start: Int, in bytes: [UInt8]) -> Int? {
    let stop = min(bytes.count, start + limit)
    guard start + 2 < stop else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "["):
      var next = start + 2
      while next < stop, (0x20...0x3F).contains(bytes[next]) { next += 1 }
      return next < stop && (0x40...0x7E).contains(bytes[next]) ? next + 1 : nil
    case UInt8(ascii: "]"):
      for next in start + 2..<stop {
        if bytes[next] == 0x07 { return next + 1 }
        if bytes[next] == UInt8(ascii: "\\"), bytes[next - 1] == escape { return next + 1 }
        if bytes[next] == 0x0A { return nil }
      }
      return nil
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      return (0x30...0x7E).contains(bytes[start + 2]) ? start + 3 : nil
    default:
      return nil
    }
  }
}
