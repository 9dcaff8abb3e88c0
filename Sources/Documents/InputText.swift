public import Units

/// The text of one input file: checked, decoded and with uniform line ends.
///
/// A UTF-8 byte order mark is dropped, and carriage returns become line feeds, so that a file saved
/// on any system reads the same. ``sha256`` is of the bytes as they were.
public struct InputText: Hashable, Sendable {
  /// The name that diagnostics print.
  public let file: String
  /// The text, with line feeds only and without a byte order mark.
  public let text: String
  /// The digest of the bytes as read.
  public let sha256: SHA256

  /// How much of one file is read: 64 MB.
  public static let sizeLimit = 64 << 20

  /// Reads a regular file once.
  /// - Parameters:
  ///   - path: Where the file is.
  ///   - name: What diagnostics call it; the path if omitted.
  ///   - limit: How many bytes are accepted.
  ///   - acceptsStyled: As of ``init(bytes:file:strippingTerminalCodesIf:)``.
  /// - Throws: A problem of kind `unreadable`, or `badInput` if the bytes are not text.
  public init(
    readingFile path: String, as name: String? = nil, limit: Int = Self.sizeLimit,
    strippingTerminalCodesIf acceptsStyled: (String) -> Bool = { _ in false }
  ) throws(Diagnostics) {
    let bytes = try readBytes(ofFile: path, as: name ?? path, limit: limit)
    try self.init(
      bytes: bytes, file: name ?? path, strippingTerminalCodesIf: acceptsStyled)
  }

  /// Takes text that is already in memory.
  /// - Throws: All problems of the text.
  public init(_ text: String, file: String) throws(Diagnostics) {
    try self.init(bytes: Array(text.utf8), file: file)
  }

  /// Decodes the bytes of a file.
  ///
  /// Some programs colour what they print even into a file. Such codes are dropped only if the text
  /// without them is of a format that is known for it; columns then count what a terminal shows.
  /// - Parameters:
  ///   - bytes: The file.
  ///   - file: What diagnostics call it.
  ///   - acceptsStyled: Whether the text without codes is of such a format; asked only if the file
  ///     has an escape character. Where it says no, the escape character is refused as ever.
  /// - Throws: gzip, UTF-16, invalid UTF-8, control characters, or an empty file.
  public init(
    bytes: [UInt8], file: String,
    strippingTerminalCodesIf acceptsStyled: (String) -> Bool = { _ in false }
  ) throws(Diagnostics) {
    self.file = file
    sha256 = SHA256(bytes)
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw Diagnostics(
        "is compressed by gzip", at: SourceLocation(file: file),
        remedy: "unpack it first: gunzip FILE")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Diagnostics(
        "is UTF-16 text", at: SourceLocation(file: file),
        remedy: "save it as UTF-8 (in a spreadsheet: CSV UTF-8)")
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let decoded = String(validating: content, as: UTF8.self) else {
      throw Self.undecodable(bytes, file: file)
    }
    let uniform = bytes.contains(0x0D) ? decoded.withUniformLineEnds : decoded
    let plain = bytes.contains(TerminalCodes.escape) ? TerminalCodes.removed(from: uniform) : nil
    text = plain.flatMap { acceptsStyled($0) ? $0 : nil } ?? uniform
    let isSuspect = bytes.contains { ($0 < 0x20 && !(0x09...0x0D ~= $0)) || $0 == 0x7F }
    if isSuspect || bytes.contains(0x0B) || bytes.contains(0x0C),
      let problem = Self.controlCharacter(in: text, file: file)
    {
      throw Diagnostics([problem])
    }
    let isBlank = bytes.allSatisfy { $0 == 0x20 || 0x09...0x0D ~= $0 || $0 >= 0x80 }
    if isBlank, text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
      throw Diagnostics(
        "the file is empty", at: SourceLocation(file: file),
        remedy: "write into it; a table needs at least its line of column names")
    }
  }

  private static func undecodable(_ bytes: [UInt8], file: String) -> Diagnostics {
    var offset = 0
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      offset = error.byteOffsets.lowerBound
    }
    let before = bytes[..<offset]
    let returns = before.indices.count { before[$0] == 0x0D && bytes[$0 + 1] != 0x0A }
    let line = before.count { $0 == 0x0A } + returns + 1
    return Diagnostics(
      "is not UTF-8 text: byte \(offset + 1) of the file does not belong to a character",
      at: SourceLocation(file: file, line: line),
      value: .text("0x" + String(bytes[offset], radix: 16, uppercase: true)),
      remedy: "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)")
  }

  private static func controlCharacter(in text: String, file: String) -> Diagnostic? {
    var (line, column) = (1, 0)
    for scalar in text.unicodeScalars {
      column += 1
      if scalar == "\n" {
        (line, column) = (line + 1, 0)
      } else if (scalar.value < 0x20 && scalar != "\t") || scalar.value == 0x7F {
        return Diagnostic(
          "holds a control character", at: SourceLocation(file: file, line: line, column: column),
          value: .text(String(scalar)), remedy: "delete it, or save the file as plain text")
      }
    }
    return nil
  }
}

extension Diagnostics {
  /// A single problem.
  public init(
    _ problem: String, at location: SourceLocation, key: String = "",
    value: Diagnostic.Shown = .nothing, remedy: String, kind: Diagnostic.Kind = .badInput
  ) {
    self.init([
      Diagnostic(problem, at: location, key: key, value: value, remedy: remedy, kind: kind)
    ])
  }
}

extension String {
  /// The text with `\r\n` and lone `\r` turned into `\n`.
  fileprivate var withUniformLineEnds: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var afterReturn = false
    for byte in utf8 {
      if byte == 0x0D {
        bytes.append(0x0A)
      } else if byte != 0x0A || !afterReturn {
        bytes.append(byte)
      }
      afterReturn = byte == 0x0D
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
