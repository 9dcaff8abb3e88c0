import Documents
import Estimation
import Testing

@testable import EstimationFiles

@Suite("An export of offers")
struct OfferTableTests {
  static let model = """
    data:
      person: Candidate
      rival: Competitor
      where: Level != "intern"
      outcome:
        column: Status
        accepted: [Accepted, Hired]
        declined: [Declined]
        stayed: Kept by employer
        ignored: [Withdrawn, Pending]
    columns:
      pay: {offer: Base + Bonus, rival: "coalesce(`Rival base`, 1.1 * Base)", stay: Now}
      log_pay: ln(pay / 1e6)
      gpus: {offer: GPUs, rival: 0, stay: 0}
    coefficients: {b_pay: log_pay, b_gpus: gpus, asc_stay: {constant: stay}}
    """

  static let header = "Candidate,Status,Competitor,Level,Base,Bonus,Rival base,Now,GPUs\n"

  @Test("become decisions between our offer, the named rival and staying")
  func decisions() throws {
    let read = try choices(
      Self.header + """
        c1,Accepted,,senior,900k,100k,,800k,64
        c2,Declined,Orange,senior,1M,0,2M,800k,8
        c3,Declined,,senior,1M,0,,1M,8
        c4,Kept by employer,Orange,senior,1M,0,,1M,8
        c5,Withdrawn,Orange,senior,,,,,
        c6,Declined,,intern,,,,,
        c1,Hired,Blue,senior,1M,0,NA,1M,8

        """, by: Self.model)
    #expect(read.rows == 7 && read.rowsLeftOut == 2)
    let chosen = read.data.situations.map { situation in
      situation.options.first { $0.share == 1 }?.alternative
    }
    #expect(read.data.situations.map(\.person) == ["c1", "c1", "c2", "c3", "c4"])
    #expect(chosen == ["offer", "offer", "rival", "stay", "stay"])
    let offered = read.data.situations.map { $0.options.map(\.alternative) }
    let both = ["offer", "stay"]
    let all = ["offer", "rival", "stay"]
    #expect(offered == [both, all, all, both, all])
    let column = try #require(read.data.column("log_pay"))
    #expect(read.data.situations[0].options[0].values[column] == 0)
    #expect(abs(read.data.situations[1].options[1].values[column] - 0.0953101798043249) < 1e-12)
    #expect(abs(read.data.situations[2].options[1].values[column] - 0.6931471805599453) < 1e-12)
  }

  @Test(
    "ill-formed rows",
    arguments: [
      (
        "c1,Ghosted,,x,1,1,,1,1",
        """
        t:2:4: Status: is no outcome that the model file knows (value withheld); list it \
        under data.outcome, perhaps as ignored
        """
      ),
      (
        "c1,,,x,1,1,,1,1",
        """
        t:2:4: Status: no alternative is chosen; fill the cell, or leave the row out by \
        where in the model file
        """
      ),
      (
        "c1,Accepted,Orange,x,1,1,?,1,1",
        "t:2:26: Rival base: is not a number (value withheld); write a number, such as 0.5 or 450k"
      ),
      (
        "c1,Accepted,,x,1,,,1,1",
        "t:2:18: Bonus: is missing; fill the cell, or leave the row out by where in the model file"
      ),
      ("c1,Pending,,x,1,,,1,1", "t: none of the 1 rows counts; mend where in the model file"),
    ])
  func illFormed(row: String, complaint: String) {
    #expect(complaints(of: Self.header + row + "\n", by: Self.model) == complaint)
  }

  @Test("a text means one thing, and something has to mean acceptance")
  func meanings() {
    let start = "data: {outcome: {column: Status, "
    let end = "}}\ncoefficients: {asc_stay: {constant: stay}}\n"
    #expect(
      complaints(ofModel: start + "accepted: [A, B], declined: [B]" + end)
        == """
        m:1:63: data.outcome.declined: this text already means accepted (B); keep one of \
        the two
        """
    )
    #expect(
      complaints(ofModel: start + "declined: [B]" + end)
        == """
        m:1:17: data.outcome.accepted: is missing; list the texts that mean it, such as \
        [Accepted]
        """
    )
    #expect(
      complaints(ofModel: start + "accepted: A" + "}}\ncoefficients: {asc: {constant: sty}}\n")
        == """
        m:2:32: coefficients.asc.constant: there is no alternative of this name (sty); did \
        you mean stay?
        """
    )
  }
}
