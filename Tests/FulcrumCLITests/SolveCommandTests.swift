import Foundation
import Testing

@Suite("fulcrum solve, as a process")
struct SolveCommandTests {
  private let folder: TemporaryFolder

  private static let table = """
    claimant,option,value,h100,cash
    capacity,,,124,1.2M
    vision,none,0,,
    vision,small,3.5,8,
    vision,large,4.75,16,
    C-01,no-offer,0,,
    C-01,offer,2.25,4,620k
    C-02,no-offer,0,,
    C-02,offer,2.25,120,620k

    """

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.table, to: "options.csv")
  }

  private func solve(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(["solve"] + arguments, in: folder.path)
  }

  private func verify(_ file: String, in place: String? = nil) throws -> ProgramRun {
    try ProgramRun(["verify", file], in: place ?? folder.path)
  }

  @Test("two solutions beside each other: what was asked, what is scarce, who has another option")
  func differences() throws {
    #expect(try solve("options.csv", "--format", "json", "-o", "a.json").code == 0)
    #expect(
      try solve("options.csv", "--capacity", "h100=12", "--format", "json", "-o", "b.json").code
        == 0)
    let diff = { try ProgramRun(["diff"] + $0, in: folder.path) }
    let run = try diff(["a.json", "b.json"])
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(
      run.output == """
        a.json > b.json: 1 input differs, 1 the same
        Worth 7 > 5.75 (-1.25) · bound 7 > 5.75

        INPUTS
        --capacity h100  not given > 12

        RESOURCES  there are     used  price of a unit
        h100        124 > 12  20 > 12  0.0188 > 0.4375
        and 1 resource as before

        CLAIMANTS  before  after  value
        vision     large   small  -1.25
        and 2 claimants as before

        """)
    let document = try JSONValue(diff(["a.json", "b.json", "--format", "json"]).output)
    #expect(document["objective"]?["after"] == .number(5.75))
    #expect(document["same"]?["claimants"] == .number(2) && document["equal"] == .flag(false))
    #expect(
      try diff(["a.json", "a.json"]).output
        == "a.json > a.json: the same inputs and the same choice\n")
    #expect(try diff(["a.json", "a.json", "--quiet"]).output.isEmpty)
    #expect(
      try solve("options.csv", "--capacity", "h100=-1", "--format", "json", "-o", "c.json").code
        == 2)
    let none = try diff(["a.json", "c.json"])
    #expect(none.output.contains("c.json: no choice is feasible.\n"))
    #expect(!none.output.contains("CLAIMANTS"))
    #expect(try diff(["a.json", "options.csv"]).code == 66)
    let hostile = try folder.text(of: "a.json").replacing("\"large\"", with: #""l\u001b[2J""#)
    try folder.write(hostile, to: "h.json")
    let shown = try diff(["a.json", "h.json"])
    #expect(shown.output.contains(#"l\u{1b}[2J"#) && !shown.output.contains("\u{1b}"))
  }

  @Test("a table's best choice in one screen")
  func table() throws {
    let run = try solve("options.csv", "--reproducible")
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(
      run.output == """
        options.csv · 3 claimants, 7 options, 2 resources
        proven optimal · worth 7: no choice is worth more
        RESOURCES   capacity     used  price of a unit
        h100             124       20           0.0188
        cash       1,200,000  620,000             free
        GRANTS  option  value  uses
        vision  large    4.75  16 h100
        C-01    offer    2.25  4 h100, 620,000 cash
        and 1 without a grant

        """)
    let timed = try solve("options.csv")
    #expect(timed.output.contains("\nsolved in ") && timed.output.contains(", read in "))
    let long = try solve("--generate", "500,16,4,3", "--shared", "--blocks", "--node-limit", "50")
    #expect(long.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(long.output.hasPrefix("generated 500,16,4,3, shared row, blocks · 500 claimants, "))
  }

  @Test("the document verifies wherever it lies, and any change of table or figure is found")
  func verifies() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("out"), withIntermediateDirectories: true)
    let run = try solve(
      "options.csv", "--capacity", "h100=130", "--format", "json", "-o", "out/s.json")
    #expect(run.code == 0 && run.output.isEmpty)
    let text = try folder.text(of: "out/s.json")
    let document = try JSONValue(text)
    #expect(
      document["schema"] == .text("fulcrum.solution/1") && document["objective"] == .number(7))
    #expect(document["problem"]?["path"] == .text("../options.csv"))
    #expect(document["seconds"] != nil && document["run"] != nil)
    let fine = try verify(folder.path("out/s.json"), in: "/")
    #expect(fine.code == 0, "\(fine.output)\(fine.errors)")
    for (old, new) in [
      ("\"objective\" : 7,", "\"objective\" : 8,"),
      ("\"option\" : \"large\"", "\"option\" : \"small\""),
      ("\"used\" : 20", "\"used\" : 19"), ("\"capacity\" : 130,", "\"capacity\" : 124,"),
    ] {
      try #require(text.contains(old), "\(old)")
      try folder.write(text.replacing(old, with: new), to: "out/l.json")
      let lie = try verify("out/l.json")
      #expect(lie.code == 65 && lie.output.contains("WRONG"), "\(new): \(lie.output)")
    }
    try folder.write(Self.table.replacing("4.75", with: "4.74"), to: "options.csv")
    let changed = try verify("out/s.json")
    #expect(changed.code == 65 && changed.output.contains("SHA-256"))
  }

  @Test("the same bytes for any number of threads, without times")
  func reproducible() throws {
    let runs = try ["1", "2", "3"].map {
      try solve(
        "--generate", "3000,16,2,9", "--format", "json", "--reproducible", "--threads", $0
      ).output
    }
    #expect(runs[0] == runs[1] && runs[0] == runs[2])
    #expect(!runs[0].contains("seconds") && runs[0].contains("\"generate\" : \"3000,16,2,9\""))
    try folder.write(runs[0], to: "g.json")
    let check = try verify("g.json")
    #expect(check.code == 0, "\(check.output)")
  }

  @Test("nothing feasible ends with 2 and the conflict, an unfinished proof with 3")
  func codes() throws {
    let none = try solve("options.csv", "--capacity", "h100=-5")
    #expect(none.code == 2 && none.output.contains("CONFLICT") && none.output.contains("h100 -5"))
    let empty = try solve("--generate", "500,8,2,3", "--blocks", "--format", "json")
    #expect(empty.code == 2 && empty.output.contains("\"claimants\" : [\"c117\"]"))
    let cut = try solve("--generate", "100,16,8,1", "--shared", "--node-limit", "5")
    #expect(cut.code == 3 && cut.output.contains("not proven optimal"))
    let near = try solve("--generate", "100,16,8,1", "--shared", "--gap", "0.01")
    #expect(near.code == 0 && near.output.contains("not proven optimal"))
  }

  @Test("grants as a table for a spreadsheet")
  func csv() throws {
    let run = try solve("options.csv", "--format", "csv", "-o", "g.csv")
    #expect(run.code == 0)
    #expect(
      try folder.text(of: "g.csv")
        == "claimant,option,value\nvision,large,4.75\nC-01,offer,2.25\nC-02,no-offer,0\n")
  }

  @Test("bad input ends with 65 and all places, a missing file with 66, a wrong line with 64")
  func refuses() throws {
    try folder.write(Self.table.replacing("620k", with: "lots"), to: "bad.csv")
    let bad = try solve("bad.csv", "--format", "json")
    #expect(bad.code == 65 && bad.output.isEmpty && !bad.errors.contains("lots"))
    guard case .list(let problems)? = try JSONValue(bad.errors)["problems"] else {
      Issue.record("no problems")
      return
    }
    #expect(problems.map { $0["line"] } == [.number(7), .number(9)])
    #expect(try solve("nowhere.csv").code == 66)
    #expect(try solve().code == 64)
    #expect(try solve("options.csv", "--generate", "9,2,1,1").code == 64)
    #expect(try solve("options.csv", "--blocks").code == 64)
    #expect(try solve("--generate", "9,2").code == 65)
    #expect(try solve("options.csv", "--gap", "2").code == 64)
  }
}
