import ArgumentParser
import Foundation
import Fulcrum
import Kernels

/// Which kernel the program uses: the widest that runs here, or the one that the environment names.
struct KernelChoice {
  /// The variable of the environment that forces one.
  static let variable = "FULCRUM_KERNEL"

  /// The kernel.
  let kernel: Kernel
  /// Whether the environment names it.
  let isForced: Bool

  /// The choice that `environment` makes; an empty value makes none.
  /// - Throws: A usage mistake where it names none that runs here.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(ValidationError)
  {
    let name = environment[Self.variable] ?? ""
    isForced = !name.isEmpty
    kernel = name.isEmpty ? .best : try Self.kernel(named: name, by: Self.variable)
  }

  /// The kernel that the environment names, if it runs here, or the widest; see `validate`.
  static var kernel: Kernel { (try? KernelChoice())?.kernel ?? .best }

  /// The kernel of that name.
  /// - Parameter source: The option or variable that gives the name.
  /// - Throws: A usage mistake that lists those that run here.
  static func kernel(named name: String, by source: String) throws(ValidationError) -> Kernel {
    let supported = Kernel.supported.map(\.rawValue).joined(separator: ", ")
    guard let kernel = Kernel(rawValue: name) else {
      let hint = nearestName(to: name, among: Kernel.allCases.map(\.rawValue))
      throw ValidationError(
        "\(source): there is no kernel '\(name)'"
          + (hint.map { "; did you mean \($0)?" } ?? ";") + " this processor runs \(supported)")
    }
    guard kernel.isSupported else {
      throw ValidationError(
        "\(source): \(name) needs \(kernel.instructions), which this processor or its operating "
          + "system lacks; this processor runs \(supported)")
    }
    return kernel
  }
}
