import Testing
import Units

@Test("a seed prints as its number") func seedPrints() {
  #expect(Seed(42).description == "42")
}
