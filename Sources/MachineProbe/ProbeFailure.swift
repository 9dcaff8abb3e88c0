internal import Glibc

/// A call into the system that failed, so that the machine could not be looked at.
public struct ProbeFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The C function that failed.
  public var call: String
  /// The system's error number.
  public var code: Int32
  /// The environment variables that put something in this machine's place: `HWLOC_XMLFILE=a.xml`.
  public var placeholder: String?

  /// The function and the system's words for the error; the remedy where a variable is the cause.
  public var description: String {
    let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    guard let placeholder else { return "\(call) failed: \(words)" }
    return "libhwloc was told \(placeholder) and cannot use it (\(call): \(words)); unset it to see"
      + " this machine, or read a file by fulcrum topology show"
  }
}
