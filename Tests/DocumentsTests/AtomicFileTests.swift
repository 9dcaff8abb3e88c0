import Documents
import Foundation
import Testing

@Suite("Writing a file in one step")
struct AtomicFileTests {
  @Test("writes, replaces, and lets nobody else read")
  func replaces() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("plan.json")
    for text in ["old", "new and longer", ""] {
      try AtomicFile.write(text, to: path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
    #expect(folder.names == ["plan.json"])
  }

  @Test("a link is replaced, its target untouched")
  func link() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write("private", to: folder.path("target"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("plan.json"), withDestinationPath: folder.path("target"))
    try AtomicFile.write("plan", to: folder.path("plan.json"))
    #expect(try String(contentsOfFile: folder.path("target"), encoding: .utf8) == "private")
    #expect(try String(contentsOfFile: folder.path("plan.json"), encoding: .utf8) == "plan")
  }

  @Test("a pipe or a device is written to and stays what it is")
  func streams() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path("pipe")
    let made = unsafe mkfifo(pipe, 0o600)
    #expect(made == 0)
    // Open for both, so that neither end waits for the other.
    let reader = try #require(FileHandle(forUpdatingAtPath: pipe))
    try AtomicFile.write("plan", to: pipe)
    #expect(try reader.read(upToCount: 4) == Data("plan".utf8))
    #expect(folder.names == ["pipe"])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("full"), withDestinationPath: "/dev/full")
    let failure = expectProblem(
      "\(folder.path("full")): the disk is full; make room, or choose another folder"
    ) { () throws(Diagnostics) in try AtomicFile.write("x", to: folder.path("full")) }
    #expect(failure?.problems.first?.kind == .cannotWrite)
    #expect(folder.names == ["full", "pipe"])
  }

  @Test("a failure leaves nothing behind")
  func failure() throws {
    let folder = try TemporaryFolder()
    let missing = folder.path("no/plan.json")
    let failure = expectProblem("\(missing): its folder does not exist; make the folder first") {
      () throws(Diagnostics) in try AtomicFile.write("x", to: missing)
    }
    #expect(failure?.problems.first?.kind == .cannotWrite)
    expectProblem("\(folder.path): is a folder; name a file in it") {
      () throws(Diagnostics) in try AtomicFile.write("x", to: folder.path)
    }
    #expect(folder.names.isEmpty)
  }

  @Test("a reader sees the old content or the new, never a mixture")
  func oldOrNew() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("plan.json")
    let (old, new) = (
      String(repeating: "o", count: 300_000), String(repeating: "n", count: 400_000)
    )
    try AtomicFile.write(old, to: path)
    async let writes: Void = Task.detached {
      for round in 0..<20 { try AtomicFile.write(round.isMultiple(of: 2) ? new : old, to: path) }
    }.value
    for _ in 0..<50 {
      let seen = try InputText(readingFile: path).text
      #expect(seen == old || seen == new)
    }
    try await writes
    #expect(folder.names == ["plan.json"])
  }
}
