/// Small damage to a text.
enum Mutation {
  /// The text with one to four changes, chosen by a seed.
  ///
  /// A byte is lost, added or replaced, a stretch is lost or doubled, or the end is cut off.
  /// - Parameter signs: What replaces a byte: what means something in the format.
  static func of(_ text: String, seed: UInt64, signs: String = "{}[]\":,-\n \\9") -> [UInt8] {
    var numbers = SplitMix(state: seed)
    let signs = Array(signs.utf8)
    var bytes = Array(text.utf8)
    for _ in 0...Int.random(in: 0..<4, using: &numbers) {
      if bytes.isEmpty { return bytes }
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      let stretch = place..<min(place + Int.random(in: 1...60, using: &numbers), bytes.count)
      switch Int.random(in: 0..<16, using: &numbers) {
      case 0...1: bytes.remove(at: place)
      case 2...3: bytes.removeSubrange(stretch)
      case 4...5: bytes.insert(contentsOf: bytes[stretch], at: place)
      case 6...7: bytes.insert(UInt8.random(in: 0...0x7F, using: &numbers), at: place)
      case 8: bytes.removeSubrange(place...)
      default: bytes[place] = signs[Int.random(in: signs.indices, using: &numbers)]
      }
    }
    return bytes
  }
}
