internal import Foundation

extension Encodable {
  /// The value as a JSON document: keys sorted, two spaces, a newline at the end, so that equal values
  /// are equal bytes.
  /// - Throws: What the encoder throws of a number that JSON has no way to write.
  package func jsonDocument() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
