import Documents
import Estimation
import Testing

@testable import EstimationFiles

@Suite("Formulas over all rows at once")
struct RowEvaluatorTests {
  @Test("give in every row what the definition gives, and a cause exactly where they are unknown")
  func agrees() throws {
    var generator = Generator()
    let rows = (0..<40).map { _ in (0..<3).map { _ in generator.cell() }.joined(separator: ",") }
    let input = try InputText("a,b,c\n" + rows.joined(separator: "\n") + "\n", file: "t")
    let table = try DataTable(input, separator: .comma)
    var binder = FormulaBinder(table)
    let place = SourceLocation(file: "m", line: 1, column: 1)
    let formulas = try (0..<300).map { _ in try Formula(generator.formula(depth: 4), at: place) }
    let bounds = formulas.map { binder.bind($0, key: "k") }
    try table.readRows(keeping: binder.usedColumns)
    let untouched = RowEvaluator(table, derived: [])
    var evaluator = untouched
    var unknown = 0
    for bound in bounds {
      let values = evaluator.values(bound)
      for row in rows.indices {
        let reference = untouched.valueReference(bound, row: row)
        let agrees = values[row] == reference || values[row].isNaN && reference.isNaN
        #expect(agrees, "\(bound.formula.text) in row \(row)")
        #expect((evaluator.cause(bound, row: row) != nil) == reference.isNaN)
        #expect(reference.isFinite || reference.isNaN)
        unknown += reference.isNaN ? 1 : 0
      }
    }
    #expect(unknown > 1000 && unknown < 11_000)
  }

  @Test("a column that reads those above it is worked out once, however often it is read")
  func chain() throws {
    // Written out, the last column would have 2^60 terms.
    let columns = (1...60).map { "  x\($0): x\($0 - 1) / 2 + x\($0 - 1) / 2\n" }.joined()
    let model = """
      data: {situation: s, alternative: a, choice: c}
      columns:
        x0: v
      \(columns)coefficients: {b: x60}

      """
    let read = try choices("s,a,c,v\n1,1,1,7\n1,2,0,-3\n", by: model)
    #expect(read.data.situations[0].options.map(\.values) == [[7], [-3]])
    #expect(
      complaints(of: "s,a,c,v\n1,1,1,7\n1,2,0,\n", by: model)
        == "t:3:7: v: is missing; fill the cell, or leave the row out by where in the model file")
  }

  // Formulas at random.
  private struct Generator {
    private var state: UInt64 = 12

    mutating func number(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }

    mutating func cell() -> String {
      ["", "0", "1", "-1", "2.5", "-0.5", "7", "100", "3", "1k"][number(below: 10)]
    }

    mutating func formula(depth: Int) -> String {
      if depth == 0 || number(below: 6) == 0 {
        return ["a", "b", "c", "0", "1", "2", "0.5"][number(below: 7)]
      }
      let x = formula(depth: depth - 1)
      let y = formula(depth: depth - 1)
      switch number(below: 10) {
      case 0: return "\(["ln", "log1p", "exp", "sqrt", "abs"][number(below: 5)])(\(x))"
      case 1: return "if(\(x), \(y), \(formula(depth: depth - 1)))"
      case 2: return "coalesce(\(["a", "b", "c"][number(below: 3)]), \(y))"
      case 3: return "\(["min", "max"][number(below: 2)])(\(x), \(y))"
      case 4: return "((\(x)) in [0, 1, -1])"
      case 5: return "(not \(x) or not \(y))"
      case 6: return "((\(x)) \(["==", "!=", "<", "<=", ">", ">="][number(below: 6)]) (\(y)))"
      default: return "(\(x) \(["+", "-", "*", "/", "^", "and", "or"][number(below: 7)]) \(y))"
      }
    }
  }
}
