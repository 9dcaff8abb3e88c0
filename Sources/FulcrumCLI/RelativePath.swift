import Foundation

/// A path as it reads from a folder.
struct RelativePath {
  /// The path, relative where the two share a root.
  let text: String

  /// - Parameters:
  ///   - path: A file, relative to the working folder or absolute.
  ///   - folder: The folder from which it is to be read, likewise.
  init(to path: String, from folder: String) {
    let target = URL(fileURLWithPath: path).standardizedFileURL.pathComponents
    let base = URL(fileURLWithPath: folder).standardizedFileURL.pathComponents
    var shared = 0
    while shared < min(target.count, base.count), target[shared] == base[shared] { shared += 1 }
    let up = [String](repeating: "..", count: base.count - shared)
    text = (up + target[shared...]).joined(separator: "/")
  }
}
