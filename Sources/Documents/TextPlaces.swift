/// Tells line and column of offsets into a text; quick where the offsets rise.
///
/// Readers of long tables remember where something is by its offset, and count lines only for what
/// turns out to be wrong.
package struct TextPlaces: Sendable {
  private let file: String
  private let bytes: [UInt8]
  // How far lines and columns are counted.
  private var offset = 0
  private var line = 1
  private var column = 1

  /// Places in the UTF-8 bytes of `file`, whose lines end in line feeds.
  package init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// The file as a whole.
  package var wholeFile: SourceLocation { SourceLocation(file: file) }

  /// The place of the character that begins at `target`.
  package mutating func location(at target: Int) -> SourceLocation {
    if target < offset { (offset, line, column) = (0, 1, 1) }
    let end = min(target, bytes.count)
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        // The first byte of a character; columns count characters.
        column += 1
      }
      offset += 1
    }
    return SourceLocation(file: file, line: line, column: column)
  }
}
