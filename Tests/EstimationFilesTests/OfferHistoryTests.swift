import Choice
import Documents
import Estimation
import EstimationFiles
import Testing

@Suite("Past offers and exits from tables") struct OfferHistoryTests {
  static let table = """
    candidate,decision,segment,stage,alternative,chosen,cash,equity,guaranteed_gpus,cluster_gpus,forfeited,cutoff
    C-1,,frontier,offer,ours,1,1.2M,200k,32,1016,50k,
    C-1,,frontier,offer,rival,0,1.5M,,8,100k,50k,
    C-1,,frontier,offer,stay,0,1M,,,,50k,
    C-2,a,applied,cold,ours,0.25,400k,,8,1016,,500
    C-2,a,applied,cold,stay,75%,380k,,,,,500
    C-2,b,applied,cold,ours,0,350k,,0,1016,,500
    C-2,b,applied,cold,stay,yes,380k,,,,,500
    """

  private static func offers(_ text: String) throws(Diagnostics) -> OfferHistory {
    try OfferHistory(InputText(text, file: "offers.csv"))
  }

  @Test("rows of one decision come together")
  func reads() throws {
    let text = Self.table.replacing("stay,yes", with: "stay,1")
    let history = try Self.offers(text)
    #expect(history.rows == 7 && history.decisions.count == 3)
    let first = history.decisions[0]
    #expect(first.person == "C-1" && first.segment.id == "frontier" && first.forfeited == 50_000)
    #expect(first.options.map(\.alternative.id) == ["ours", "rival", "stay"])
    #expect(first.options.map(\.share) == [1, 0, 0])
    #expect(first.options[0].alternative.levels == ["guaranteed_gpus": 32, "cluster_gpus": 1016])
    #expect(first.options[2].alternative.levels.isEmpty)
    #expect(history.decisions[1].statedCutoff == 500 && history.decisions[1].stage == .cold)
    #expect(history.decisions[1].options.map(\.share) == [0.25, 0.75])
    #expect(history.decisions.map(\.id) == ["", "a", "b"])
    let model = JobOfferModel(history.decisions)
    #expect(model.data.situations.count == 3)
    #expect(model.data.columns.contains("guaranteed_gpus"))
  }

  @Test(
    "what cannot be a decision is told with its place, and no pay is shown",
    arguments: [
      ("C-1,,frontier,offer,stay,0,1M,,,,50k,\n", "", "no row of staying"),
      ("rival,0,1.5M", "rival,1,1.5M", "more than one alternative is chosen"),
      ("ours,1,1.2M", "ours,0,1.2M", "no alternative is chosen"),
      ("0.25", "0.35", "the chances do not sum to 1"),
      ("offer,rival,0", "offer,ours,0", "ours stands there twice"),
      ("1.2M,200k,32,1016,50k", "1.2M,200k,32,1016,5M", "differ in what belongs to the person"),
      ("applied", "aplied", "applied"),
      ("1.2M", "lots", "(value withheld)"),
      ("equity", "nationality", "protected"),
      ("guaranteed_gpus", "guaranted_gpus", "guaranteed_gpus"),
      (",cash,", ",salary,", "the column is missing"),
      ("stay,0,1M", "stay,0,0", "nothing is left of stay's pay"),
      ("0.25,400k", "0.25,4e13", "offers.csv:5:30"),
      ("1016,,500", "100,,500", "below the cut-off"),
    ])
  func refuses(old: String, new: String, message: String) {
    let text = Self.table.replacing("stay,yes", with: "stay,1").replacing(old, with: new)
    do throws(Diagnostics) {
      _ = try Self.offers(text)
      Issue.record("accepted")
    } catch {
      #expect(error.description.contains(message), "\(error)")
      for pay in ["1.2M", "400k", "380k", "lots", "4e13"] {
        #expect(!error.description.contains(pay))
      }
    }
  }

  @Test("exits: what became better, in log-pay")
  func exits() throws {
    let text = """
      person,segment,years,left,gpus,gpus_before,pay,pay_before
      p1,frontier,1,yes,0,32,,
      p2,frontier,0.5,no,32,32,1.1M,1M
      """
    let records = try ExitHistory(InputText(text, file: "exits.csv")).records
    #expect(records.map(\.hasLeft) == [true, false] && records.map(\.years) == [1, 0.5])
    // Hill at its half: half of all that compute is worth.
    #expect(abs(records[0].gain + 3 * 0.09531017980432493) < 1e-12)
    #expect(records[1].gain == 0 && abs(records[1].logPay - 0.09531017980432493) < 1e-12)
    for (old, new, message) in [
      ("0.5,no", "0,no", "years"), ("1.1M,1M", "1.1M,", "other half"),
      ("p2,frontier", "p2,x", "segment"),
      ("no,32", ",32", "left"), ("left", "age", "protected"),
    ] {
      do throws(Diagnostics) {
        _ = try ExitHistory(InputText(text.replacing(old, with: new), file: "exits.csv"))
        Issue.record("accepted \(new)")
      } catch {
        #expect(error.description.contains(message), "\(error)")
        #expect(!error.description.contains("1.1M"))
      }
    }
  }

  @Test("preferences are written so that they can be read again")
  func writes() throws {
    let preferences = try #require(
      Preferences(
        entries: [
          .init(name: "pay", mean: -0.0000001, sd: 0.1, priorShare: 0.5),
          .init(name: "data", mean: 0.25, sd: 0.3, priorShare: 1),
        ], correlations: [[1, -0.5], [-0.5, 1]], decisions: 7))
    let text = preferences.yaml(data: "it's offers.csv")
    #expect(
      text.contains("data: 'it''s offers.csv'\ndecisions: 7\nestimates:\n  data: {mean: 0.25"))
    #expect(text.contains("  pay: {mean: 0.000000, sd: 0.100000, prior_share: 0.500000}"))
    #expect(text.hasSuffix("correlations:\n  data:\n    pay: -0.500000\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
