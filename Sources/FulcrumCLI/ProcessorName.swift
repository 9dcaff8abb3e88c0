import Foundation

/// What this processor calls itself.
enum ProcessorName {
  /// The name that Linux knows, else the architecture's.
  static var current: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    return name(in: text) ?? architecture
  }

  /// The name in a text such as `/proc/cpuinfo`; `nil` if it has none, as on most arm64 machines.
  static func name(in text: String) -> String? {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == "model name" else {
        continue
      }
      let name = parts[1].split(separator: " ").joined(separator: " ")
      if !name.isEmpty { return name }
    }
    return nil
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86-64 processor"
    #elseif arch(arm64)
      "arm64 processor"
    #else
      "this processor"
    #endif
  }
}
