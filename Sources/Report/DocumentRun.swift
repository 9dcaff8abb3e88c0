/// What a document says of the run that made it.
public struct DocumentRun: Codable, Hashable, Sendable {
  /// Wall time of the work itself.
  public var seconds: Double
  /// The kernel that the program used.
  public var kernel: String
  /// Threads it was given.
  public var threads: Int
  /// ISO 8601, UTC.
  public var generated: String

  /// A run.
  public init(seconds: Double, kernel: String, threads: Int, generated: String) {
    self.seconds = seconds
    self.kernel = kernel
    self.threads = threads
    self.generated = generated
  }
}
