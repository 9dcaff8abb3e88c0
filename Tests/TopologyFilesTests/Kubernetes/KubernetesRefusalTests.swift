import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("Kubernetes' objects that are wrong") struct KubernetesRefusalTests {
  typealias Fixture = KubernetesFixture

  @Test(
    "a number of GPUs that is none is refused with its place, in JSON and in YAML",
    arguments: [
      ("8Gi", "has a unit where GPUs are counted"), ("1k", "has a unit where GPUs are counted"),
      ("1500m", "is not a whole number of GPUs"), ("1.5", "is not a whole number of GPUs"),
      ("-1", "is negative"), ("1" + String(repeating: "0", count: 30), "is more than any node has"),
      ("1e30", "is more than any node has"), ("9007199254740993", "is more than any node has"),
      ("18446744073709551616", "is more than any node has"), ("1e400", "is more than any node has"),
      ("eight", "is no quantity"), ("8 GPUs", "is no quantity"), ("", "is no quantity"),
      ("0x8", "is no quantity"), ("8KB", "is no quantity"), ("1e4 GPUs", "is no quantity"),
    ])
  func gpus(text: String, problem: String) {
    let node = Fixture.h100("g1", capacity: ["nvidia.com/gpu": text])
    let remedy = "; give a whole number of GPUs, such as 8"
    let json = problems(Fixture(nodes: [node]).text(.json))
    #expect(json.count == 2)
    #expect(
      json.first?.hasPrefix(
        "n:6:74: items[0].status.capacity.nvidia.com/gpu: \(problem)") ?? false, "\(json)")
    #expect(json.allSatisfy { $0.hasSuffix("(\(text))\(remedy)") })
    let yaml = problems(Fixture(nodes: [node]).text(.yamlDocuments))
    #expect(
      yaml.first?.hasPrefix("n:17:21: status.allocatable.nvidia.com/gpu: \(problem)") ?? false,
      "\(yaml)")
  }

  @Test("numbers that say the same are accepted", arguments: ["8", "8000m", "+8", "8.0", "0.8e1"])
  func accepted(text: String) throws {
    let node = Fixture.h100("g1", capacity: ["nvidia.com/gpu": text])
    let list = try Fixture(nodes: [node]).read()
    #expect(list.gpus == 8)
    #expect(list.source.contradictions.isEmpty)
  }

  /// A text, and all that is said about it.
  struct Wrong: CustomTestStringConvertible {
    var text: String
    var message: String
    var testDescription: String { message }

    init(_ text: String, _ message: String) {
      self.text = text
      self.message = message
    }
  }

  static let head = #"{"kind": "Node", "metadata": {"name": "a""#
  static let export = "export it with kubectl get nodes -o json"

  static let json: [Wrong] = [
    Wrong("{}", "n:1:1: is no object of Kubernetes; \(export)"),
    Wrong(
      #"{"kind": "Pod"}"#,
      "n: holds no node; export the nodes with kubectl get nodes -o json"),
    Wrong(
      #"{"items": []}"#, "n: holds no node; export the nodes with kubectl get nodes -o json"),
    Wrong(
      #"{"kind": "Node", "metadata": {}}"#,
      "n:1:1: metadata.name: the node has no name; \(export)"),
    Wrong(
      head + #", "name": "b"}}"#,
      "n:1:44: name: the key is given twice, first in line 1; keep one of the two"),
    Wrong(head + "}} \n{}", "n:2:1: something follows the end of the JSON text; delete it"),
    Wrong(head, "n:1:42: the JSON text ends too early; export the file again"),
    Wrong(head + ",}}", "n:1:43: a comma before a closing bracket; delete the comma"),
    Wrong(
      head + #"}, "spec": {unschedulable: true}}"#,
      #"n:1:54: a key that is not in double quotes; write "key": value"#),
    Wrong(
      head + #"}, "spec": tru}"#, "n:1:53: is no JSON value; put text in double quotes"),
    Wrong(
      #"{"kind": "Node", "metadata": {"name": "a\u001b[2J"}}"#,
      "n:1:39: a text with an escape that means nothing or makes a control character; correct it"),
    Wrong(
      "{\"items\": [\(head)}},\n\(head)}}]}",
      """
      n:2:39: items[1].metadata.name: the node is given twice, first in line 1 (a); \
      keep one of the two
      """),
  ]

  static let values: [Wrong] = [
    Wrong(
      head + #"}, "status": {"capacity": {"memory": "64GiB"}}}"#,
      """
      n:1:79: status.capacity.memory: is no quantity of Kubernetes (64GiB); \
      give a number such as 96 or 2Ti
      """),
    Wrong(
      head + #"}, "status": {"capacity": {"memory": "64Ei"}}}"#,
      """
      n:1:79: status.capacity.memory: is more than any node has (64Ei); \
      give at most 1125899906842624
      """),
    Wrong(
      head + #"}, "status": {"capacity": {"amd.com/gpu": [8]}}}"#,
      """
      n:1:84: status.capacity.amd.com/gpu: is a list or a group where one quantity is needed; \
      give a whole number of GPUs, such as 8
      """),
    Wrong(
      head + #"}, "status": {"capacity": {"nvidia.com/gpu": "513"}}}"#,
      """
      n:1:87: a: has more than 512 GPUs; correct its capacity, or label it nvidia.com/gpu.count
      """),
    Wrong(
      head + #", "labels": {"nvidia.com/gpu.count": "many"}}}"#,
      """
      n:1:79: metadata.labels.nvidia.com/gpu.count: is not a whole number from 0 to 65536 \
      (many); correct the label, or delete it
      """),
  ]

  static let yaml: [Wrong] = [
    Wrong(
      "kind: Node\nmetadata: {name: a}\n---\nkind: Node\nkind: Node\n",
      "n:5:1: kind: the key is given twice, first in line 4; keep one of the two"),
    Wrong(
      "kind: Node\nmetadata: {name: a}\n---\nkind: Node\nmetadata:\n\tname: b\n",
      """
      n:6:1: a tab, or a sign that cannot begin a value; indent with spaces, and put text that \
      begins with @, ` or % in quotes
      """),
    Wrong(
      "kind: Node\nmetadata:\n  name: a\n---\nkind: Node\nmetadata: &m\n  name: b\n",
      """
      n:6:11: YAML anchors (&) and aliases (*) are not accepted; write the value out where it \
      is used; put text that begins with & or * in quotes
      """),
  ]

  @Test("every problem comes with its place and a remedy", arguments: json + values + yaml)
  func refused(wrong: Wrong) { #expect(problems(wrong.text) == [wrong.message]) }

  @Test("problems of all nodes are told, and after twenty no more")
  func many() {
    func text(_ count: Int) -> String {
      Fixture(
        nodes: (0..<count).map { Fixture.h100("g\($0)", capacity: ["nvidia.com/gpu": "-1"]) }
      ).text(.json)
    }
    #expect(problems(text(3)).count == 6)
    #expect(problems(text(100)).count == 20)
  }

  @Test("YAML that is too large is sent to JSON, with the line of the document")
  func large() {
    let labels = (0..<150_000).map { "    label-number-\($0): a-value-of-it\n" }.joined()
    let text =
      "kind: Node\nmetadata: {name: a}\n---\nkind: Node\nmetadata:\n  name: b\n  labels:\n" + labels
    #expect(
      problems(text) == [
        "n:3: a YAML document is larger than 4 MB; export JSON: kubectl get nodes -o json"
      ])
  }

  @Test("what people's tools do to files does no harm")
  func harmless() throws {
    for syntax in Fixture.Syntax.allCases {
      let text = Fixture(nodes: [Fixture.h100("g1"), Fixture.h100("g2")]).text(syntax)
      for other in [
        "\u{FEFF}" + text, text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\r"),
        String(text.dropLast()),
      ] {
        #expect(try KubernetesNodes.read(InputText(other, file: "n")).gpus == 16)
      }
    }
    let commented = "# nodes\n---\n" + Fixture(nodes: [Fixture.h100("g1")]).text(.yamlDocuments)
    #expect(try KubernetesNodes.read(InputText(commented + "...\n---\n", file: "n")).gpus == 8)
  }

  @Test("one seeded change anywhere never stops the program", arguments: 0..<300)
  func mutated(seed: UInt64) throws {
    let syntax = Fixture.Syntax.allCases[Int(seed % 3)]
    let text = Fixture(nodes: [Fixture.h100("g1"), Fixture.h100("g2")]).text(syntax)
    guard let input = try? InputText(bytes: Mutation.of(text, seed: seed), file: "n") else {
      return
    }
    _ = KubernetesNodes.recognises(input.text)
    do throws(Diagnostics) {
      let list = try KubernetesNodes.read(input)
      #expect((1...2).contains(list.nodes.count))
    } catch {
      #expect((1...21).contains(error.problems.count))
    }
  }

  private func problems(_ text: String) -> [String] {
    do throws(Diagnostics) {
      _ = try KubernetesNodes.read(InputText(text, file: "n"))
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }
}
