internal import Documents

/// Lines and columns of positions that only grow, so that counting stays linear.
struct JSONPlaces {
  private let file: String
  private var position = 0
  private var line = 1
  private var column = 1

  /// Places in a text of that name.
  init(file: String) { self.file = file }

  /// The place of a byte.
  mutating func location(of target: Int, in bytes: [UInt8]) -> SourceLocation {
    if target < position { (position, line, column) = (0, 1, 1) }
    while position < min(target, bytes.count) {
      if bytes[position] == 0x0A {
        (line, column) = (line + 1, 1)
      } else if bytes[position] & 0xC0 != 0x80 {
        column += 1
      }
      position += 1
    }
    return SourceLocation(file: file, line: line, column: column)
  }
}
