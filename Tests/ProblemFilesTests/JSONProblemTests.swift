import Allocation
import Documents
import Testing

@testable import ProblemFiles

@Suite("A table of options as fulcrum.problem/1")
struct JSONProblemTests {
  @Test("members in any order; numbers also as texts with a unit")
  func reads() throws {
    let table = try problem(
      #"""
      {"claimants": [
         {"options": [{"id": "none", "value": 0},
                      {"use": {"cash": "620k", "h100": 4}, "value": 2.5, "id": "of\u0066er"}],
          "id": "C-01"},
         {"id": "C-02", "options": [{"id": "x", "value": "-7", "use": {"h100": 0}}]}],
       "rules": [],
       "resources": [{"capacity": 124, "id": "h100"}, {"id": "cash", "capacity": "7.4M"}],
       "schema": "fulcrum.problem/1"}
      """#)
    let read = table.problem
    #expect(read.resources.map(\.capacity) == [124, 7_400_000])
    #expect(read.claimants == ["C-01", "C-02"] && read.options == ["none", "offer", "x"])
    #expect(table.decimals == 1 && read.value == [0, 25, -70])
    #expect(read.used([1, 0]) == [4, 620_000] && read.used([0, 0]) == [0, 0])
  }

  /// A small problem of claimants a, b, c, d with options no, x, y, and one rule.
  private static func text(_ rule: String) -> String {
    let claimants = ["a", "b", "c", "d"].map { id in
      """
      {"id": "\(id)", "options": [{"id": "no", "value": 0}, {"id": "x", "value": 1, "use": {"r": 1}},
        {"id": "y", "value": 2, "use": {"r": 2}}]}
      """
    }
    return """
      {"schema": "fulcrum.problem/1", "resources": [{"id": "r", "capacity": 99}],
       "claimants": [\(claimants.joined(separator: ",\n"))],
       "rules": [\(rule)]}
      """
  }

  /// A rule as it is written, and as a person would check it: by option of a, b, c, d.
  static let rules: [(text: String, holds: @Sendable ([Int]) -> Bool)] = [
    (
      #"{"id": "m", "at_most": 2, "of": ["a", "b", "c", "d"]}"#,
      { $0.count { $0 > 0 } <= 2 }
    ),
    (#"{"id": "m", "at_most": 0, "of": ["a/x", "b/y"]}"#, { $0[0] != 1 && $0[1] != 2 }),
    (#"{"id": "m", "at_most": 9, "of": ["a", "b"]}"#, { _ in true }),
    (#"{"id": "m", "exclusive": ["a", "c/y"]}"#, { !($0[0] > 0 && $0[2] == 2) }),
    (
      #"{"id": "m", "all_or_none": ["a", "b", "d/x"]}"#,
      { Set([$0[0] > 0, $0[1] > 0, $0[3] == 1]).count == 1 }
    ),
    (#"{"id": "m", "all_or_none": ["a/x", "b/x"]}"#, { ($0[0] == 1) == ($0[1] == 1) }),
    (#"{"id": "m", "take": "a", "only_with": ["b"]}"#, { $0[0] == 0 || $0[1] > 0 }),
    (
      #"{"id": "m", "take": "a/y", "only_with": ["b", {"claimant": "c", "options": ["no", "x"]}]}"#,
      { $0[0] != 2 || ($0[1] > 0 && $0[2] < 2) }
    ),
    (
      #"{"id": "m", "exclusive": ["a/x", "a/y", "b"]}"#, { !($0[0] > 0 && $0[1] > 0) }
    ),
  ]

  @Test("a rule's rows allow exactly what the rule allows", arguments: rules.indices)
  func rule(index: Int) throws {
    let (text, holds) = Self.rules[index]
    let table = try problem(Self.text(text))
    #expect(table.ownResources == 1 && table.problem.resources.count > 1)
    for number in 0..<81 {
      let choice = [number / 27, number / 9 % 3, number / 3 % 3, number % 3]
      #expect(table.problem.isFeasible(choice) == holds(choice), "\(choice)")
    }
  }

  @Test(
    "every problem at once, each with its place and what to do",
    arguments: [
      (
        "{\"schema\": \"fulcrum.plan/1\", \"resources\": [], \"claimants\": {}, \"rule\": 1}",
        """
        t: no resource is named; give at least one that options use
        t:1:12: schema: is a document of another kind (fulcrum.plan/1); give a problem, schema \
        fulcrum.problem/1
        t:1:60: claimants: is a group of keys; give a list
        t:1:64: rule: unknown key; did you mean rules?
        """
      ),
      (
        "{\n \"claimants\": [",
        "t:2:16: is not JSON: the document ends too early; let a program write the document, or "
          + "mend it here"
      ),
      (
        "{\"schema\": \"fulcrum.problem/1\", }",
        "t:1:33: is not JSON: a key in quotes was expected here; let a program write the document, "
          + "or mend it here"
      ),
      (
        """
        {"schema": "fulcrum.problem/1",
         "resources": [{"id": "h100", "capacity": 1.5}, {"capacity": 2}, {"id": "H100"}],
         "claimants": [
          {"id": "a", "options": [{"id": "x", "value": 1e-3, "use": {"h10": 1, "h100": true}}]},
          {"id": "a", "options": []}, {"options": []}, {"id": "b", "options": []},
          {"id": "c", "options": [{"id": "x"}, {"value": 1}]}]}
        """,
        """
        t:2:23: h100: has no capacity; give it a capacity, such as 124, or --capacity h100=AMOUNT
        t:2:43: resources[h100].capacity: is not a whole number (1.5); count in smaller units, \
        such as watts for kW
        t:2:49: resources: has no id; name it
        t:2:73: H100: the id looks like h100; keep one of the two
        t:4:48: a/x.value: has more than two decimals (value withheld); round it to two
        t:4:62: a/x.use: there is no such resource (h10); did you mean h100?
        t:4:80: a/x.use.h100: is true, false or null; give a number
        t:5:10: a: the claimant is given twice; give each its own id, or delete one
        t:5:31: claimants: has no id; name it
        t:6:34: c/x: has no value; give one, 0 for none
        t:6:40: c.options: has no id; name it
        """
      ),
    ])
  func refuses(text: String, message: String) {
    #expect(complaints(text) == message)
  }

  @Test(
    "a rule that cannot be one is refused",
    arguments: [
      (#"{"id": "m"}"#, "is no rule"), (#"{"id": "m", "at_most": 1}"#, "is no rule"),
      (#"{"id": "m", "at_most": -1, "of": ["a", "b"]}"#, "is no rule"),
      (#"{"id": "m", "exclusive": ["a"]}"#, "speaks of fewer than two"),
      (#"{"id": "r", "exclusive": ["a", "b"]}"#, "the id is taken"),
      (#"{"id": "m", "exclusive": ["a", "bb"]}"#, "no such claimant (bb); did you mean b?"),
      (#"{"id": "m", "exclusive": ["a", "b/z"]}"#, "the claimant has no such option (b/z)"),
      (#"{"id": "m", "take": "a", "only_with": []}"#, "speaks of fewer than two"),
      (
        #"{"id": "m", "exclusive": ["a", "b"]}, {"id": "m", "all_or_none": ["a", "b"]}"#,
        "the id is taken"
      ),
    ])
  func badRule(rule: String, message: String) {
    #expect(complaints(Self.text(rule)).contains(message))
  }

  @Test("too many rules are refused before they are solved")
  func manyRules() {
    let rules = (0..<64).map { #"{"id": "m\#($0)", "exclusive": ["a", "b"]}"# }
    #expect(
      complaints(Self.text(rules.joined(separator: ","))).contains("65 rows of resources and"))
  }
}
