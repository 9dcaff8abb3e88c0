import Documents
import Estimation
import Testing

@testable import EstimationFiles

@Suite("A table with a row for each alternative")
struct LongTableTests {
  static let model = """
    data: {person: who, situation: nr, alternative: alt, choice: took, source: from,
      available: there}
    columns: {log_pay: ln(pay / 1e6)}
    coefficients:
      b_pay: log_pay
      b_gpus: {column: gpus, alternatives: [us, rival]}
      stay: {constant: stay}
    scales: {reference: offers}
    """

  static let header = "who,nr,alt,took,there,from,pay,gpus\n"

  @Test("rows of a situation belong together wherever they stand")
  func reads() throws {
    let rows = [
      "p1,1,us,1,1,offers,$1M,8", "p1,1,stay,0,1,offers,500k,", "p2,1,us,0.25,1,survey,2e6,64",
      "p1,1,rival,0,0,offers,,", "p2,1,rival,0.75,1,survey,1e6,0",
    ]
    let read = try choices(Self.header + rows.joined(separator: "\n") + "\n", by: Self.model)
    #expect(read.rows == 5 && read.rowsLeftOut == 0)
    #expect(
      read.data.persons.map(\.id) == ["p1", "p2"] && read.data.sources == ["offers", "survey"])
    let first = read.data.situations[0]
    #expect(
      first.options.map(\.alternative) == ["stay", "us"] && first.options.map(\.share) == [0, 1])
    #expect(first.options.map(\.values[1]) == [0, 8] && first.options[1].values[0] == 0)
    #expect(abs(first.options[0].values[0] + 0.6931471805599453) < 1e-15)
    #expect(read.data.situations[1].isShared)
    for seed in 0..<5 {
      let other = rows.indices.map { rows[($0 * 2 + seed) % 5] }.joined(separator: "\n")
      #expect(try choices(Self.header + other + "\n", by: Self.model).data == read.data)
    }
  }

  @Test(
    "every ill-formed situation, by place",
    arguments: [
      (
        ["p1,1,us,0,1,offers,1,1", "p1,1,stay,0,1,offers,1,1"],
        """
        t:2: person p1, situation 1: no alternative is chosen; mark the chosen one, or \
        leave the situation out by where in the model file
        """
      ),
      (
        ["p1,1,us,1,1,offers,1,1", "p1,1,stay,1,1,offers,1,1"],
        "t:2: person p1, situation 1: 2 alternatives are chosen; keep one of them"
      ),
      (
        ["p1,1,us,1,0,offers,1,1", "p1,1,stay,0,1,offers,1,1"],
        """
        t:2: us: an alternative that is not available is chosen; mend the answer, or what \
        the model file says of availability
        """
      ),
      (
        ["p1,1,us,0.5,1,offers,1,1", "p1,1,stay,0.4,1,offers,1,1"],
        """
        t:2: person p1, situation 1: the shares do not sum to 1 (value withheld); mend \
        them: they sum to 1 over the available alternatives
        """
      ),
      (
        ["p1,1,us,1,1,offers,1,1", "p1,1,us,0,1,offers,1,1", "p1,1,stay,0,1,offers,1,1"],
        "t:3:6: person p1, situation 1: the alternative is there twice; keep one of the two rows"
      ),
      (
        ["p1,1,us,1,1,offers,1,1", "p1,1,stay,0,1,survey,1,1"],
        """
        t:3:15: person p1, situation 1: the situation has two sources (value withheld); \
        give all its rows the same source
        """
      ),
      (
        ["p1,1,us,0,0,offers,1,1", "p1,1,stay,0,0,offers,1,1"],
        """
        t:2: person p1, situation 1: no alternative is available; mend the rows, or leave \
        them out by where in the model file
        """
      ),
      (
        ["p1,1,us,1,1,offers,0,1", "p1,1,stay,0,1,offers,lots,1"],
        """
        t:2: log_pay: is the logarithm of 0 or less; mend the row, or the formula
        t:3:22: pay: is not a number (value withheld); write a number, such as 0.5 or 450k
        """
      ),
      (
        ["p1,,us,1,1,offers,1,1", "p1,1,,1,,offers,1,1"],
        """
        t:2:4: nr: is missing; fill the cell, or leave the row out by where in the model \
        file
        t:3:6: alt: is missing; fill the cell, or leave the row out by where in the model \
        file
        t:3:9: there: is missing; fill the cell, or leave the row out by where in the model \
        file
        """
      ),
    ])
  func illFormed(rows: [String], complaint: String) {
    let table = Self.header + rows.map { $0 + "\n" }.joined()
    #expect(complaints(of: table, by: Self.model) == complaint)
  }

  @Test("names that only the data can know")
  func mentions() {
    let table =
      "who,nr,alt,took,there,from,pay,gpus\np1,1,us,1,1,offer,1,1\np1,1,sty,0,1,offer,1,1\n"
    #expect(
      complaints(of: table, by: Self.model)
        == """
        m:6:45: coefficients.b_gpus.alternatives: there is no alternative of this name (rival); \
        there are sty, us
        m:7:20: coefficients.stay.constant: there is no alternative of this name (stay); \
        did you mean sty?
        m:8:21: scales.reference: there is no source of this name (offers); did you mean offer?
        """)
  }

  @Test("listed alternatives: codes, and when each is available")
  func listed() throws {
    let model = """
      data: {situation: s, alternative: a, choice: c == "x"}
      alternatives: {one: {code: 1, available: v > 0}, two: 2}
      coefficients: {b: v}
      """
    let read = try choices("s,a,c,v\nA,1,x,1\nA,2,,2\nB,1,,0\nB,2,x,3\n", by: model)
    #expect(
      read.data.situations.map { $0.options.map(\.alternative) } == [["one", "two"], ["two"]])
    #expect(read.data.persons.map(\.id) == ["A", "B"])
    #expect(
      complaints(of: "s,a,c,v\nA,1,x,1\nA,3,,2\n", by: model)
        == """
        t:3:3: a: is no alternative's code (value withheld); list it under alternatives in \
        the model file, or leave the row out by where
        """
    )
  }

  @Test("a layout made in code reads a table like one from a file")
  func inCode() throws {
    let place = SourceLocation(file: "built-in")
    let columns = DataLayout.LongColumns(
      alternative: ColumnReference("alternative", at: place),
      situation: ColumnReference("situation", at: place),
      choice: try Formula("chosen", at: place))
    let layout = DataLayout(
      rows: .alternatives(columns), person: ColumnReference("candidate", at: place),
      columns: [
        DataLayout.DerivedColumn(name: "log_pay", rule: .all(try Formula("ln(cash)", at: place)))
      ])
    let model = EstimationModel(
      layout: layout,
      choice: ChoiceModel(coefficients: [.init(name: "b_pay", column: "log_pay")]), price: "b_pay")
    let read = try model.choices(
      InputText(
        "candidate,situation,alternative,chosen,cash\nc1,1,us,1,1\nc1,1,stay,0,1\n", file: "t"))
    #expect(read.data.situations[0].options.map(\.values) == [[0], [0]])
    #expect(
      complaints {
        _ = try model.choices(InputText("candidate,situation,alternative,chosen,pay\n", file: "t"))
      }
        == """
        built-in: columns.log_pay: there is no column of this name in t (cash); there are \
        candidate, situation, alternative, chosen, pay
        """
    )
  }
}
