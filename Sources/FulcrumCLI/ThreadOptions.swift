import ArgumentParser
import Foundation

/// How many threads compute, and that the kernel that was asked for runs here.
struct ThreadOptions: ParsableArguments {
  @Option(help: "Threads; the result does not depend on it.")
  var threads = min(64, ProcessInfo.processInfo.activeProcessorCount)

  func validate() throws {
    try Self.validate(threads: threads)
    _ = try KernelChoice()
  }

  /// Refuses a number of threads that no machine has.
  static func validate(threads: Int) throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads takes 1 to 1024; \(threads) is not")
    }
  }
}
