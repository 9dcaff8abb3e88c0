package import Kernels

/// The kernels of the program, what they need, and which one it uses.
package struct TerminalKernels {
  private let chosen: Kernel
  private let reason: String

  /// - Parameter reason: Why it is `chosen`, such as `by FULCRUM_KERNEL`; empty if it is the widest.
  package init(chosen: Kernel, reason: String = "") {
    self.chosen = chosen
    self.reason = reason
  }

  /// A line for each.
  package var text: String {
    var table = TextTable([.left, .left, .right, .left])
    table.add(["kernel", "instructions", "lanes", "here"])
    for kernel in Kernel.allCases {
      let mark = kernel == chosen ? ", chosen" + (reason.isEmpty ? "" : " \(reason)") : ""
      table.add([
        kernel.rawValue, kernel.instructions, String(kernel.lanes),
        (kernel.isSupported ? "supported" : "not supported") + mark,
      ])
    }
    return table.lines(width: 80).map { $0 + "\n" }.joined()
  }
}
