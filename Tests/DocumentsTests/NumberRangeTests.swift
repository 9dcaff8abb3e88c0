import Documents
import Testing

@Suite("Ranges of numbers")
struct NumberRangeTests {
  private static let place = SourceLocation(file: "--vary x")

  private func range(
    _ text: String, as measure: Measure = Measure("a number", example: "2")
  ) throws(Diagnostics) -> NumberRange {
    try NumberRange(text, as: measure, at: Self.place, key: "x")
  }

  @Test("linear ranges have 25 points or as many as they say, both ends among them")
  func linear() throws {
    let usual = try range("0..48")
    #expect(usual.spacing == .linear && usual.values == (0...24).map { 2 * Double($0) })
    #expect(try range("1..2:2").values == [1, 2])
    #expect(try range("0.1..0.7:7").values.last == 0.7)
    #expect(try range("-1..1:3").values == [-1, 0, 1])
    #expect(try range("8k..10k:3").values == [8_000, 9_000, 10_000])
    #expect(try range("0..12%:4", as: .share).values.last == 0.12)
    #expect(try range("$1..$3:3", as: .dollars).values == [1, 2, 3])
  }

  @Test("geometric ranges step by a factor and end at their end")
  func geometric() throws {
    let doubled = try range("256..65536*2")
    #expect(doubled.spacing == .geometric)
    #expect(doubled.values == (8...16).map { Double(1 << $0) })
    #expect(try range("1..10*4").values == [1, 4, 10])
    // Many small steps meet the end once, and not a hair before it.
    let fine = try range("256..65536*1.1").values
    #expect(fine.first == 256 && fine.last == 65_536 && fine.count == 60)
    for (low, high) in zip(fine, fine.dropFirst().dropLast()) {
      #expect(abs(high / low - 1.1) < 1e-12)
    }
    #expect(Set(fine).count == fine.count)
  }

  @Test("lists are sorted, counts rounded, and what repeats is dropped")
  func listed() throws {
    let list = try range("[5, 1, 2.5, 1]")
    #expect(list.spacing == .listed && list.values == [1, 2.5, 5])
    let count = Measure.count("nodes", example: "2", in: 0...100)
    #expect(try range("1..3:9", as: count).values == [1, 2, 3])
    #expect(try range("1..20*1.3", as: count).values.allSatisfy { $0 == $0.rounded() })
    #expect(try range("[7]", as: count).values == [7])
  }

  @Test(
    "what is no range is refused with what to write",
    arguments: [
      ("7", "is not a range (7); write a..b, a..b:n, a..b*f or [a, b, c]"),
      ("9..3", "the range runs downwards (9..3); write the smaller end first"),
      ("3..3", "has one number only"), ("1..9:1", "does not have 2 to 100000 points"),
      ("1..9:1e9", "does not have 2 to 100000 points"), ("1..9:2.5", "does not have 2 to"),
      ("0..9*2", "a geometric range does not begin above 0"),
      ("1..9*1", "the factor makes more than 100000 points"),
      ("1..9*1.000000001", "the factor makes more than 100000 points"),
      ("1..9*0.5", "the factor makes"), ("1..x", "is not a number"), ("..4", "is not a number"),
      ("[1, 2", "is a list without its end"), ("[]", "is not a number"),
      ("[1,,2]", "is not a number"), ("1..2:", "is not a number"), ("1..2..3", "is not a"),
      ("nan..3", "is not a number"), ("1..inf", "is not a number"),
    ])
  func refuses(text: String, message: String) {
    do {
      _ = try range(text)
      Issue.record("\(text) is a range")
    } catch {
      #expect("\(error)".hasPrefix("--vary x: x: " + message), "\(error)")
    }
  }

  @Test("ends outside a measure are refused, and private ones never shown")
  func limits() {
    #expect(throws: Diagnostics.self) { try range("0..2", as: .share) }
    do {
      _ = try NumberRange(
        "-450000..2", as: .positiveDollars, at: Self.place, key: "x", isPrivate: true)
    } catch {
      #expect("\(error)".contains("(value withheld)") && !"\(error)".contains("450000"))
    }
  }
}
