internal import Foundation
internal import Glibc

/// Asks NVIDIA's library in another process, which may hang or crash without harm.
enum NVMLHelper {
  /// The most that is read of an answer.
  private static let answerLimit = 4 << 20

  /// Runs `command` and reads its answer.
  /// - Parameters:
  ///   - command: The program and its arguments.
  ///   - patience: Seconds until the program is ended.
  static func ask(_ command: [String], patience: Double) -> NVMLAnswer {
    guard let child = Child(command) else { return .crashed }
    let deadline = ContinuousClock.now + .seconds(patience)
    var answer: [UInt8] = []
    while true {
      let rest = (deadline - .now) / .milliseconds(1)
      if rest <= 0 {
        child.end()
        return .timedOut(seconds: patience)
      }
      switch child.read(within: Int32(rest.rounded(.up))) {
      case .bytes(let bytes): answer += bytes
      case .nothingYet: continue
      case .end:
        child.end()
        return answer.isEmpty ? .crashed : report(answer)
      }
      if answer.count > answerLimit {
        child.end()
        return .crashed
      }
    }
  }

  private static func report(_ answer: [UInt8]) -> NVMLAnswer {
    guard let report = try? JSONDecoder().decode(NVMLReport.self, from: Data(answer)) else {
      return .crashed
    }
    return report.failure == .notLoaded ? .absent : .report(report)
  }
}

/// A process whose standard output is read here; it sees no input, and its errors are not shown.
private struct Child {
  private let process: pid_t
  private let output: Int32

  /// What reading brought.
  enum Piece {
    case bytes([UInt8])
    case nothingYet
    case end
  }

  /// Starts a program; nil if it cannot be started.
  init?(_ command: [String]) {
    var ends: [Int32] = [0, 0]
    guard let program = command.first, unsafe pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    _ = unsafe posix_spawn_file_actions_init(&actions)
    defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
    _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    _ = unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    _ = unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe command.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var started: pid_t = 0
    let code = unsafe posix_spawn(&started, program, &actions, nil, arguments, environ)
    _ = close(ends[1])
    if code != 0 {
      _ = close(ends[0])
      return nil
    }
    process = started
    output = ends[0]
  }

  /// Waits for output, at most so many milliseconds.
  func read(within milliseconds: Int32) -> Piece {
    var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    if unsafe poll(&request, 1, milliseconds) <= 0 { return .nothingYet }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe Glibc.read(output, $0.baseAddress, $0.count)
    }
    if count < 0 { return errno == EINTR ? .nothingYet : .end }
    return count == 0 ? .end : .bytes(Array(bytes[..<count]))
  }

  /// Ends the process and does not wait for it longer than a moment: one that hangs in the kernel
  /// cannot be ended at all.
  func end() {
    _ = kill(process, SIGKILL)
    _ = close(output)
    for _ in 0..<100 {
      if waitpid(process, nil, WNOHANG) != 0 { return }
      _ = usleep(1000)
    }
  }
}
