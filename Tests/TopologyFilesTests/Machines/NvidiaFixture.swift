import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

/// A machine as `nvidia-smi topo -m` prints it, in the ways of different drivers and pastes.
struct NvidiaFixture: Sendable, CustomTestStringConvertible {
  var name: String
  /// The numbers of the GPUs.
  var gpus: [Int]
  var adapters: [String] = []
  /// The link between two devices by their positions.
  var link: @Sendable (Int, Int) -> String
  /// The cells after the links of each GPU, by its position.
  var affinity: @Sendable (Int) -> [String]
  var titles = ["CPU Affinity", "NUMA Affinity", "GPU NUMA ID"]
  var around: (before: String, after: String) = ("", "")
  var spacing = Spacing.tabs

  /// What separates the columns.
  enum Spacing: CaseIterable, Sendable {
    /// As the driver prints; rows have one tab more than the header before the last cell.
    case tabs
    /// As a terminal shows it, eight characters a column.
    case spaces
    /// As spreadsheets and chat programs leave it.
    case single
    /// With a comment sign in front.
    case comment
    /// With the codes that underline the header.
    case underlined
  }

  var testDescription: String { "\(name), \(spacing)" }

  var devices: [String] { gpus.map { "GPU\($0)" } + adapters }

  /// The table.
  var text: String {
    var rows = [(spacing == .underlined ? "\u{1B}[4m" : "", devices + titles)]
    if spacing == .underlined { rows[0].1[rows[0].1.count - 1] += "\u{1B}[0m" }
    for (position, device) in devices.enumerated() {
      let links = devices.indices.map { $0 == position ? " X " : link(position, $0) }
      let rest = position < gpus.count ? affinity(position) : []
      rows.append((device, links + rest))
    }
    return around.before + rows.map(line).joined() + around.after
  }

  private func line(_ first: String, _ cells: [String]) -> String {
    switch spacing {
    case .tabs, .underlined: first + "\t" + cells.joined(separator: "\t") + "\n"
    case .single: ([first] + cells).joined(separator: " ") + "\n"
    case .comment: "# " + ([first] + cells).joined(separator: "\t") + "\n"
    case .spaces:
      ([first] + cells).map { $0 + String(repeating: " ", count: max(1, 8 - $0.count)) }.joined()
        + "\n"
    }
  }

  func with(_ spacing: Spacing) -> NvidiaFixture {
    var copy = self
    copy.spacing = spacing
    return copy
  }

  /// The machine and what was said of the text.
  func read() throws -> (machine: NodeTemplate, source: TopologyReading.Source) {
    try readMachine(text) { input throws(Diagnostics) in try NvidiaTopologyTable.read(input) }
  }

  static let legend = """

    Legend:

      X    = Self
      SYS  = Connection traversing PCIe as well as the SMP interconnect between NUMA nodes
      NV#  = Connection traversing a bonded set of # NVLinks

    NIC Legend:

      NIC0: mlx5_4
      NIC1: mlx5_bond_0

    """

  static func list(_ model: String, _ count: Int) -> String {
    (0..<count).map { "GPU \($0): \(model) (UUID: GPU-8f3a\($0)-11)\n" }.joined()
  }

  static let hopper = NvidiaFixture(
    name: "8 x H100", gpus: Array(0..<8), adapters: ["NIC0", "NIC1"],
    link: { $0 < 8 && $1 < 8 ? "NV18" : ($0 % 8 < 4) == ($1 % 8 < 4) ? "PXB" : "SYS" },
    affinity: { [$0 < 4 ? "0-55,112-167" : "56-111,168-223", $0 < 4 ? "0" : "1", "", "N/A"] },
    around: ("$ nvidia-smi -L\n" + list("NVIDIA H100 80GB HBM3", 8), legend))

  static let grace = NvidiaFixture(
    name: "4 x GB200", gpus: Array(0..<4), link: { _, _ in "NV18" },
    affinity: {
      [
        ["0-71", "0,3-9,11-17", "2"], ["0-71", "0,3-9,11-17", "10"],
        ["72-143", "1,19-25,27-33", "18"], ["72-143", "1,19-25,27-33", "26"],
      ][$0]
    }, around: ("GPU 0,1,2,3: NVIDIA GB200\nGPU 0,1,2,3 Compute Capability: 10.0\n", ""))

