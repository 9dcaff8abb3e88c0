internal import Documents

extension InputText {
  /// Refuses a text that is larger than any of its format.
  func limit(toBytes limit: Int, remedy: String) throws(Diagnostics) {
    if text.utf8.count <= limit { return }
    throw Diagnostics(
      "is larger than \(limit >> 20) MB", at: SourceLocation(file: file), remedy: remedy)
  }
}
