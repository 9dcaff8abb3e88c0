import Documents
import Estimation
import Testing

@testable import EstimationFiles

@Suite("A table with a row for each choice situation")
struct WideTableTests {
  static let model = """
    data: {person: who, choice: took, where: ok == 1}
    alternatives: {bus: {code: 1, available: has_bus}, car: 2, walk: {code: w}}
    columns:
      minutes: {bus: tb, car: tc, walk: 60 * km / 5}
      log_minutes: ln(minutes)
    coefficients:
      b_time: log_minutes
      b_km: {column: km, alternatives: walk}
      asc_car: {constant: car}
    """

  @Test(
    """
    rows become situations; what is not available is no option, what an alternative does \
    not use is 0
    """
  )
  func reads() throws {
    let read = try choices(
      """
      who,took,ok,has_bus,tb,tc,km
      p2,w,1,0,,12,2
      p1,1,1,1,20,10,3
      p9,9,0,1,0,x,
      p2,2.0,1,1,30,1.5,10

      """, by: Self.model)
    #expect(read.rows == 4 && read.rowsLeftOut == 1)
    #expect(read.data.columns == ["log_minutes", "km"])
    #expect(read.data.situations.map(\.person) == ["p1", "p2", "p2"])
    #expect(read.data.situations.map(\.id) == ["1", "1", "2"])
    let first = read.data.situations[0].options
    #expect(first.map(\.alternative) == ["bus", "car", "walk"])
    #expect(first.map(\.share) == [1, 0, 0])
    expect(
      first.map { $0.values[0] }, are: [2.995732273553991, 2.302585092994046, 3.58351893845611])
    #expect(first.map { $0.values[1] } == [0, 0, 3])
    let second = read.data.situations[1].options
    #expect(second.map(\.alternative) == ["car", "walk"] && second.map(\.share) == [0, 1])
    #expect(read.data.situations[2].options.map(\.share) == [0, 1, 0])
  }

  private func expect(_ values: [Double], are truth: [Double]) {
    #expect(values.count == truth.count)
    for (value, truth) in zip(values, truth) { #expect(abs(value - truth) < 1e-12) }
  }

  @Test("the order of rows and of columns changes nothing")
  func order() throws {
    let one = "who,took,ok,has_bus,tb,tc,km\np2,w,1,0,,12,2\np1,1,1,1,20,10,3\n"
    let other = "km,tc,tb,has_bus,ok,took,who\n3,10,20,1,1,1,p1\n2,12,,0,1,w,p2\n"
    #expect(try choices(one, by: Self.model).data == choices(other, by: Self.model).data)
  }

  @Test(
    "every ill-formed row at once, by place; no value is shown",
    arguments: [
      (
        ["p1,,1,1,20,10,3"],
        """
        t:2:4: took: no alternative is chosen; fill the cell, or leave the row out by where \
        in the model file
        """
      ),
      (
        ["p1,7,1,1,20,10,3"],
        """
        t:2:4: took: is no alternative's code (value withheld); list it under alternatives \
        in the model file, or leave the row out by where
        """
      ),
      (
        ["p1,1,1,0,20,10,3"],
        """
        t:2:4: took: an alternative that is not available is chosen (value withheld); mend \
        the answer, or what the model file says of availability
        """
      ),
      (
        ["p1,2,1,1,,10,3"],
        "t:2:10: tb: is missing; fill the cell, or leave the row out by where in the model file"
      ),
      (
        ["p1,2,1,1,soon,10,3"],
        "t:2:10: tb: is not a number (value withheld); write a number, such as 0.5 or 450k"
      ),
      (
        ["p1,2,1,1,0,10,3"],
        "t:2: log_minutes[bus]: is the logarithm of 0 or less; mend the row, or the formula"
      ),
      (
        [",2,1,1,20,10,3"],
        "t:2:1: who: is missing; fill the cell, or leave the row out by where in the model file"
      ),
      (
        ["p1,2,,1,20,10,3"],
        "t:2:6: ok: is missing; fill the cell, or leave the row out by where in the model file"
      ),
      (
        ["p1,2,1,,20,10,3"],
        "t:2:8: has_bus: is missing; fill the cell, or leave the row out by where in the model file"
      ),
      (
        ["p1,2,1,1,20,10"],
        "t:2: the row has 6 cells, fewer than the 7 columns; write empty cells too"
      ),
      (["p1,2,0,1,20,10,3"], "t: none of the 1 rows counts; mend where in the model file"),
      (
        ["p1,,1,1,0,10,3", "p1,2,1,1,20,10,3", "p2,2,1,1,20,-1,3"],
        """
        t:2: log_minutes[bus]: is the logarithm of 0 or less; mend the row, or the formula
        t:2:4: took: no alternative is chosen; fill the cell, or leave the row out by where \
        in the model file
        t:4: log_minutes[car]: is the logarithm of 0 or less; mend the row, or the formula
        """
      ),
    ])
  func illFormed(rows: [String], complaint: String) {
    let table = "who,took,ok,has_bus,tb,tc,km\n" + rows.map { $0 + "\n" }.joined()
    #expect(complaints(of: table, by: Self.model) == complaint)
  }

  @Test("fifty problems are told, in the order of the rows, and the rest counted")
  func many() {
    let rows = (1...80).map { "p\($0),7,1,1,20,10,3\n" }.joined()
    let lines = complaints(of: "who,took,ok,has_bus,tb,tc,km\n" + rows, by: Self.model)
      .split(separator: "\n")
    #expect(lines.count == 51)
    #expect(lines[0].hasPrefix("t:2:4:") && lines[49].hasPrefix("t:51:"))
    #expect(
      lines[50]
        == """
        t:52: 30 more problems follow; mend these first, and check that the model file \
        speaks of this table
        """
    )
  }

