import Testing

@testable import Report

@Suite("Numbers as people read them")
struct NumberFormatTests {
  @Test(
    "money has three or four figures and no minus before nothing",
    arguments: [
      (0.0, "$0"), (0.4, "$0"), (-0.4, "$0"), (999.4, "$999"), (999.5, "$1k"), (844_600, "$845k"),
      (999_499, "$999k"), (999_500, "$1M"), (1_985_000, "$1.99M"), (1_500_000, "$1.5M"),
      (-2_205_000, "-$2.21M"), (99_949_999, "$99.95M"), (99_950_000, "$100.0M"),
      (176_126_600, "$176.1M"), (999_500_000, "$1.00B"), (1e10, "$10.00B"), (1e12, "$1000.0B"),
    ])
  func money(dollars: Double, text: String) {
    #expect(NumberFormat.money(dollars) == text)
  }

  @Test(
    "a range has the unit of its size",
    arguments: [
      (0.0...0.0, "0"), (0.41...0.56, "0.41-0.56"), (713...3_477, "0.71-3.48k"),
      (1_000...1_000, "1.00k"), (263_000...265_000, "263-265k"), (-0.0...20.5, "0.0-20.5"),
    ])
  func range(range: ClosedRange<Double>, text: String) {
    #expect(NumberFormat.range(range) == text)
  }

  @Test(
    "a change has its sign, and none when it is nothing",
    arguments: [
      (845_000.0, "+$845k"), (-129_000, "-$129k"), (0.2, "$0"), (-0.2, "$0"), (0, "$0"),
    ])
  func change(dollars: Double, text: String) {
    #expect(NumberFormat.change(dollars) == text)
  }

  @Test(
    "a price has four figures, and nothing is free",
    arguments: [
      (0.0, "free"), (264_734.0, "$264,700"), (83_528, "$83,530"), (650.4, "$650"),
      (9_999, "$9,999"),
      (1.5e9, "$1,500,000,000"),
    ])
  func price(dollars: Double, text: String) {
    #expect(NumberFormat.price(dollars) == text)
  }

  @Test(
    "a share is never rounded to never or always",
    arguments: [
      (0.0, "0 %"), (0.001, "<1 %"), (0.005, "1 %"), (0.48, "48 %"), (0.995, "100 %"),
      (0.9951, ">99 %"), (1, "100 %"),
    ])
  func percent(share: Double, text: String) {
    #expect(NumberFormat.percent(share) == text)
  }

  @Test(
    "decimals",
    arguments: [
      (3.627, 1, "3.6"), (0.833, 1, "0.8"), (-0.004, 2, "0.00"), (-0.06, 1, "-0.1"), (12, 0, "12"),
      (1e15, 2, "1000000000000000.0"), (.infinity, 1, "inf"),
    ])
  func fixed(value: Double, places: Int, text: String) {
    #expect(NumberFormat.fixed(value, places) == text)
  }

  @Test(
    "thousands",
    arguments: [
      (0.0, "0"), (999, "999"), (1_000, "1,000"), (10_000, "10,000"), (1_234_567.6, "1,234,568"),
      (-1_000, "-1,000"),
    ])
  func count(value: Double, text: String) {
    #expect(NumberFormat.count(value) == text)
  }

  @Test("lists")
  func lists() {
    #expect(NumberFormat.list([]) == "none")
    #expect(NumberFormat.list(["a"]) == "a")
    #expect(NumberFormat.list(["a", "b"]) == "a and b")
    #expect(NumberFormat.list(["a", "b", "c"]) == "a, b and c")
  }
}
