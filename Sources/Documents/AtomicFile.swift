internal import Glibc

/// Writes a file so that a reader sees the old content or the new, never a mixture.
///
/// The bytes go to a new file beside the target (mode 0600, whatever the umask), reach the disk, and
/// then take the target's name. A symbolic link is replaced, not followed. On failure the target is
/// as it was and nothing else is left behind. A device or a pipe, such as `/dev/null` or `/dev/stdout`,
/// is written to and never replaced.
public enum AtomicFile {
  /// Replaces the content of the file at `path`.
  /// - Throws: A problem of kind `cannotWrite`.
  public static func write(_ text: String, to path: String) throws(Diagnostics) {
    try write(Array(text.utf8), to: path)
  }

  /// Replaces the content of the file at `path`.
  /// - Throws: A problem of kind `cannotWrite`.
  public static func write(_ bytes: [UInt8], to path: String) throws(Diagnostics) {
    if path.isEmpty {
      throw Diagnostics(
        "the name of the file to write is empty", at: SourceLocation(file: "output"),
        remedy: "give one, such as plan.json", kind: .cannotWrite)
    }
    var status = stat()
    if unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw cannotWrite(path, EISDIR)
    }
    if isStream(path) {
      let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
      if descriptor < 0 { throw cannotWrite(path, errno) }
      var failure = send(bytes, to: descriptor)
      if close(descriptor) != 0, failure == 0 { failure = errno }
      if failure != 0 { throw cannotWrite(path, failure) }
      return
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let temporary = "\(folder).\(path.dropFirst(folder.count)).\(UInt64.random(in: 0 ... .max))"
    let descriptor = unsafe open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor < 0 { throw cannotWrite(path, errno) }
    do throws(Diagnostics) {
      try fill(descriptor, with: bytes, for: path)
      if unsafe rename(temporary, path) != 0 { throw cannotWrite(path, errno) }
    } catch {
      _ = unsafe unlink(temporary)
      throw error
    }
    syncFolder(folder.isEmpty ? "." : folder)
  }

  private static func fill(
    _ descriptor: Int32, with bytes: [UInt8], for path: String
  ) throws(Diagnostics) {
    var failure = send(bytes, to: descriptor)
    if failure == 0, fchmod(descriptor, 0o600) != 0 { failure = errno }
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    if failure != 0 { throw cannotWrite(path, failure) }
  }

  // Whether something lies there that a new file must not take the name of.
  private static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    if status.st_mode & S_IFMT != S_IFREG { return true }
    // A link in /dev, such as /dev/stdout, may lead to a regular file and is still the system's.
    return unsafe path.hasPrefix("/dev/") && lstat(path, &status) == 0
      && status.st_mode & S_IFMT == S_IFLNK
  }

  // Writes all of `bytes`; the system's error number, or 0.
  private static func send(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 { written += count } else if errno != EINTR { return errno }
    }
    return 0
  }

  // Makes the new name itself last through a power cut; a file system that cannot is no failure.
  private static func syncFolder(_ folder: String) {
    let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      _ = fsync(descriptor)
      _ = close(descriptor)
    }
  }

  private static func cannotWrite(_ path: String, _ code: Int32) -> Diagnostics {
    let (problem, remedy) =
      switch code {
      case ENOENT, ENOTDIR: ("its folder does not exist", "make the folder first")
      case EISDIR: ("is a folder", "name a file in it")
      case EACCES, EPERM, EROFS: ("may not be written by you", "choose another folder")
      case ENOSPC, EDQUOT: ("the disk is full", "make room, or choose another folder")
      default: ("cannot be written: \(systemMessage(code))", "choose another folder")
      }
    return Diagnostics(
      problem, at: SourceLocation(file: path), remedy: remedy, kind: .cannotWrite)
  }
}
