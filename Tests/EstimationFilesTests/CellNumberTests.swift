import Testing

@testable import EstimationFiles

@Suite("Numbers in cells")
struct CellNumberTests {
  @Test(
    "as the standard library reads them, to the last bit",
    arguments: [
      "0", "7", "-7", "0.1", "-0.001", "123456789012345", "0.123456789012345", "1234567890123456",
      "9007199254740993", "99999999999999.9", "1e-7", "2.5E3", "000012.50", ".5",
      "0.30000000000000004",
    ])
  func agrees(text: String) throws {
    #expect(value(text) == (try #require(Double(text.hasPrefix(".") ? "0" + text : text))))
  }

  @Test("decimals by the thousand")
  func sweep() {
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = String(state >> (state % 50 + 10))
      let split = Int(state % UInt64(digits.count))
      let text = "\(digits.prefix(split + 1)).\(digits.dropFirst(split + 1))0"
      if value(text) != Double(text) { Issue.record("\(text) is read as \(value(text))") }
    }
  }

  @Test(
    "as people write them",
    arguments: [
      ("450k", 450_000), ("7.4M", 7_400_000), ("$1.5k", 1500), ("12%", 0.12), ("1_000", 1000),
      ("TRUE", 1), ("false", 0), ("Yes", 1), ("no", 0), ("+3", 3), ("-0", 0),
    ])
  func written(text: String, number: Double) { #expect(value(text) == number) }

  @Test("empty cells and what is no number are told apart")
  func none() {
    for text in ["", "NA", "NaN"] { #expect(CellNumber.isMissing(value(text))) }
    for text in ["x", "1..2", "1,5", "inf", "0x10", "-", ".", "1.", "--1", "1e400", "12 3"] {
      #expect(value(text).isNaN && !CellNumber.isMissing(value(text)), "\(text)")
    }
  }

  private func value(_ text: String) -> Double {
    CellNumber.value(in: Array("<\(text)>".utf8), 1..<text.utf8.count + 1)
  }
}
