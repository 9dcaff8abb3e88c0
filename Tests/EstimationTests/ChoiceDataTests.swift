import Testing

@testable import Estimation

@Suite("Choices by person and situation") struct ChoiceDataTests {
  private static func situation(_ person: String, _ id: String) -> ChoiceData.Situation {
    .init(
      person: person, id: id,
      options: [
        .init(alternative: "stay", share: 0, values: [1]),
        .init(alternative: "go", share: 1, values: [2]),
      ])
  }

  @Test("the order of rows does not show, and numbers come by size", arguments: 0..<6)
  func order(turn: Int) {
    var all = [("10", "2"), ("9", "1"), ("9", "10"), ("9", "9"), ("b", "1"), ("10", "1")]
    all = Array(all[turn...] + all[..<turn])
    let data = ChoiceData(columns: ["x"], situations: all.map { Self.situation($0.0, $0.1) })
    #expect(data.persons.map(\.id) == ["9", "10", "b"])
    #expect(data.persons.map(\.situations) == [0..<3, 3..<5, 5..<6])
    #expect(data.situations.map(\.id) == ["1", "9", "10", "1", "2", "1"])
    #expect(data.alternatives == ["go", "stay"])
    #expect(data.situations[0].options.map(\.alternative) == ["go", "stay"])
    #expect(data.choices(of: [2]).situations == [data.situations[5]])
  }
}
