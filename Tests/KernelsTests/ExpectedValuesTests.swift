import Kernels
import Testing

@Suite("expected values") struct ExpectedValuesTests {
  @Test(
    "the best is the first available one that no other exceeds",
    arguments: [
      (nil, 1), ([true, true, true, true], 1), ([true, false, true, true], 3),
      ([true, false, false, false], 0), ([false, false, false, false], nil),
    ] as [([Bool]?, Int?)])
  func best(isAvailable: [Bool]?, expected: Int?) {
    let values = ExpectedValues(
      shares: [0.5, 1, 0, 0.5], worth: [10, 8, 1e9, 16], effort: 2, isAvailable: isAvailable)
    #expect(values.values == [3, 6, -2, 6])
    #expect(values.best == expected)
  }

  @Test("of nothing there is no best") func nothing() {
    #expect(ExpectedValues(shares: [], worth: [], effort: 1).best == nil)
  }
}
