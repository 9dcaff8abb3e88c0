import Foundation

/// How far a long job is: one line on standard error, drawn over and over, and gone at the end.
///
/// Nothing where standard error is no terminal.
final class ProgressBar {
  private let title: String
  private let isShown: Bool
  private var drawn = -1

  /// A bar for what `title` says is being done.
  init(_ title: String, isWanted: Bool) {
    self.title = title
    isShown = isWanted && isatty(STDERR_FILENO) == 1
  }

  /// Draws the part done, 0...1, if it looks different from the last.
  func show(_ part: Double) {
    let cells = Int(min(1, max(0, part)) * 40)
    guard isShown, cells != drawn else { return }
    drawn = cells
    write(Self.line(title, cells: cells))
  }

  /// Removes the bar.
  func end() {
    if isShown && drawn >= 0 { write("\r\u{1B}[K") }
  }

  /// At most 79 columns for a title of 30.
  static func line(_ title: String, cells: Int) -> String {
    "\r\(title) [" + String(repeating: "#", count: cells)
      + String(repeating: ".", count: 40 - cells) + "]"
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
