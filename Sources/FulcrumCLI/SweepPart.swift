import Foundation
import Fulcrum

/// Points of a sweep in a file: of a part, of one that was interrupted, or of a whole one.
struct SweepPart {
  /// The points of this sweep, each once.
  private(set) var points: [Int: SweepPoint] = [:]
  /// Bytes up to the end of the last good line.
  private(set) var goodBytes = 0

  /// Reads a file of a sweep.
  /// - Parameters:
  ///   - path: The file.
  ///   - header: Of the sweep that asks for its points.
  ///   - sweep: The same.
  ///   - isOpen: Whether the file may end within a line, because its writer was stopped.
  /// - Throws: What is wrong with the file, or that it is of another sweep.
  init(
    readingFile path: String, of header: SweepHeader, _ sweep: Sweep, isOpen: Bool
  ) throws(Diagnostics) {
    var bytes = try Self.bytes(ofFile: path)
    if isOpen {
      // A writer that was stopped may have left half a line.
      bytes = bytes.lastIndex(of: 0x0A).map { Array(bytes[...$0]) } ?? []
      if bytes.isEmpty { return }
    }
    let lines = try InputText(bytes: bytes, file: path).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, lines.count > 1,
      let own = try? JSONDecoder().decode(SweepHeader.self, from: Data(first.utf8))
    else {
      throw Diagnostics(
        "is not a part of a sweep", at: SourceLocation(file: path),
        remedy: isOpen
          ? "delete it, or write to another file with -o"
          : "name files that fulcrum sweep --shard wrote")
    }
    guard own.key == header.key else {
      throw Diagnostics(
        "belongs to another sweep: other inputs, changes, axes, mode, seed, draws or version",
        at: SourceLocation(file: path),
        remedy: isOpen
          ? "delete it, or write to another file with -o"
          : "make the part again with the same command and --shard")
    }
    goodBytes = first.utf8.count + 1
    for (number, line) in lines.enumerated().dropFirst() {
      let isLast = number == lines.count - 2
      if number == lines.count - 1, line.isEmpty { break }
      let isGood = try take(
        line, number + 1, of: path, header, sweep, mayBeDamaged: isOpen && isLast)
      if !isGood { break }
      goodBytes += line.utf8.count + 1
    }
  }

  private static func bytes(ofFile path: String) throws(Diagnostics) -> [UInt8] {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
      throw Diagnostics(
        "cannot be read", at: SourceLocation(file: path),
        remedy: "check the path and its spelling", kind: .unreadable)
    }
    return Array(data)
  }

  // False where the line is damaged and may be.
  private mutating func take(
    _ line: Substring, _ number: Int, of path: String, _ header: SweepHeader, _ sweep: Sweep,
    mayBeDamaged: Bool
  ) throws(Diagnostics) -> Bool {
    if line.hasPrefix("{\"tipping\"") || line.hasPrefix("{\"end\"") { return true }
    guard let point = SweepPoint(line: line, pools: header.pools),
      (0..<sweep.grid.count).contains(point.index),
      sweep.grid.values(of: point.index) == point.values
    else {
      if mayBeDamaged { return false }
      throw Diagnostics(
        "is damaged", at: SourceLocation(file: path, line: number),
        remedy: "delete the file and make it again")
    }
    if let known = points[point.index], known != point {
      throw Diagnostics(
        "has another point \(point.index) than before",
        at: SourceLocation(file: path, line: number), remedy: "make the parts again")
    }
    points[point.index] = point
    return true
  }

  /// Takes the points of another file.
  mutating func merge(_ other: SweepPart, from path: String) throws(Diagnostics) {
    for (index, point) in other.points {
      if let known = points[index], known != point {
        throw Diagnostics(
          "has another point \(index) than a file before it", at: SourceLocation(file: path),
          remedy: "make the parts again with one version of the program")
      }
      points[index] = point
    }
  }
}

/// The file beside the result to which points go as they are done.
final class SweepPartWriter {
  private let handle: FileHandle

  /// - Parameters:
  ///   - path: The file; made if it is not there, cut after its last good line if it is.
  ///   - goodBytes: How much of it is good.
  ///   - header: Written first where nothing is good.
  init(
    to path: String, after goodBytes: Int, header: String
  ) throws(Diagnostics) {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0, ftruncate(descriptor, goodBytes) == 0,
      lseek(descriptor, 0, SEEK_END) >= 0
    else {
      if descriptor >= 0 { close(descriptor) }
      throw Self.failure(path)
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    if goodBytes == 0 {
      do { try handle.write(contentsOf: Data(header.utf8)) } catch { throw Self.failure(path) }
    }
  }

  /// Adds lines; a disk that is full costs the points of this file alone.
  func add(_ lines: String) { try? handle.write(contentsOf: Data(lines.utf8)) }

  private static func failure(_ path: String) -> Diagnostics {
    Diagnostics(
      "cannot be written", at: SourceLocation(file: path),
      remedy: "choose another folder with -o", kind: .cannotWrite)
  }
}
