internal import Glibc

/// A call into the system that failed, so that the machine could not be looked at.
public struct ProbeFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The C function that failed.
  public var call: String
  /// The system's error number.
  public var code: Int32

  /// The function and the system's words for the error.
  public var description: String {
    let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return "\(call) failed: \(words)"
  }
}
