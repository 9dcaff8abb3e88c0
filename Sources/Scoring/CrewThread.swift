internal import Glibc

/// A thread of its own, which is nobody's after it has ended.
struct CrewThread {
  private let thread: pthread_t

  // The C library keeps stacks for the next start while they are small together: starting is then
  // twice as fast as with the usual 8 MiB.
  private static let stackBytes = 512 << 10

  /// Starts `body`, or is `nil` where the system has no thread left.
  init?(_ body: @escaping @Sendable () -> Void) {
    let argument = unsafe Unmanaged.passRetained(ThreadBody(body))
    var thread = pthread_t()
    let fault = unsafe withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) {
      guard let attributes = $0.baseAddress else { return EAGAIN }
      unsafe pthread_attr_init(attributes)
      unsafe pthread_attr_setstacksize(attributes, Self.stackBytes)
      defer { unsafe pthread_attr_destroy(attributes) }
      return unsafe pthread_create(
        &thread, attributes,
        { argument in
          if let argument = unsafe argument {
            unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
          }
          return nil
        }, argument.toOpaque())
    }
    if fault != 0 {
      unsafe argument.release()
      return nil
    }
    self.thread = thread
  }

  /// Waits for the end of the thread.
  func join() { pthread_join(thread, nil) }
}

/// What a thread is started with.
private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
