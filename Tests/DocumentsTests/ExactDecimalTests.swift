import Testing

@testable import Documents

@Suite("Decimal numbers without rounding")
struct ExactDecimalTests {
  @Test(
    "what people write is the number of units that it says",
    arguments: [
      ("8", 0, 8), ("-8", 0, -8), ("+8", 2, 800), ("0.25", 2, 25), (".5", 1, 5), ("1.50", 1, 15),
      ("1_000", 0, 1000), ("7.4M", 0, 7_400_000), ("450k", 0, 450_000), ("2B", 0, 2_000_000_000),
      ("$2.35", 2, 235), ("-$2", 0, -2), ("1e3", 0, 1000), ("12.5E-1", 2, 125), ("0e9", 0, 0),
      ("1.5e1k", 0, 15_000), ("000000000000000000000007", 0, 7), ("-0", 0, 0), ("0.000k", 0, 0),
      ("90071992547409.92", 2, 9_007_199_254_740_992),
      ("999999999999999999", 0, 999_999_999_999_999_999),
    ])
  func reads(text: String, places: Int, units: Int64) throws {
    #expect(try ExactDecimal(text).units(places: places) == units)
  }

  @Test(
    "a fraction of a unit is none", arguments: [("0.125", 2), ("1.5", 0), ("1e-9", 2), ("1e18", 2)])
  func fraction(text: String, places: Int) throws {
    #expect(try ExactDecimal(text).units(places: places) == nil)
  }

  @Test(
    "nothing else is a number",
    arguments: [
      "", "-", "$", "k", ".", "5.", "1__0", "_1", "1_", "1e", "1e+", "e5", "1.2.3", "0x10", "nan",
      "1,000", "1 000", "--1", "1e99999", "٣", "1.5.k",
    ])
  func refuses(text: String) {
    #expect(throws: ExactDecimal.Fault.notANumber) { try ExactDecimal(text) }
  }

  @Test(
    "what nearly is one says why not",
    arguments: [
      ("12%", ExactDecimal.Fault.percentage), ("5m", .unclearUnit),
      ("1234567890123456789", .tooManyDigits),
    ])
  func near(text: String, fault: ExactDecimal.Fault) {
    #expect(throws: fault) { try ExactDecimal(text) }
  }
}
