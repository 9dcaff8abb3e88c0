import Documents
import Foundation
import Testing
import Units

@Suite("Reading the text of a file")
struct InputTextTests {
  @Test(
    "marks and line ends do not matter",
    arguments: ["a,b\n1,2\n", "\u{FEFF}a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r"])
  func normalises(text: String) throws {
    #expect(try InputText(text, file: "t.csv").text == "a,b\n1,2\n")
  }

  @Test("the digest is of the bytes as they were")
  func digest() throws {
    let plain = try InputText("abc", file: "t")
    #expect(
      plain.sha256.description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try InputText("\u{FEFF}abc", file: "t").sha256 != plain.sha256)
  }

  @Test(
    "text that is none is refused with its place",
    arguments: [
      (
        [],
        "t: the file is empty; write into it; a table needs at least its line of column names"
      ),
      (
        Array(" \n \n".utf8),
        "t: the file is empty; write into it; a table needs at least its line of column names"
      ),
      (
        [0xFF, 0xFE, 0x61, 0x00],
        "t: is UTF-16 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
      ),
      (
        [0x61, 0x0D, 0x0A, 0x62, 0x0D, 0x63, 0xFF],
        "t:3: is not UTF-8 text: byte 7 of the file does not belong to a character (0xFF); save "
          + "the file as UTF-8 (in a spreadsheet: CSV UTF-8)"
      ),
      (
        Array("ab\n\u{1B}[2J".utf8),
        "t:2:1: holds a control character (\\u{1b}); delete it, or save the file as plain text"
      ),
    ] as [([UInt8], String)])
  func refuses(bytes: [UInt8], message: String) {
    expectProblem(message) { () throws(Diagnostics) in _ = try InputText(bytes: bytes, file: "t") }
  }

  @Test(
    "colour codes are dropped where the format is known for them, and refused elsewhere",
    arguments: [
      ("\u{1B}[4mGPU0\u{1B}[0m x", "GPU0 x"), ("a\u{1B}[1;31;48;5;7mb\u{1B}[K\n", "ab\n"),
      ("\u{1B}]0;title\u{07}a", "a"), ("\u{1B}]8;;http://h\u{1B}\\a", "a"),
      ("\u{1B}(Ba", "a"), ("a\u{1B}[", nil), ("a\u{1B}[12\nm", nil), ("a\u{1B}]0;title\nb", nil),
      ("a\u{1B}", nil), ("a\u{1B}c", nil), ("a\u{07}\u{1B}[0m", nil),
    ] as [(String, String?)])
  func terminalCodes(text: String, plain: String?) throws {
    let bytes = Array(text.utf8)
    let accepting = try? InputText(bytes: bytes, file: "t", strippingTerminalCodesIf: { _ in true })
    #expect(accepting?.text == plain)
    #expect(accepting.map { $0.sha256 == SHA256(bytes) } ?? true)
    #expect(throws: Diagnostics.self) { try InputText(bytes: bytes, file: "t") }
    #expect(throws: Diagnostics.self) {
      try InputText(bytes: bytes, file: "t", strippingTerminalCodesIf: { $0.contains("template") })
    }
  }

  @Test("what is no regular file is not read")
  func notAFile() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path("pipe")
    try #require(unsafe mkfifo(pipe, 0o600) == 0)
    let cases = [
      (folder.path("missing"), "there is no such file; check the path and its spelling"),
      (folder.path, "is a folder, not a file; name a file in it"),
      (pipe, "is a pipe, a device or a socket, not a file; save the data in a file and name that"),
      (
        "/dev/zero",
        "is a pipe, a device or a socket, not a file; save the data in a file and name that"
      ),
    ]
    for (path, message) in cases {
      let failure = expectProblem("in: \(message)") { () throws(Diagnostics) in
        _ = try InputText(readingFile: path, as: "in")
      }
      #expect(failure?.problems.first?.kind == .unreadable)
    }
  }

  @Test("a file above the limit is not kept")
  func limit() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write(String(repeating: "a", count: 1 << 20), to: folder.path("big"))
    #expect(throws: Never.self) { try InputText(readingFile: folder.path("big"), limit: 1 << 20) }
    try AtomicFile.write(String(repeating: "a", count: 1 + 1 << 20), to: folder.path("big"))
    expectProblem("big: is larger than 1 MB; split it, or drop what the plan does not need") {
      () throws(Diagnostics) in
      _ = try InputText(readingFile: folder.path("big"), as: "big", limit: 1 << 20)
    }
  }
}
