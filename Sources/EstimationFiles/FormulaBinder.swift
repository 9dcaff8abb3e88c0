internal import Documents

/// Finds the columns that formulas read, and notes those that are not there.
struct FormulaBinder {
  /// A derived column that formulas may read, by name.
  typealias Scope = [String: Int]

  /// What is wrong so far.
  private(set) var log = DiagnosticLog()
  /// The derived columns of all scopes, each behind those that it reads.
  private(set) var derived: [RowEvaluator.Bound] = []
  private var used: Set<Int> = []
  private let names: [String]
  private let positions: [String: Int]
  private let file: String

  init(_ table: DataTable) {
    (names, file) = (table.names, table.file)
    positions = Dictionary(uniqueKeysWithValues: table.names.enumerated().map { ($1, $0) })
  }

  /// The positions of the columns that are read.
  var usedColumns: [Int] { used.sorted() }

  /// The position of a column of the table; 0 after a problem.
  mutating func position(of column: ColumnReference, key: String) -> Int {
    if let position = positions[column.name] {
      used.insert(position)
      return position
    }
    let near = nearestName(to: column.name, among: names)
    let list = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    log.add(
      Diagnostic(
        "there is no column of this name in \(file)", at: column.location, key: key,
        value: .text(column.name), remedy: near.map { "did you mean \($0)?" } ?? "there are \(list)"
      ))
    return 0
  }

  /// A formula with its columns found: derived ones first, then the table's.
  mutating func bind(_ formula: Formula, _ scope: Scope = [:], key: String) -> RowEvaluator.Bound {
    let ofTable = formula.root.columnsOfTableAlone
    let bindings = formula.columns.enumerated().map { index, column -> RowEvaluator.Binding in
      guard let known = scope[column.name] else {
        return .table(position(of: column, key: key))
      }
      if ofTable.contains(index) {
        log.add(
          Diagnostic(
            "text and coalesce need a column of the table, not one that is worked out",
            at: column.location, key: key, value: .text(column.name),
            remedy: "name a column of the table"))
      }
      return .derived(known)
    }
    return RowEvaluator.Bound(formula, bindings)
  }

  /// The derived columns as an alternative has them; nil where a row's alternative does not matter.
  mutating func scope(_ layout: DataLayout, of alternative: String?) -> Scope {
    var scope: Scope = [:]
    for column in layout.columns {
      guard let formula = column.formula(of: alternative) else { continue }
      let bound = bind(formula, scope, key: "columns.\(column.name)")
      scope[column.name] = derived.count
      derived.append(bound)
    }
    return scope
  }
}

extension FormulaNode {
  /// The columns whose cells are looked at, rather than their numbers.
  var columnsOfTableAlone: Set<Int> {
    switch self {
    case .number, .column: []
    case .one(_, let operand), .isOneOf(let operand, _): operand.columnsOfTableAlone
    case .two(_, let left, let right): left.columnsOfTableAlone.union(right.columnsOfTableAlone)
    case .either(let condition, let yes, let no):
      condition.columnsOfTableAlone.union(yes.columnsOfTableAlone).union(no.columnsOfTableAlone)
    case .coalesce(let column, let fallback): fallback.columnsOfTableAlone.union([column])
    case .isText(let column, _): [column]
    }
  }
}
