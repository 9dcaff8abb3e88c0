import Allocation
import Documents
import Testing

@testable import ProblemFiles

@Suite("A table of options as a spreadsheet saves it")
struct CSVProblemTests {
  @Test("columns in any order, lines of a claimant apart, quantities as people write them")
  func reads() throws {
    let table = try problem(
      """
      value,h100,option,claimant,cash
      0,,none,vision,
      ,124,,capacity,"7.4M"

      3.5,8,small,vision,
      0,,no,C-01,0
      "2.25",1e1,offer,C-01,620k
      -1_000,-2,give,vision,$5
      """)
    let read = table.problem
    #expect(read.resources.map(\.id) == ["h100", "cash"])
    #expect(read.resources.map(\.capacity) == [124, 7_400_000])
    #expect(read.claimants == ["vision", "C-01"])
    #expect(read.start == [0, 3, 5])
    #expect(read.options == ["none", "small", "give", "no", "offer"])
    #expect(table.decimals == 2 && read.value == [0, 350, -100_000, 0, 225])
    let uses = read.pattern.map { pattern in
      read.patterns.entries(Int(pattern)).map {
        [Int64(read.patterns.row[$0]), read.patterns.amount[$0]]
      }
    }
    #expect(uses == [[], [[0, 8]], [[0, -2], [1, 5]], [], [[0, 10], [1, 620_000]]])
    #expect(table.ownResources == 2 && table.withoutOptions.isEmpty)
  }

  @Test(
    "values are whole numbers of the last decimal that any of them has",
    arguments: [
      (["1", "2k"], 0, [1, 2000]), (["1.50", "3"], 1, [15, 30]), (["-0.01", ".5"], 2, [-1, 50]),
      (["90071992547409.92", "0"], 2, [9_007_199_254_740_992, 0]),
    ])
  func decimals(values: [String], decimals: Int, whole: [Int64]) throws {
    let lines = values.enumerated().map { "a,o\($0),\($1),\n" }.joined()
    let table = try problem("claimant,option,value,r\ncapacity,,,1\n" + lines)
    #expect(table.decimals == decimals && table.problem.value == whole)
    let digits = whole.map { table.digits(Int128($0)) }
    #expect(
      digits.compactMap { Int128(digits: $0, decimals: decimals) } == whole.map { Int128($0) })
  }

  @Test("a capacity said beside the table replaces the table's, and may be the only one")
  func stated() throws {
    let text = "claimant,option,value,r,s\ncapacity,,,1,\na,o,1,1,1\n"
    let table = try problem(text, capacities: ["s=8k", "r=5"])
    #expect(table.problem.resources.map(\.capacity) == [5, 8000])
    #expect(
      complaints(text, capacities: ["s=much", "t=1"])
        == "--capacity: s: is not a number (much); give whole units, such as 8, 8k or 7.4M")
    #expect(
      complaints(text, capacities: ["s=1", "ss=1", "s=2", "x"]).hasPrefix("--capacity: is not RES"))
    #expect(
      complaints(text, capacities: ["s=1", "ss=1", "s=2"])
        == """
        --capacity: there is no such resource (ss); did you mean s?
        --capacity: s: is given twice; keep one of the two
        """)
  }

  @Test(
    "every problem at once, each with its place and what to do; values withheld",
    arguments: [
      (
        "claimant,option,value,r\na,x,1,1\n",
        "t:1:23: r: has no capacity; add a line whose claimant is capacity, or --capacity r=AMOUNT"
      ),
      (
        "Claimant,option,r\ncapacity,,1\n",
        """
        t:1:1: claimant: there is no column claimant; call the column Claimant so
        t:1:1: value: there is no column value; add it; the others are resources
        """
      ),
      (
        "claimant;option;value\n",
        "t:1:1: the columns are separated by semicolons (claimant;option;value); save the table "
          + "with commas between the columns (CSV, comma separated)"
      ),
      (
        """
        claimant,option,value,r
        capacity,x,,1
        capacity,,,2
        a,x,1.555,1.5
        a,x,,1
        a,x,12%,9e15
        A,x,1,1
        b b,x,1,1
        b,,1,99999999999999999999
        """,
        """
        t:2:10: capacity.option: the line of capacities has no option; leave the cell empty, or \
        give the claimant another id
        t:3:1: capacity: capacities are given twice, first in line 2; keep one of the two lines
        t:4:5: a/x.value: has more than two decimals (value withheld); round it to two
        t:4:11: a/x.r: is not a whole number (value withheld); count in smaller units, such as \
        watts for kW
        t:5:5: a/x.value: is not given; give a number, 0 for none
        t:6:5: a/x.value: is a percentage (value withheld); give a number of at most two decimals, \
        such as 12.5 or 450k
        t:7:1: claimant: the id looks like a (A); let ids differ by more than capital letters, or \
        write both alike
        t:8:1: claimant: the id has a character that an id must not have (b b); use up to 64 \
        letters, digits, dots, underscores or hyphens (a-z, A-Z)
        t:9:6: b/.r: has more than 18 digits (value withheld); give whole units, such as 8, 8k or \
        7.4M
        """
      ),
      (
        "claimant,option,value,r\ncapacity,,,1\na,x,1,1\na,y,1,1\na,x,2,\n",
        "t:5:3: a/x: the option is given twice; give each its own id, or delete one"
      ),
      (
        "claimant,option,value,r\ncapacity,,,1\na,x,1,9007199254740992\nb,x,1,1\n",
        "t:1:23: r: its capacity and what claimants may use of it add up to more than 2^53; count "
          + "in larger units"
      ),
      (
        "claimant,option,value,r\ncapacity,,,1\n",
        "t: no claimant is named; give each claimant a line for each of its options"
      ),
      (
        "claimant,option,value\na,x,1\n",
        "t: no resource is named; give at least one that options use"
      ),
      (
        "claimant,option,value,r\ncapacity,,,1\na,x,1\n",
        "t:3: the row has 3 cells, fewer than the 4 columns; add commas for the empty cells"
      ),
    ])
  func refuses(text: String, message: String) {
    #expect(complaints(text) == message)
  }

  @Test("more than 64 resources are refused, 64 are not")
  func manyResources() {
    func text(_ count: Int) -> String {
      let names = (0..<count).map { "r\($0)" }.joined(separator: ",")
      let ones = Array(repeating: "1", count: count).joined(separator: ",")
      return "claimant,option,value,\(names)\ncapacity,,,\(ones)\na,o,1,\(ones)\n"
    }
    #expect(complaints(text(64)).isEmpty)
    #expect(
      complaints(text(65))
        == "t: 65 resources are more than 64; leave out those that never run short")
  }

  @Test("of very many problems the first are told and the rest counted")
  func flood() {
    let lines = (0..<500).map { "a,o\($0),?,\n" }.joined()
    let told = complaints("claimant,option,value,r\ncapacity,,,1\n" + lines)
    #expect(told.split(separator: "\n").count == 201)
    #expect(told.hasPrefix("t: 300 more problems follow"))
  }
}