  @Test(
    "shares instead of a choice",
    arguments: [
      ("0.2,0.3,0.5", ""), ("0,1,0", ""), ("0.2,0.3,0.5000001", ""),
      (
        "0.2,0.3,0.6",
        """
        t:2: the shares do not sum to 1 (value withheld); mend them: they sum to 1 over the \
        available alternatives
        """
      ),
      ("0.5,-0.5,1", "t:2: a share is outside 0 to 1 (value withheld); give shares from 0 to 1"),
      ("0,1,1", "t:2: 2 alternatives are chosen; keep one of them"),
      (
        "0,0,0",
        """
        t:2: no alternative is chosen; mark the chosen one, or leave the situation out by \
        where in the model file
        """
      ),
      (
        "0,,1",
        "t:2:3: b: is missing; fill the cell, or leave the row out by where in the model file"
      ),
    ])
  func shares(row: String, complaint: String) throws {
    let model = """
      data: {}
      alternatives: {x: {share: a}, y: {share: b}, z: {share: c}}
      coefficients: {asc_y: {constant: y}, asc_z: {constant: z}}
      """
    #expect(complaints(of: "a,b,c\n\(row)\n", by: model) == complaint)
    if complaint.isEmpty {
      let read = try choices("a,b,c\n\(row)\n", by: model)
      #expect(abs(read.data.situations[0].options.reduce(0) { $0 + $1.share } - 1) < 1e-15)
      #expect(read.data.situations[0].person == "1")
    }
  }

  @Test("separators, and one that is not the model's")
  func separators() throws {
    let model =
      """
      data: {choice: c, delimiter: semicolon}
      alternatives: {x: 1, y: 2}
      coefficients: {b: {column: v, alternatives: y}}
      """
    #expect(try choices("c;v\n1;2\n", by: model).data.situations.count == 1)
    #expect(
      complaints(of: "c,v\n1,2\n", by: model)
        == """
        t:1:1: the columns are separated by commas, not by semicolons; write delimiter: \
        comma under data in the model file
        """
    )
    #expect(
      complaints(of: "c;v\n", by: model)
        == "t: the table has no rows; give it a row for each choice below the names of its columns")
    #expect(complaints(of: "", by: model).hasPrefix("t: the file is empty;"))
    let packed = complaints { _ = try InputText(bytes: [0x1F, 0x8B, 0x08], file: "t") }
    #expect(packed == "t: is compressed by gzip; unpack it first: gunzip FILE")
  }

  @Test("columns that the table lacks are told together, with the nearest name")
  func lacking() {
    #expect(
      complaints(of: "who,tok,has_bus,tb,tc,kms\np,1,1,1,1,1\n", by: Self.model)
        == """
        m:1:29: data.choice: there is no column of this name in t (took); did you mean tok?
        m:1:42: data.where: there is no column of this name in t (ok); did you mean tok?
        m:4:42: columns.minutes: there is no column of this name in t (km); did you mean kms?
        m:8:18: km: there is no column of this name in t (km); did you mean kms?
        """)
  }

  @Test("situations may have ids, which a person has once")
  func ids() throws {
    let model =
      """
      data: {person: p, situation: s, choice: c}
      alternatives: {x: 1, y: 2}
      coefficients: {asc: {constant: y}}
      """
    let read = try choices("p,s,c\n2,10,1\n2,9,2\n1,a,1\n", by: model)
    #expect(read.data.situations.map(\.id) == ["a", "9", "10"])
    #expect(
      complaints(of: "p,s,c\n1,1,1\n1,1,2\n", by: model)
        == """
        t:3: s: a person's situation is there twice (value withheld); give each situation \
        of a person its own id
        """
    )
  }
}
