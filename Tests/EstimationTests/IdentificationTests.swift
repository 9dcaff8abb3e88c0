import Testing

@testable import Estimation

@Suite("What data cannot tell") struct IdentificationTests {
  private static func data(
    _ change: (inout [[Double]], Int, Int) -> Void = { _, _, _ in }
  ) -> ChoiceData {
    let full = SimulatedChoices(persons: 20, situations: 4).data { x, name, _, _ in
      -0.5 * x[0] + x[1] + (name == "stay" ? 0.5 : 0)
    }
    var situations = full.situations
    for t in situations.indices {
      var rows = situations[t].options.map(\.values)
      change(&rows, t, situations[t].options.firstIndex { $0.share == 1 } ?? 0)
      for j in rows.indices { situations[t].options[j].values = rows[j] }
    }
    return ChoiceData(columns: full.columns, situations: situations)
  }

  private static let model = ChoiceModel(
    coefficients: [
      .init(name: "price", column: "price"), .init(name: "quality", column: "quality"),
      .init(name: "extra", column: "extra"),
      .init(name: "stay", column: nil, alternatives: ["stay"]),
    ])

  @Test("nothing is wrong with good data")
  func good() {
    #expect(Self.model.identificationProblems(in: Self.data()).isEmpty)
  }

  @Test("no data, one person, one alternative")
  func few() {
    let data = Self.data()
    #expect(
      Self.model.identificationProblems(in: ChoiceData(columns: data.columns, situations: []))
        == [.empty])
    #expect(
      Self.model.identificationProblems(in: data.choices(of: [3])).first
        == .onePerson(data.persons[3].id))
    let alone = ChoiceData(
      columns: data.columns,
      situations: data.situations.map {
        .init(person: $0.person, id: $0.id, options: $0.options.filter { $0.share == 1 })
      })
    #expect(Self.model.identificationProblems(in: alone) == [.noChoice])
  }

  @Test("an attribute that differs between situations alone is constant")
  func constant() {
    let data = Self.data { rows, t, _ in for j in rows.indices { rows[j][2] = Double(t) } }
    #expect(Self.model.identificationProblems(in: data) == [.constant(["extra"])])
  }

  @Test("a sum of attributes, and one constant too many, are named with all that is in them")
  func collinear() {
    let data = Self.data { rows, t, _ in
      for j in rows.indices { rows[j][2] = 2 * rows[j][0] - rows[j][1] + Double(t) }
    }
    #expect(
      Self.model.identificationProblems(in: data) == [.collinear(["extra", "price", "quality"])])
    var constants = Self.model
    constants.coefficients += ["offer0", "offer1"].map {
      .init(name: "asc_\($0)", column: nil, alternatives: [$0])
    }
    #expect(
      constants.identificationProblems(in: Self.data())
        == [.collinear(["asc_offer0", "asc_offer1", "stay"])])
  }

  @Test("what predicts every choice is named, and a prior or a counterexample heals it")
  func separated() {
    let data = Self.data { rows, _, chosen in
      for j in rows.indices { rows[j][2] = (j == chosen ? 2 : 0) + Double(j) / 10 }
    }
    #expect(Self.model.identificationProblems(in: data) == [.separated(["extra"])])
    var believed = Self.model
    believed.priors["extra"] = .init(mean: 0, sd: 1)
    #expect(believed.identificationProblems(in: data).isEmpty)
    let healed = Self.data { rows, t, chosen in
      for j in rows.indices { rows[j][2] = ((j == chosen) == (t > 0) ? 2 : 0) + Double(j) / 10 }
    }
    #expect(Self.model.identificationProblems(in: healed).isEmpty)
  }

  @Test("two attributes that predict choices together only are both named")
  func together() {
    let data = Self.data { rows, t, chosen in
      for j in rows.indices {
        let shift = Double((t * 7 + j * 3) % 11)
        rows[j][2] = shift
        rows[j][0] = (j == chosen ? 1 : 0) - shift
      }
    }
    let found = Self.model.identificationProblems(in: data)
    #expect(found == [.separated(["extra", "price"])])
  }

  @Test("every problem says what is wrong and what to do")
  func texts() {
    let problems: [IdentificationProblem] = [
      .empty, .onePerson("p"), .noChoice, .constant(["a"]), .collinear(["a", "b"]),
      .separated(["a"]),
    ]
    for problem in problems {
      #expect(!problem.texts.problem.isEmpty && !problem.texts.remedy.isEmpty)
    }
    #expect(IdentificationProblem.collinear(["a", "b", "c"]).texts.problem.hasPrefix("a, b and c"))
  }
}
