import Foundation
import Synchronization

/// Whether somebody pressed Ctrl-C while a sweep runs: what runs is finished, and nothing begun.
enum SweepInterrupt {
  private static let isAsked = Atomic(false)

  /// Whether it was asked for.
  static var isPending: Bool { isAsked.load(ordering: .relaxed) }

  /// Takes the signal from now on, once: a second one ends the program as ever.
  static func watch() {
    // Who started the program may have left the signal blocked.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    signal(SIGINT) { _ in
      SweepInterrupt.isAsked.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }
}
