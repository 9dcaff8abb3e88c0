internal import Glibc

/// The small files in which the kernel tells of itself, below a root, read with bounds.
///
/// A file that is absent, forbidden, too large or no plain file is nil: a probe goes on without it.
struct KernelFiles: Hashable, Sendable {
  /// The folder that stands for `/`; a recorded tree in tests.
  var root: String

  /// The longest file that is read, in bytes; the kernel's are a page or a few.
  private static let textLimit = 1 << 18
  /// The most entries of a folder.
  private static let entryLimit = 1 << 14

  /// The whole text of a file, without blanks at its ends; nil also for an empty one.
  func text(_ path: String) -> String? {
    let descriptor = unsafe open(full(path), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    if descriptor < 0 { return nil }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 12)
    while bytes.count <= Self.textLimit {
      let count = unsafe block.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 {
        let text = String(decoding: bytes, as: UTF8.self)
        let inside = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
        return inside.isEmpty ? nil : String(inside.reversed())
      }
      bytes += block[..<count]
    }
    return nil
  }

  /// The text of a file that holds one number, decimal or `0x` and hexadecimal.
  func number(_ path: String) -> UInt64? {
    guard let text = text(path) else { return nil }
    return text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
  }

  /// Lines of a name and a decimal number each, as KFD and cgroups write them.
  ///
  /// A line of another shape is left out; of two with one name the first counts.
  func numbers(_ path: String) -> [String: UInt64]? {
    guard let text = text(path) else { return nil }
    let pairs = text.split(whereSeparator: \.isNewline).compactMap { line in
      let words = line.split(separator: " ")
      return words.count == 2 ? UInt64(words[1]).map { (String(words[0]), $0) } : nil
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The names in a folder, numbers by their size and before words.
  func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(full(folder)) else { return [] }
    defer { _ = unsafe closedir(stream) }
    // An entry is as long as its name: to copy the structure would read beyond it.
    guard let start = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    var names: [String] = []
    while names.count < Self.entryLimit, let entry = unsafe readdir(stream) {
      let name = unsafe String(
        cString: UnsafeRawPointer(entry).advanced(by: start).assumingMemoryBound(to: CChar.self))
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.map { (Int($0) ?? .max, $0) }.sorted { $0 < $1 }.map(\.1)
  }

  /// The last part of what a symbolic link points to.
  func linkName(_ path: String) -> String? {
    var target = [CChar](repeating: 0, count: 4096)
    let count = unsafe target.withUnsafeMutableBufferPointer { buffer -> Int in
      guard let start = buffer.baseAddress else { return -1 }
      return unsafe readlink(full(path), start, buffer.count)
    }
    if count <= 0 { return nil }
    let bytes = target[..<count].map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self).split(separator: "/").last.map(String.init)
  }

  /// Whether anything has that name.
  func exists(_ path: String) -> Bool { unsafe access(full(path), F_OK) == 0 }

  private func full(_ path: String) -> String {
    root.hasSuffix("/") ? root + path : "\(root)/\(path)"
  }
}
