/// What a terminal may show beside letters; the only place that knows escape sequences.
///
/// Colour is never the only sign: a gain also has its plus, a loss its minus.
public struct TerminalStyle: Hashable, Sendable {
  /// What a piece of text is.
  enum Tone: Int { case plain, heading, gain, loss }

  private let codes: [String]

  /// Letters alone.
  public static let plain = TerminalStyle(codes: [])
  /// Headings bold, gains green, losses red.
  public static let colour = TerminalStyle(codes: ["", "1", "32", "31"])

  /// `text` as it is to be printed.
  func shown(_ text: String, _ tone: Tone) -> String {
    guard tone.rawValue < codes.count, !codes[tone.rawValue].isEmpty, !text.isEmpty else {
      return text
    }
    return "\u{1B}[\(codes[tone.rawValue])m\(text)\u{1B}[0m"
  }

  /// The tone of an amount that is `value` more.
  static func tone(of value: Double) -> Tone {
    value >= 0.5 ? .gain : value <= -0.5 ? .loss : .plain
  }
}
