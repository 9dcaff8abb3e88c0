import Documents
import Testing

@Suite("Nearest names and ids")
struct NearestNameTests {
  @Test(
    "a slip is recognised, a different word is not",
    arguments: [
      ("floor_gpu", "floor_gpus"), ("segemnt", "segment"), ("PAY", "pay"), ("colour", nil),
      ("x", nil), ("", nil), ("pay", nil),
    ])
  func nearest(name: String, expected: String?) {
    #expect(nearestName(to: name, among: ["floor_gpus", "pay", "segment", "heads"]) == expected)
  }

  @Test("ids are plain and differ by more than case")
  func identifiers() {
    var register = IdentifierRegister()
    let place = SourceLocation(file: "t", line: 2, column: 1)
    #expect(register.enter("C-01", at: place, key: "candidates") == nil)
    #expect(
      register.enter("c-01", at: place, key: "candidates")?.description
        == """
        t:2:1: candidates: the id looks like C-01 in line 2 (c-01); let ids differ by more than \
        capital letters
        """)
    #expect(
      register.enter("C-01", at: place, key: "candidates")?.problem
        == "the id is given twice, first in line 2")
    #expect(
      register.enter("a\u{200B}b", at: place, key: "candidates")?.description
        == """
        t:2:1: candidates: the id has a character that an id must not have (a\\u{200b}b); use up \
        to 64 letters, digits, dots, underscores or hyphens (a-z, A-Z)
        """)
    for id in ["../../etc", "-x", "", String(repeating: "a", count: 65), "é"] {
      #expect(Identifier.fault(of: id) != nil, "\(id)")
    }
  }

  @Test(
    "a file's name becomes an id as far as it can",
    arguments: [
      ("/etc/slurm/slurm.conf", "slurm"), ("nccl.topo.xml", "nccl.topo"), ("rack 7.csv", "rack-7"),
      ("smi.log", "smi"), ("topo.out", "topo"), ("h100.v2", "h100.v2"), ("é.json", "machine"),
      (".xml", "machine"), ("", "machine"),
    ])
  func nearFileName(path: String, id: String) {
    #expect(Identifier.near(fileName: path, else: "machine") == id)
  }
}
