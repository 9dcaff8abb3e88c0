internal import Glibc

/// Whether `path` is a folder; false if nothing is there.
package func isFolder(atPath path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether anything is at `path`.
package func isAnything(atPath path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0
}

/// The bytes of a regular file, read once and never beyond `limit`.
///
/// Opens without blocking and looks before reading, so that a pipe or a device is refused instead of
/// being waited for or read without end.
/// - Throws: A problem of kind `unreadable`, or `badInput` if the file is too large.
func readBytes(
  ofFile path: String, as name: String, limit: Int
) throws(Diagnostics) -> [UInt8] {
  let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  if descriptor < 0 { throw unreadable(name, errno) }
  defer { _ = close(descriptor) }
  var status = stat()
  if unsafe fstat(descriptor, &status) != 0 { throw unreadable(name, errno) }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR: throw unreadable(name, EISDIR)
  default:
    throw Diagnostics(
      "is a pipe, a device or a socket, not a file", at: SourceLocation(file: name),
      remedy: "save the data in a file and name that", kind: .unreadable)
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(min(Int(status.st_size), limit) + 1)
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count <= limit {
    let count = unsafe block.withUnsafeMutableBytes {
      unsafe read(descriptor, $0.baseAddress, $0.count)
    }
    if count == 0 { return bytes }
    if count < 0 {
      if errno == EINTR { continue }
      throw unreadable(name, errno)
    }
    bytes += block[..<count]
  }
  throw Diagnostics(
    "is larger than \(limit >> 20) MB", at: SourceLocation(file: name),
    remedy: "split it, or drop what the plan does not need")
}

private func unreadable(_ file: String, _ code: Int32) -> Diagnostics {
  let (problem, remedy) =
    switch code {
    case ENOENT, ENOTDIR: ("there is no such file", "check the path and its spelling")
    case EISDIR: ("is a folder, not a file", "name a file in it")
    case EACCES, EPERM: ("may not be read by you", "ask its owner for the right to read it")
    default: ("cannot be read: \(systemMessage(code))", "check the path and the disk")
    }
  return Diagnostics(
    problem, at: SourceLocation(file: file), remedy: remedy, kind: .unreadable)
}

/// What the system calls an error of its calls.
func systemMessage(_ code: Int32) -> String {
  unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}
