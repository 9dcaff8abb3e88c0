internal import Documents

/// Works formulas out over all rows of a table, a column at a time.
///
/// A column is read once, and a derived column is worked out once, when it is first asked for.
struct RowEvaluator {
  /// Where a formula finds one of its columns.
  enum Binding: Hashable, Sendable {
    /// In the table, by position.
    case table(Int)
    /// Worked out, by its number in the evaluator.
    case derived(Int)
  }

  /// A formula whose columns are found; a reference, since rows hand it on by the million.
  final class Bound: Sendable {
    let formula: Formula
    let bindings: [Binding]

    init(_ formula: Formula, _ bindings: [Binding]) {
      (self.formula, self.bindings) = (formula, bindings)
    }
  }

  /// The table.
  let table: DataTable
  /// The derived columns, each behind those that it reads.
  private let derived: [Bound]
  private var derivedValues: [[Double]?]
  private var numbers: [[Double]?]

  /// An evaluator over a table whose rows are read.
  init(_ table: DataTable, derived: [Bound]) {
    self.table = table
    self.derived = derived
    derivedValues = derived.map { _ in nil }
    numbers = table.names.map { _ in nil }
  }

  /// The formula's number in every row.
  mutating func values(_ bound: Bound) -> [Double] { values(bound.formula.root, bound.bindings) }

  private mutating func values(_ binding: Binding) -> [Double] {
    switch binding {
    case .table(let column):
      if let known = numbers[column] { return known }
      let read = table.numbers(column)
      numbers[column] = read
      return read
    case .derived(let index):
      if let known = derivedValues[index] { return known }
      let worked = values(derived[index])
      derivedValues[index] = worked
      return worked
    }
  }

  private mutating func values(_ node: FormulaNode, _ bindings: [Binding]) -> [Double] {
    switch node {
    case .number(let value):
      return [Double](repeating: value, count: table.rows.count)
    case .column(let index):
      return values(bindings[index])
    case .one(let operation, let operand):
      return Self.mapped(operation, values(operand, bindings))
    case .two(let operation, let left, let right):
      return Self.combined(operation, values(left, bindings), values(right, bindings))
    case .either(let condition, let yes, let no):
      let (conditions, yes) = (values(condition, bindings), values(yes, bindings))
      var result = values(no, bindings)
      for row in result.indices {
        let condition = conditions[row]
        if condition.isNaN {
          result[row] = condition
        } else if condition != 0 {
          result[row] = yes[row]
        }
      }
      return result
    case .coalesce(let column, let fallback):
      let fallbacks = values(fallback, bindings)
      var result = values(bindings[column])
      for row in result.indices where CellNumber.isMissing(result[row]) {
        result[row] = fallbacks[row]
      }
      return result
    case .isOneOf(let operand, let list):
      return values(operand, bindings).map { $0.isNaN ? $0 : list.contains($0) ? 1 : 0 }
    case .isText(let column, let texts):
      // Binding has refused text comparisons of derived columns.
      guard case .table(let position) = bindings[column] else { return [] }
      return table.matches(position, texts).map { $0 < 0 ? 0 : 1 }
    }
  }

  private static func mapped(
    _ operation: FormulaNode.OneOperand, _ operand: [Double]
  ) -> [Double] {
    var result = operand
    for row in result.indices { result[row] = operation.value(result[row]) }
    return result
  }

  // One loop for each common step, so that none looks at each row which step it is.
  private static func combined(
    _ operation: FormulaNode.TwoOperands, _ left: [Double], _ right: [Double]
  ) -> [Double] {
    @inline(__always)
    func loop(_ operation: FormulaNode.TwoOperands) -> [Double] {
      var result = left
      for row in result.indices { result[row] = operation.value(result[row], right[row]) }
      return result
    }
    return switch operation {
    case .plus: loop(.plus)
    case .minus: loop(.minus)
    case .times: loop(.times)
    case .dividedBy: loop(.dividedBy)
    case .equal: loop(.equal)
    case .unequal: loop(.unequal)
    default: loop(operation)
    }
  }
}

extension RowEvaluator {
  /// The formula's number in one row, step by step: the definition of ``values(_:)``.
  func valueReference(_ bound: Bound, row: Int) -> Double {
    value(bound.formula.root, bound.bindings, row)
  }

  private func value(_ binding: Binding, _ row: Int) -> Double {
    switch binding {
    case .table(let column): numbers[column]?[row] ?? table.numbers(column)[row]
    case .derived(let index): derivedValues[index]?[row] ?? valueReference(derived[index], row: row)
    }
  }

  private func value(_ node: FormulaNode, _ bindings: [Binding], _ row: Int) -> Double {
    switch node {
    case .number(let value): return value
    case .column(let index): return value(bindings[index], row)
    case .one(let operation, let operand): return operation.value(value(operand, bindings, row))
    case .two(let operation, let left, let right):
      return operation.value(value(left, bindings, row), value(right, bindings, row))
    case .either(let condition, let yes, let no):
      let condition = value(condition, bindings, row)
      if condition.isNaN { return condition }
      return value(condition != 0 ? yes : no, bindings, row)
    case .coalesce(let column, let fallback):
      let number = value(bindings[column], row)
      return CellNumber.isMissing(number) ? value(fallback, bindings, row) : number
    case .isOneOf(let operand, let list):
      let number = value(operand, bindings, row)
      return number.isNaN ? number : list.contains(number) ? 1 : 0
    case .isText(let column, let texts):
      guard case .table(let position) = bindings[column] else { return .nan }
      return texts.contains(table.text(position, row: row)) ? 1 : 0
    }
  }

  /// Why a formula has no number in a row.
  enum Cause: Hashable {
    /// The cell of this column is empty.
    case missing(column: Int)
    /// The cell of this column holds no number.
    case unreadable(column: Int)
    /// A step has no result.
    case undefined(String)
  }

  /// Why a formula is unknown in a row: the first step of it that is, though what it reads is
  /// known.
  func cause(_ bound: Bound, row: Int) -> Cause? {
    cause(bound.formula.root, bound.bindings, row)
  }

  private func cause(_ node: FormulaNode, _ bindings: [Binding], _ row: Int) -> Cause? {
    guard value(node, bindings, row).isNaN else { return nil }
    switch node {
    case .number, .isText: return nil
    case .column(let index): return cause(bindings[index], row)
    case .one(let operation, let operand):
      return cause(operand, bindings, row) ?? .undefined(operation.fault)
    case .two(let operation, let left, let right):
      return cause(left, bindings, row) ?? cause(right, bindings, row)
        ?? .undefined(operation.fault)
    case .either(let condition, let yes, let no):
      let number = value(condition, bindings, row)
      return cause(number.isNaN ? condition : number != 0 ? yes : no, bindings, row)
    case .coalesce(let column, let fallback):
      let isMissing = CellNumber.isMissing(value(bindings[column], row))
      return isMissing ? cause(fallback, bindings, row) : cause(bindings[column], row)
    case .isOneOf(let operand, _): return cause(operand, bindings, row)
    }
  }

  private func cause(_ binding: Binding, _ row: Int) -> Cause? {
    switch binding {
    case .table(let column):
      CellNumber.isMissing(value(binding, row))
        ? .missing(column: column) : .unreadable(column: column)
    case .derived(let index): cause(derived[index], row: row)
    }
  }
}