  static let cube = NvidiaFixture(
    name: "8 x V100, cube", gpus: Array(0..<8), adapters: ["mlx5_0"],
    link: { first, second in
      if first > 7 || second > 7 { return "SYS" }
      let links = [
        "-1122...", "1-21.2..", "12-2..1.", "212-...1", "2...-112", ".2..1-21", "..1.12-2",
        "...1212-",
      ]
      let count = Array(links[first])[second]
      return count == "." ? "SYS" : "NV\(count)"
    }, affinity: { [$0 < 4 ? "0-11,24-35" : "12-23,36-47"] }, titles: ["CPU Affinity"],
    around: (list("Tesla V100-SXM2-16GB", 8), ""))

  static let power = NvidiaFixture(
    name: "4 x P100, POWER8", gpus: Array(0..<4), link: { $0 / 2 == $1 / 2 ? "NV2" : "SOC" },
    affinity: { [$0 < 2 ? "0-0,8-8,16-16" : "80-80,88-88,96-96"] }, titles: ["CPU Affinity"],
    around: (list("Tesla P100-SXM2-16GB", 4), ""))

  static let bare = NvidiaFixture(
    name: "8 x 18 links of unknown kind", gpus: Array(0..<8), link: { _, _ in "NV18" },
    affinity: { ["0-31", "\($0 / 4)"] }, titles: ["CPU Affinity", "NUMA Affinity"])

  static let quad = NvidiaFixture(
    name: "4 x A100, 4 links a pair", gpus: Array(0..<4), link: { _, _ in "NV4" },
    affinity: { ["0-15", "\($0)"] }, titles: ["CPU Affinity", "NUMA Affinity"],
    around: (list("NVIDIA A100-SXM4-40GB", 4), ""))

  static let gap = NvidiaFixture(
    name: "a GPU is missing", gpus: [0, 1, 3], link: { _, _ in "PHB" },
    affinity: { _ in ["0-63", "N/A"] }, titles: ["CPU Affinity", "NUMA Affinity"])

  static let several = NvidiaFixture(
    name: "NUMA nodes 0-1", gpus: [0, 1], link: { _, _ in "SYS" },
    affinity: { ["0-63", $0 == 0 ? "0-1" : "1", "N/A"] })

  static let single = NvidiaFixture(
    name: "one GPU", gpus: [0], link: { _, _ in "" }, affinity: { _ in ["0-7", "N/A", "N/A"] })

  static let empty = NvidiaFixture(
    name: "empty cells", gpus: [0, 1], link: { _, _ in "NV12" },
    affinity: { _ in ["", "", "N/A"] })

  static let lost = NvidiaFixture(
    name: "a B200 without links", gpus: Array(0..<8),
    link: { $0 == 2 || $1 == 2 ? "SYS" : "NV18" }, affinity: { ["0-55", "\($0 / 4)", "N/A"] },
    around: (list("NVIDIA B200", 8), ""))

  static let all = [hopper, grace, cube, power, bare, quad, gap, several, single, empty, lost]
}

/// Reads a text of one machine.
func readMachine(
  _ text: String, file: String = "node.txt",
  by read: (InputText) throws(Diagnostics) -> TopologyReading
) throws -> (machine: NodeTemplate, source: TopologyReading.Source) {
  let input = try InputText(
    bytes: Array(text.utf8), file: file, strippingTerminalCodesIf: NvidiaTopologyTable.recognises)
  let reading = try read(input)
  guard case .template(let machine) = reading.file else {
    throw Diagnostics("is no machine", at: SourceLocation(file: file), remedy: "read one")
  }
  return (machine, try #require(reading.sources.first))
}

/// The messages of a text that must be refused.
func refusals(
  _ text: String, file: String = "node.txt",
  by read: (InputText) throws(Diagnostics) -> TopologyReading
) -> [String] {
  do throws(Diagnostics) {
    let input = try InputText(
      bytes: Array(text.utf8), file: file, strippingTerminalCodesIf: NvidiaTopologyTable.recognises)
    _ = try read(input)
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

/// What this thread has computed; other tests run beside it, so a clock on the wall says little.
func processorSeconds() -> Double {
  var time = timespec()
  _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
