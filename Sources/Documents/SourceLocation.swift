/// A place in a text that the user wrote: file, line and column, both counted from one.
///
/// A problem of the file as a whole (missing, empty) has line and column zero, and prints the file
/// alone. A value that came from the command line names the option as its file (`--set`).
public struct SourceLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The path as the user gave it, or the option that carried the text.
  public var file: String
  /// Line, counted from 1; 0 when the whole file is meant.
  public var line: Int
  /// Column in Unicode scalars, counted from 1; 0 when the whole line or file is meant.
  public var column: Int

  /// A place in `file`; line and column default to "the whole file".
  public init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`, without the parts that are zero; safe to print on a terminal.
  public var description: String {
    let file = file.escapedForDisplay(limit: 1_000)
    if line == 0 { return file }
    return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }

  /// Order of printing: by file, then line, then column.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
