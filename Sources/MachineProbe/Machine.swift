internal import Glibc
public import Topology

/// The machine that the program runs on: its parts, and what could not be learnt of it.
public struct Machine: Sendable, Hashable {
  /// The parts, GPUs with what their driver says included.
  public var tree: MachineTree
  /// What a reader of the result should know, above all why a GPU is missing.
  public var notes: [ProbeNote]
  /// Whether the tree is of the running system, and not of what an environment variable names.
  public var isThisSystem: Bool

  /// How to look.
  public struct Options: Sendable, Hashable {
    /// The program, with arguments, that answers with the text of ``NVMLReport/answer(library:)``;
    /// empty if NVIDIA's library is not to be asked.
    public var nvmlHelper: [String]
    /// NVIDIA's management library, as the system's loader finds it.
    public var nvmlLibrary: String
    /// How long the helper may take, in seconds.
    public var patience: Double

    /// Options; without a helper only the system is asked.
    public init(
      nvmlHelper: [String] = [], nvmlLibrary: String = "libnvidia-ml.so.1", patience: Double = 5
    ) {
      self.nvmlHelper = nvmlHelper
      self.nvmlLibrary = nvmlLibrary
      self.patience = patience
    }
  }

  /// Looks at this machine once: libhwloc for its parts, libnuma for its memory, NVIDIA's library
  /// for its GPUs.
  ///
  /// NVIDIA's library is loaded in another process: it can hang or crash, and this one goes on.
  /// - Throws: The call of libhwloc that failed; a missing GPU or library is a note.
  public static func probe(_ options: Options = Options()) throws(ProbeFailure) -> Machine {
    let topology = try HwlocTopology()
    var machine = Machine(tree: topology.tree, notes: [], isThisSystem: topology.isThisSystem)
    if !machine.isThisSystem {
      machine.notes.append(.notThisSystem(variables: hwlocVariables))
      return machine
    }
    NetworkSpeed.add(to: &machine.tree)
    machine.notes += NUMALibrary.notes(on: machine.tree)
    let answer =
      options.nvmlHelper.isEmpty
      ? NVMLAnswer.notAsked
      : NVMLHelper.ask(
        options.nvmlHelper + [options.nvmlLibrary], patience: options.patience)
    machine.take(answer, library: options.nvmlLibrary)
    return machine
  }

  /// Adds what NVIDIA's library said to the tree, and says what is missing.
  mutating func take(_ answer: NVMLAnswer, library: String) {
    let byPCI = tree.gpus
    switch answer {
    case .report(let report):
      if let failure = report.failure {
        notes.append(.nvmlFailed(library: library, failure: failure))
      } else {
        notes += NVMLMerge.add(report, to: &tree)
      }
    case .absent: notes.append(.nvmlAbsent(library: library))
    case .timedOut(let seconds): notes.append(.nvmlTimedOut(library: library, seconds: seconds))
    case .crashed: notes.append(.nvmlCrashed(library: library))
    case .notAsked: break
    }
    let unnamed = byPCI.filter { gpu in
      !tree.gpus.contains { $0.position == gpu.position && !$0.deviceNames.isEmpty }
    }
    let makers = Dictionary(grouping: unnamed) { $0.pci?.vendor ?? 0 }
    for (maker, gpus) in makers.sorted(by: { $0.key < $1.key }) {
      notes.append(.onlyByPCI(count: gpus.count, maker: maker))
    }
    for (position, reason) in tree.displayAdapters {
      let address = tree.objects[position].pci?.address
      notes.append(.notCounted(address: address, reason: reason))
    }
    if tree.gpus.isEmpty { notes.append(.noGPU) }
  }

  private static var hwlocVariables: [String] {
    ["HWLOC_XMLFILE", "HWLOC_SYNTHETIC", "HWLOC_FSROOT", "HWLOC_CPUID_PATH", "HWLOC_THISSYSTEM"]
      .filter { unsafe getenv($0) != nil }
  }
}
