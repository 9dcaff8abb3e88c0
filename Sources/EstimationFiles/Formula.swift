public import Documents

/// A number worked out from the columns of a row, such as `TRAIN_AV * (SP != 0)`.
///
/// Numbers, columns, `+ - * / ^`, comparisons, `and or not`, `in [1, 3]`, and the functions of
/// ``functionNames``. A column whose name is not one word stands in backticks; text in quotes is
/// only compared. Yes is 1 and no is 0, and any number but 0 counts as yes. What cannot be worked
/// out (`1 / 0`, the logarithm of 0, a missing cell) makes everything unknown that depends on it:
/// of `and`, `or` and `if` only the parts that decide.
public struct Formula: Hashable, Sendable {
  /// The text as written.
  public let text: String
  /// Where it begins.
  public let location: SourceLocation
  /// The columns that it reads, each once, in the order of reading.
  public let columns: [ColumnReference]
  /// What is to be worked out; columns by their position in ``columns``.
  let root: FormulaNode

  /// Reads a formula.
  ///
  /// - Parameters:
  ///   - text: The formula.
  ///   - location: Where its first character is.
  ///   - key: What diagnostics call it.
  /// - Throws: The first mistake in it, with its place.
  public init(_ text: String, at location: SourceLocation, key: String = "") throws(Diagnostics) {
    var parser = try FormulaParser(text, at: location, key: key)
    root = try parser.formula()
    self.text = text
    self.location = location
    columns = parser.columns
  }

  /// The value of one column.
  public init(column: ColumnReference) {
    (text, location, columns, root) = (column.name, column.location, [column], .column(0))
  }

  /// The same number in every row.
  public init(constant: Double, at location: SourceLocation) {
    (text, self.location, columns, root) = (constant.plain, location, [], .number(constant))
  }

  /// The functions, with what they take.
  public static let functionNames = [
    "abs(x)", "coalesce(column, x)", "exp(x)", "if(c, x, y)", "ln(x)", "log1p(x)", "max(x, y, …)",
    "min(x, y, …)", "sqrt(x)",
  ]
}

/// A column that a model names.
public struct ColumnReference: Hashable, Sendable {
  /// The name in the table's header.
  public var name: String
  /// Where the model names it.
  public var location: SourceLocation

  /// A column by its name.
  public init(_ name: String, at location: SourceLocation) {
    (self.name, self.location) = (name, location)
  }
}
