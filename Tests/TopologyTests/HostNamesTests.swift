import Testing
import Topology

@Suite("names of nodes") struct HostNamesTests {
  @Test(
    "host lists hold the names that Slurm's own tool gives",
    arguments: [
      ("n1", ["n1"]), ("n[1-3]", ["n1", "n2", "n3"]),
      ("n[01-03,10]", ["n01", "n02", "n03", "n10"]),
      ("a,b[2],c", ["a", "b2", "c"]), ("n[08-11]", ["n08", "n09", "n10", "n11"]),
      ("r[1-2]n[1-2]-ib", ["r1n1-ib", "r1n2-ib", "r2n1-ib", "r2n2-ib"]),
      ("n[1-2]x,n3", ["n1x", "n2x", "n3"]), ("n[3,1-2]", ["n3", "n1", "n2"]), ("", []),
    ])
  func read(text: String, names: [String]) throws {
    let hosts = try HostNames(text)
    #expect(Array(hosts.names) == names)
    #expect(hosts.count == names.count)
    #expect(names.indices.map { hosts[$0] } == names)
  }

  @Test("a list written reads back as the same names", arguments: 0..<100)
  func roundTrip(seed: Int) throws {
    var numbers = TestNumbers(seed: seed)
    var hosts = HostNames()
    var names: [String] = []
    var next = 1
    for _ in 0..<Int.random(in: 1...30, using: &numbers) {
      next += [1, 1, 1, 1, 7, 90].randomElement(using: &numbers) ?? 1
      let digits = String(next)
      let name =
        [
          "gpu\(digits)", "gpu\(digits)",
          "gpu\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)",
          "r\(next % 3)n\(digits)-x", "login",
        ].randomElement(using: &numbers) ?? ""
      names.append(name)
      hosts.append(one: name)
    }
    #expect(Array(hosts.names) == names)
    let read = try HostNames("\(hosts)")
    #expect(Array(read.names) == names)
    let cut = Int.random(in: 0...names.count, using: &numbers)
    #expect(Array(hosts[cut..<names.count].names) == Array(names[cut...]))
  }

  @Test("equal names are equal lists, however they came to be")
  func canonical() throws {
    var run = HostNames()
    run.append(HostNames.Run(prefix: "n", numbers: 98...120, width: 3, suffix: ""))
    #expect(run[2..<run.count] == (try HostNames("n[100-120]")))
    #expect(run == (try HostNames("n[098-099],n[100-120]")))
    #expect("\(run)" == "n[098-120]")
  }

  @Test("neighbours join into one run, a million names into no more")
  func runs() throws {
    var hosts = HostNames()
    for number in 98...1_002 { hosts.append(one: "n\(number)") }
    #expect("\(hosts)" == "n[98-1002]" && hosts.runs.count == 1)
    var padded = HostNames()
    for name in ["n008", "n009", "n010", "n100", "n101"] { padded.append(one: name) }
    #expect("\(padded)" == "n[008-010,100-101]")
    #expect(try HostNames("n[1-1000000]").runs.count == 1)
  }

  @Test("a name that stands twice is found, however its lists are written", arguments: 0..<300)
  func repetition(seed: Int) throws {
    var numbers = TestNumbers(seed: seed)
    let words = (0..<Int.random(in: 1...6, using: &numbers)).map { _ -> String in
      let low = Int.random(in: 0...120, using: &numbers)
      let high = low + Int.random(in: 0...30, using: &numbers)
      let width = [1, 1, 2, 3].randomElement(using: &numbers) ?? 1
      let text = String(low)
      let padded = String(repeating: "0", count: max(0, width - text.count)) + text
      return ["n[\(padded)-\(high)]", "n[\(padded)-\(high)]x", "login", "n\(padded)"]
        .randomElement(using: &numbers) ?? ""
    }
    let hosts = try HostNames(words.joined(separator: ","))
    let names = Array(hosts.names)
    let repeated = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys
    if let found = hosts.repeatedName {
      #expect(repeated.contains(found), "\(found) in \(hosts)")
    } else {
      #expect(repeated.isEmpty, "\(hosts)")
    }
  }

  @Test(
    "what is no host list is refused",
    arguments: [
      ("n[1-999999999]", "is of more than 1000000 names"),
      (
        "n[1-1000000][\(Array(repeating: "0-999999999", count: 20_000).joined(separator: ","))]",
        "is of more than 1000000 names"
      ),
      ("n[5-1]", "holds a range that runs downwards, 5-1"),
      ("n[1-", "has a bracket that does not close"), ("n[1-[2]]", "has a bracket in a bracket"),
      ("n1]", "closes a bracket that is not open"), ("n[]", "holds [], which is no range"),
      ("n[a-b]", "holds [a-b], which is no range"), ("n[-1]", "holds [-1], which is no range"),
      ("a[1-1000]b[1-1000]c[1-1000]d[1-1000]e[1-9]", "is of more than 1000000 names"),
      ("n[99999999999999999999]", "which is no range of numbers"),
    ])
  func refused(text: String, problem: String) throws {
    let fault = #expect(throws: HostNames.Fault.self) { _ = try HostNames(text) }
    #expect(fault?.problem.contains(problem) == true, "\(fault?.problem ?? "")")
  }
}
