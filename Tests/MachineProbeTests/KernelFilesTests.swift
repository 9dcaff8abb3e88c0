import Foundation
import Testing

@testable import MachineProbe

@Suite("The kernel's files")
struct KernelFilesTests {
  @Test(
    "a number is decimal or hexadecimal, and nothing else",
    arguments: [
      ("0x1002\n", 0x1002), ("68702699520\n", 68_702_699_520), ("  7  ", 7), ("", nil), ("-1", nil),
      ("0x", nil), ("12 34", nil), ("99999999999999999999", nil), ("max", nil),
    ] as [(String, UInt64?)])
  func number(text: String, expected: UInt64?) throws {
    let system = try RecordedSystem()
    defer { system.remove() }
    try system.write(text, to: "sys/file")
    #expect(system.files.number("sys/file") == expected)
  }

  @Test("what is no small plain file is nil, at once")
  func strange() throws {
    let system = try RecordedSystem()
    defer { system.remove() }
    try system.write(String(repeating: "x", count: 1 << 20), to: "large")
    let made = unsafe mkfifo(system.root + "/pipe", 0o600)
    #expect(made == 0)
    try system.link("loop", to: "loop")
    try system.link("zero", to: "/dev/zero")
    let start = ContinuousClock.now
    for name in ["large", "pipe", "loop", "zero", "absent", ".", "large/below"] {
      #expect(system.files.text(name) == nil, "\(name)")
    }
    #expect(ContinuousClock.now - start < .seconds(1))
    #expect(system.files.names(in: "large").isEmpty)
    #expect(system.files.names(in: "absent").isEmpty)
    #expect(system.files.linkName("large") == nil)
    #expect(system.files.linkName("zero") == "zero")
  }

  @Test("names are in the order of their numbers")
  func names() throws {
    let system = try RecordedSystem()
    defer { system.remove() }
    for name in ["10", "9", "card1", "0", "100"] { try system.write("", to: "nodes/\(name)") }
    #expect(system.files.names(in: "nodes") == ["0", "9", "10", "100", "card1"])
  }
}
