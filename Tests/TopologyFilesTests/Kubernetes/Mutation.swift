/// Small damage to a text.
enum Mutation {
  /// The text with three bytes changed, chosen by a seed.
  static func of(_ text: String, seed: UInt64) -> [UInt8] {
    var bytes = Array(text.utf8)
    var state = (seed + 1) &* 0x9E37_79B9_7F4A_7C15 | 1
    for _ in 0..<3 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let place = Int(state % UInt64(bytes.count))
      switch state >> 60 & 3 {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(UInt8(truncatingIfNeeded: state >> 32) & 0x7F, at: place)
      default: bytes[place] = Array("{}[]\":,-\n \\9".utf8)[Int((state >> 40) % 12)]
      }
    }
    return bytes
  }
}
