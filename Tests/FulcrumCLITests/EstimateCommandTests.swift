import Foundation
import Testing

@Suite("fulcrum estimate, as a process")
struct EstimateCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func estimate(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(["estimate"] + arguments, in: folder.path)
  }

  private static let model = """
    data: {person: person, situation: question, alternative: alternative, choice: chosen}
    coefficients:
      b_pay: {column: pay}
      b_gpus: {column: gpus}

    """

  /// One question a line: the person, what was chosen, then pay and GPUs of `a` and of `b`.
  private static func table(_ rows: [(String, Character, [Double])]) -> String {
    rows.enumerated().reduce(into: "person,question,alternative,chosen,pay,gpus\n") { text, row in
      let (person, chosen, x) = row.element
      text += "\(person),\(row.offset),a,\(chosen == "a" ? 1 : 0),\(x[0]),\(x[1])\n"
      text += "\(person),\(row.offset),b,\(chosen == "b" ? 1 : 0),\(x[2]),\(x[3])\n"
    }
  }

  private static let choices: [(String, Character, [Double])] = [
    ("p1", "a", [2, 8, 1, 0]), ("p1", "b", [1, 8, 3, 0]), ("p2", "a", [1, 8, 2, 0]),
    ("p2", "b", [3, 0, 1, 8]), ("p3", "a", [2, 0, 1, 8]), ("p3", "a", [1, 0, 2, 8]),
    ("p4", "b", [2, 8, 2, 0]), ("p4", "a", [3, 8, 1, 8]),
  ]

  private func write(_ rows: [(String, Character, [Double])], model: String = Self.model) throws {
    try folder.write(Self.table(rows), to: "answers.csv")
    try folder.write(model, to: "model.yaml")
  }

  @Test("the example estimates as it is, its tastes lie in the intervals, in every format")
  func example() throws {
    let made = try estimate("--init", "s")
    #expect(
      made.code == 0 && made.output.contains("fulcrum estimate s/answers.csv --model s/model.yaml"))
    #expect(try estimate("--init", "s").code == 73)
    let json = try estimate(
      "s/answers.csv", "--model", "s/model.yaml", "--format", "json", "--folds", "4", "-o",
      "s/e.json")
    #expect(json.code == 0 && json.output.isEmpty && json.errors.isEmpty)
    let text = try folder.text(of: "s/e.json")
    let document = try JSONValue(text)
    #expect(
      document["schema"] == .text("fulcrum.estimates/1") && document["converged"] == .flag(true))
    #expect(document["regime"] == .text("some_data") && document["situations"] == .number(240))
    #expect(document["held_out"]?["folds"] == .number(4) && document["run"]?["threads"] != nil)
    guard case .list(let inputs)? = document["inputs"] else {
      throw CocoaError(.fileReadCorruptFile)
    }
    #expect(inputs.map { $0["path"] } == [.text("answers.csv"), .text("model.yaml")])
    for (name, truth) in [("pay", 4.0), ("gpus", 0.5), ("publish", 0.7), ("stay", 0.8)] {
      guard case .list(let parameters)? = document["parameters"],
        let found = parameters.first(where: { $0["name"] == .text(name) }),
        case .number(let estimate)? = found["estimate"],
        case .number(let error)? = found["se_hessian"]
      else { throw CocoaError(.fileReadCorruptFile) }
      #expect(abs(estimate - truth) < 3 * error, "\(name)")
    }
    let table = try estimate("s/answers.csv", "-m", "s/model.yaml")
    #expect(table.code == 0 && table.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    for part in [
      "240 decisions: medians are estimated; how people differ is held at its prior (sd.gpus).",
      "PRIOR AND DATA", "WORTH in pay", "Assumed, by nobody measured",
    ] {
      let words = table.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains(part), "\(part)")
    }
    #expect(!table.output.contains("\u{1B}"))
    let markdown = try estimate("s/answers.csv", "-m", "s/model.yaml", "--format", "md")
    #expect(markdown.code == 0 && markdown.output.contains("## Prior and data"))
    let csv = try estimate("s/answers.csv", "-m", "s/model.yaml", "--format", "csv")
    #expect(csv.code == 0 && csv.output.split(separator: "\r\n").count == 6)
  }

  @Test("the same bytes for any number of threads, options before the model file's")
  func reproducible() throws {
    _ = try estimate("--init", "s", "--quiet")
    let runs = try ["1", "2", "3"].map {
      try estimate(
        "s/answers.csv", "-m", "s/model.yaml", "--format", "json", "--reproducible", "--threads",
        $0, "--starts", "2", "--draws", "64", "--draw-kind", "halton", "--seed", "9",
        "--price", "publish"
      ).output
    }
    #expect(runs[0] == runs[1] && runs[0] == runs[2])
    let document = try JSONValue(runs[0])
    #expect(document["run"] == nil && document["seed"] == .number(9))
    #expect(
      document["draws"]?["kind"] == .text("halton") && document["draws"]?["count"] == .number(64))
    #expect(document["model"]?["price"] == .text("publish"))
    guard case .list(let restarts)? = document["restarts"] else {
      throw CocoaError(.fileReadCorruptFile)
    }
    #expect(restarts.count == 2)
  }

  @Test("choices of a few people, by hand: the likelihood at zero, and no test against constants")
  func byHand() throws {
    try write(Self.choices)
    let run = try estimate("answers.csv", "-m", "model.yaml", "--format", "json", "--reproducible")
    #expect(run.code == 0, "\(run.errors)")
    let document = try JSONValue(run.output)
    guard case .number(let null)? = document["log_likelihood_null"],
      case .list(let tests)? = document["tests"]
    else { throw CocoaError(.fileReadCorruptFile) }
    #expect(abs(null + 8 * log(2.0)) < 1e-12 && tests.count == 1)
    // What is not there is absent.
    for key in ["draws", "doubled_draws", "held_out", "log_posterior"] {
      #expect(document[key] == nil, "\(key)")
    }
    #expect(!run.output.contains("prior") && !run.output.contains("null\n"))
  }

  struct Unidentified: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let rows: [Int]
    var model = EstimateCommandTests.model
    var change: @Sendable (Int, [Double]) -> [Double] = { $1 }
    var chosen: @Sendable (Int, [Double], Character) -> Character = { $2 }
    var person: @Sendable (String) -> String = { $0 }
    let says: [String]
  }

  @Test(
    "what data cannot tell ends with 65, the attributes named and a remedy",
    arguments: [
      Unidentified(
        testDescription: "separable", rows: Array(0..<8),
        chosen: { _, x, _ in x[0] + x[1] >= x[2] + x[3] ? "a" : "b" },
        says: ["b_gpus", "every choice, and the likelihood has no maximum; leave"]),
      Unidentified(
        testDescription: "collinear", rows: Array(0..<8),
        change: { _, x in [x[0], 2 * x[0] + 1, x[2], 2 * x[2] + 1] },
        says: ["b_gpus and b_pay cannot be told apart", "leave one of them out"]),
      Unidentified(
        testDescription: "constant", rows: Array(0..<8), change: { _, x in [x[0], 5, x[2], 5] },
        says: ["b_gpus does not differ between the alternatives", "leave it out"]),
      Unidentified(
        testDescription: "constant within situations alone", rows: Array(0..<8),
        change: { [x0 = 1.0] row, x in [x[0], x0 * Double(row), x[2], x0 * Double(row)] },
        says: ["b_gpus does not differ"]),
      Unidentified(
        testDescription: "one person", rows: Array(0..<8), person: { _ in "p7" },
        says: ["all choices are those of one person, p7", "give choices of more people"]),
      Unidentified(
        testDescription: "no rows", rows: [], says: ["answers.csv"]),
      Unidentified(
        testDescription: "no rows that count", rows: Array(0..<8),
        model: EstimateCommandTests.model.replacing(
          "choice: chosen", with: "choice: chosen, where: pay > 99"),
        says: ["answers.csv"]),
      Unidentified(
        testDescription: "a constant for each alternative", rows: Array(0..<8),
        model: EstimateCommandTests.model + "  asc_a: {constant: a}\n  asc_b: {constant: b}\n",
        says: ["asc_a and asc_b cannot be told apart", "one for each alternative is one too many"]),
    ])
  func unidentified(data: Unidentified) throws {
    try write(
      data.rows.map { row in
        let (person, chosen, x) = Self.choices[row]
        let changed = data.change(row, x)
        return (data.person(person), data.chosen(row, changed, chosen), changed)
      }, model: data.model)
    let run = try estimate("answers.csv", "-m", "model.yaml")
    #expect(run.code == 65 && run.output.isEmpty, "\(run.output)\(run.errors)")
    for text in data.says { #expect(run.errors.contains(text), "\(run.errors)") }
    let json = try estimate("answers.csv", "-m", "model.yaml", "--format", "json")
    #expect(json.code == 65 && json.output.isEmpty)
    #expect(try JSONValue(json.errors)["problems"] != nil)
  }

  @Test(
    "a wrong line ends with 64",
    arguments: [
      [], ["answers.csv", "--price", "b_pay"], ["--init", "s", "answers.csv"],
      ["answers.csv", "-m", "model.yaml", "--folds", "1"],
      ["answers.csv", "-m", "model.yaml", "--starts", "0"],
      ["answers.csv", "-m", "model.yaml", "--draws", "0"],
      ["answers.csv", "-m", "model.yaml", "--draw-kind", "dice"],
      ["answers.csv", "-m", "model.yaml", "--format", "html"],
    ])
  func usage(arguments: [String]) throws {
    let run = try ProgramRun(["estimate"] + arguments, in: folder.path)
    #expect(run.code == 64 && run.output.isEmpty && run.errors.contains("Usage:"))
  }

  @Test("what cannot be read ends with 66, a wrong model or table with 65 and its places")
  func refuses() throws {
    try write(Self.choices)
    #expect(try estimate("nowhere.csv", "-m", "model.yaml").code == 66)
    #expect(try estimate("answers.csv", "-m", "nowhere.yaml").code == 66)
    let price = try estimate("answers.csv", "-m", "model.yaml", "--price", "b_gpu")
    #expect(price.code == 65 && price.errors.contains("did you mean b_gpus?"), "\(price.errors)")
    try folder.write(
      Self.model.replacing("column: pay", with: "colum: pay"), to: "typo.yaml")
    let typo = try estimate("answers.csv", "-m", "typo.yaml")
    #expect(typo.code == 65 && typo.errors.contains("typo.yaml:3:"), "\(typo.errors)")
    try folder.write(
      Self.table(Self.choices).replacing("p2,3,a,0,3.0", with: "p2,3,a,0,plenty")
        .replacing("p4,7,a,1", with: "p4,7,a,0"), to: "bad.csv")
    let bad = try estimate("bad.csv", "-m", "model.yaml", "--format", "json")
    #expect(bad.code == 65 && bad.output.isEmpty && !bad.errors.contains("plenty"))
    guard case .list(let problems)? = try JSONValue(bad.errors)["problems"] else {
      throw CocoaError(.fileReadCorruptFile)
    }
    #expect(problems.count == 2 && problems[0]["line"] == .number(8), "\(bad.errors)")
  }

  @Test("without a maximum the estimates are printed, say so, and end with 3")
  func noMaximum() throws {
    // Who lapses stays whatever is offered, so that nobody looks for a plain logit's escape; but pay
    // decides every choice, and its coefficient rises for ever.
    let rows: [(String, Character, [Double])] = (0..<12).map { row in
      let x = [Double(row % 5), Double(row % 2), Double(row * 3 % 4) + 0.5, Double(row % 3)]
      return ("p\(row % 4)", x[0] > x[2] ? "a" : "b", x)
    }
    try write(rows, model: Self.model + "lapse: a\n")
    let run = try estimate("answers.csv", "-m", "model.yaml")
    #expect(run.code == 3 && run.output.contains("NOT CONVERGED: no search ended in a maximum"))
    #expect(run.output.contains("maximum   NO: "), "\(run.output)")
    let json = try estimate("answers.csv", "-m", "model.yaml", "--format", "json")
    #expect(try json.code == 3 && JSONValue(json.output)["converged"] == .flag(false))
  }
}
