internal import Documents

extension String {
  /// The text on one line without control characters: safe to print on a terminal.
  var onOneLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ").escapedForDisplay(limit: .max)
  }
}
