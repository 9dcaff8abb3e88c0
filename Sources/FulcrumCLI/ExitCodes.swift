import ArgumentParser
import Fulcrum

extension ExitCode {
  /// Nothing is feasible; the output names the conflict.
  static let infeasible = ExitCode(2)
  /// A plan was found but not proven within the limits.
  static let unproven = ExitCode(3)
  /// The input is wrong, or a plan does not verify.
  static let badInput = ExitCode(65)
  /// The input cannot be read.
  static let unreadable = ExitCode(66)
  /// A fault of the program itself.
  static let internalFault = ExitCode(70)
  /// The output cannot be written.
  static let cannotWrite = ExitCode(73)

  /// The worst kind of problem decides.
  init(_ diagnostics: Diagnostics) {
    let kinds = Set(diagnostics.problems.map(\.kind))
    if kinds.contains(.cannotWrite) {
      self = .cannotWrite
    } else if kinds.contains(.unreadable) {
      self = .unreadable
    } else {
      self = .badInput
    }
  }
}
