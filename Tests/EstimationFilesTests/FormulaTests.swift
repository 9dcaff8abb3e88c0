import Documents
import Testing

@testable import EstimationFiles

@Suite("Formulas over the columns of a row")
struct FormulaTests {
  @Test(
    "worked out by hand",
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("8 / 4 / 2", 1), ("7 - 2 - 1", 4), ("-2 ^ 2", -4),
      ("2 ^ 3 ^ 2", 512), ("2 ^ -1", 0.5), ("1e3 / 2.5e-1", 4000), (".5 * 4", 2), ("--3", 3),
      ("x * y - y", 9), ("`a b` / 2", 2.5), ("x == 4", 1), ("x != 4", 0), ("x < y or y < x", 1),
      ("x <= 4 and not x > 4", 1), ("not x > 4 and y > 5", 0), ("1 + (x > y)", 2), ("x >= 4.5", 0),
      ("x in [1, 4]", 1), ("x not in [1, 4]", 0), ("-x in [-4]", 1), ("not x", 0), ("not 0", 1),
      ("ln(exp(2))", 2), ("log1p(0)", 0), ("sqrt(x) + abs(-3)", 5), ("min(x, y, 7)", 3),
      ("max(x, y)", 4), ("if(x > y, y, 1 / 0)", 3), ("if(x < y, 1 / 0, x)", 4),
      ("GA == \"yes\"", 1), ("GA != 'yes'", 0), ("'no' == GA", 0), ("GA in ['no', 'yes']", 1),
      ("GA not in [\"no\"]", 1), ("coalesce(gap, x)", 4), ("coalesce(x, gap)", 4),
      ("0 and gap", 0), ("gap and 0", 0), ("1 or gap", 1), ("said == \"a\"", 0), ("GA", 1),
      ("said == 'a \"b\"'", 1), ("flag + 1", 2), ("pay / 1e6", 0.45), ("share", 0.12),
    ])
  func value(text: String, value: Double) throws {
    let found = try self.values(text)
    #expect(abs(found.all - value) < 1e-12 && found.all == found.reference)
  }

  @Test(
    "unknown where a step has no result, and why",
    arguments: [
      ("1 / 0", "divides by 0"), ("1 / (x - 4) > 0", "divides by 0"),
      ("1 / (1 / (x - 4))", "divides by 0"), ("ln(x - 4)", "is the logarithm of 0 or less"),
      ("log1p(-1)", "is the logarithm of 0 or less: log1p of -1 or less"),
      ("sqrt(-x)", "is the square root of less than 0"), ("exp(1000)", "is too large a number"),
      ("(-x) ^ 0.5", "is a power that is no number"), ("x * 1e308", "is too large a number"),
      ("not (gap > 0)", "gap is missing"), ("x in [1] or gap == 1", "gap is missing"),
      ("if(gap, 1, 2)", "gap is missing"), ("coalesce(said, 1)", "said is no number"),
      ("min(x, said)", "said is no number"), ("gap ^ 0", "gap is missing"),
      ("said != 3", "said is no number"),
    ])
  func unknown(text: String, why: String) throws {
    let found = try self.values(text)
    #expect(found.all.isNaN && found.reference.isNaN && found.cause == why)
  }

  @Test(
    "mistakes, each with its place and what to do",
    arguments: [
      ("", "m:1:1: k: is empty (); write a number, a column or a formula"),
      (
        "1 +",
        """
        m:1:4: k: a number, a column or ( is needed where the formula ends (1 +); finish \
        it; if YAML has cut it at a comma, put it in quotes
        """
      ),
      (
        "(1",
        """
        m:1:3: k: an operator or ) is needed where the formula ends ((1); finish it; if \
        YAML has cut it at a comma, put it in quotes
        """
      ),
      (
        "a b",
        """
        m:1:3: k: an operator, such as + or and is needed where b stands (a b); mend the \
        formula there
        """
      ),
      ("a = 1", "m:1:3: k: = is not understood (a = 1); write =="),
      ("a && b", "m:1:3: k: && is not understood (a && b); write and"),
      ("2 ** 3", "m:1:3: k: ** is not understood (2 ** 3); write ^"),
      ("log(x)", "m:1:1: k: there is no function log (log(x)); did you mean ln?"),
      (
        "coalesc(x, 1)",
        "m:1:1: k: there is no function coalesc (coalesc(x, 1)); did you mean coalesce?"
      ),
      ("ln(x, 1)", "m:1:1: k: ln does not take this (ln(x, 1)); write ln(x)"),
      (
        "coalesce(x + 1, 1)",
        "m:1:1: k: coalesce does not take this (coalesce(x + 1, 1)); write coalesce(column, x)"
      ),
      (
        "1 < x < 3",
        """
        m:1:7: k: two comparisons in a row (1 < x < 3); join them with and, such as 1 < x \
        and x < 3
        """
      ),
      (
        "x < \"a\"",
        "m:1:1: k: text has no order (x < \"a\"); compare it by == or !=, or by in [\"a\", \"b\"]"
      ),
      (
        "x + 1 == \"a\"",
        """
        m:1:1: k: only a column is compared with text (x + 1 == "a"); write such as GA == \
        "yes"
        """
      ),
      (
        "x in 3",
        """
        m:1:6: k: a list in brackets, such as [1, 3] is needed where 3 stands (x in 3); \
        mend the formula there
        """
      ),
      (
        "x in [1, 'a']",
        "m:1:1: k: the list holds numbers and texts (x in [1, 'a']); put all in quotes, or none"
      ),
      (
        "x in []",
        """
        m:1:7: k: a number or a text in quotes is needed where ] stands (x in []); mend the \
        formula there
        """
      ),
      ("`a", "m:1:1: k: the quote that opens here is never closed (`a); close it with `"),
      (
        "2nd",
        """
        m:1:1: k: is not a number (2nd); write such as 0.5 or 1e6; a column's name \
        that begins with a digit stands in backticks
        """
      ),
      (
        "x # y",
        """
        m:1:3: k: a character is not understood: # (x # y); put a column's name that is not \
        one word in backticks
        """
      ),
      (
        "\"a\"",
        """
        m:1:1: k: a number or a column (text is only compared, such as GA == "yes") is \
        needed where "a" stands ("a"); mend the formula there
        """
      ),
    ])
  func mistakes(text: String, complaint: String) {
    #expect(complaints { _ = try Formula(text, at: place, key: "k") } == complaint)
  }

  @Test("nested too deeply, or too long, it is refused rather than overflowing")
  func bounds() {
    let deep = String(repeating: "(", count: 500) + "1" + String(repeating: ")", count: 500)
    #expect(complaints { _ = try Formula(deep, at: place) }.contains("is nested deeper than 64"))
    let long = "1" + String(repeating: " + 1", count: 2000)
    #expect(complaints { _ = try Formula(long, at: place) }.contains("is longer than 4096"))
    let signs = String(repeating: "-", count: 3000) + "1"
    #expect(complaints { _ = try Formula(signs, at: place) }.contains("is nested deeper than 64"))
    let sum = "1" + String(repeating: "+1", count: 2000)
    #expect((try? values(sum).all) == 2001)
  }

  @Test("the columns of a formula, each once, with their places")
  func columns() throws {
    let formula = try Formula("b + `a b` * b + ln(c)", at: place)
    #expect(formula.columns.map(\.name) == ["b", "a b", "c"])
    #expect(formula.columns.map(\.location.column) == [1, 5, 20])
  }

  private let place = SourceLocation(file: "m", line: 1, column: 1)

  // In the second of three rows; the others are empty.
  private func values(_ text: String) throws -> (all: Double, reference: Double, cause: String?) {
    let input = try InputText(
      """
      x,y,a b,GA,gap,said,flag,pay,share
      ,,,,,,,,
      4,3,5,yes,,"a ""b""\",TRUE,$450k,12%
      ,,,,,,,,
      """, file: "t")
    let table = try DataTable(input, separator: .comma)
    var binder = FormulaBinder(table)
    let bound = binder.bind(try Formula(text, at: place), key: "k")
    try binder.log.throwIfAny()
    try table.readRows(keeping: binder.usedColumns)
    let untouched = RowEvaluator(table, derived: [])
    var evaluator = untouched
    let all = evaluator.values(bound)
    let cause: String? =
      switch evaluator.cause(bound, row: 1) {
      case .missing(let column): "\(table.names[column]) is missing"
      case .unreadable(let column): "\(table.names[column]) is no number"
      case .undefined(let why): why
      case nil: nil
      }
    return (all[1], untouched.valueReference(bound, row: 1), cause)
  }
}
