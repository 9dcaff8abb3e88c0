import Foundation

/// The terminal that standard output is.
struct Terminal {
  /// Columns; `nil` if unknown.
  let width: Int?
  /// Whether colour is welcome.
  let hasColour: Bool

  /// `nil` where standard output is a file or a pipe.
  static var standardOutput: Terminal? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    let environment = ProcessInfo.processInfo.environment
    var size = winsize()
    let isKnown = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let stated = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    return Terminal(
      width: isKnown ? Int(size.ws_col) : stated,
      hasColour: (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb")
  }
}
