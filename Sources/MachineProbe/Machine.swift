public import Topology

/// The machine that the program runs on: its parts, and what could not be learnt of it.
public struct Machine: Sendable, Hashable {
  /// The parts, GPUs with what their driver says included.
  public var tree: MachineTree
  /// What a reader of the result should know, above all why a GPU is missing.
  public var notes: [ProbeNote]
  /// Whether the tree is of the running system, and not of what an environment variable names.
  public var isThisSystem: Bool { standIn == nil }
  /// What libhwloc shows in place of this machine: `HWLOC_XMLFILE=dgx.xml`; nil if it is this one.
  public var placeholder: String? { standIn?.description }

  private let standIn: StandIn?
  private let keepingGPUMemory: String?

  /// How to look.
  public struct Options: Sendable, Hashable {
    /// The program, with arguments, that answers with the text of ``NVMLReport/answer(library:)``;
    /// empty if NVIDIA's library is not to be asked.
    public var nvmlHelper: [String]
    /// NVIDIA's management library, as the system's loader finds it.
    public var nvmlLibrary: String
    /// How long the helper may take, in seconds.
    public var patience: Double
    /// The folder below which the kernel's files are: `/`, or a recorded tree.
    public var systemRoot: String

    /// Options; without a helper only the system is asked.
    public init(
      nvmlHelper: [String] = [], nvmlLibrary: String = "libnvidia-ml.so.1", patience: Double = 5,
      systemRoot: String = "/"
    ) {
      self.nvmlHelper = nvmlHelper
      self.nvmlLibrary = nvmlLibrary
      self.patience = patience
      self.systemRoot = systemRoot
    }
  }

  /// Looks at this machine once: libhwloc for its parts, libnuma for its memory, NVIDIA's library
  /// and the kernel's files for its GPUs.
  ///
  /// NVIDIA's library is loaded in another process: it can hang or crash, and this one goes on.
  /// - Throws: The call of libhwloc that failed; a missing GPU or library is a note.
  public static func probe(_ options: Options = Options()) throws(ProbeFailure) -> Machine {
    let environment = HwlocEnvironment.current
    let topology: HwlocTopology
    do throws(ProbeFailure) {
      topology = try HwlocTopology()
    } catch {
      let standIn = environment.standIn(isThisSystem: false)
      let isCause = standIn.map { !$0.variables.isEmpty } ?? false
      throw ProbeFailure(
        call: error.call, code: error.code, placeholder: isCause ? standIn?.description : nil)
    }
    var machine = Machine(
      topology.tree, environment,
      standIn: environment.standIn(isThisSystem: topology.isThisSystem))
    if !machine.isThisSystem { return machine }
    let files = KernelFiles(root: options.systemRoot)
    NetworkSpeed.add(to: &machine.tree, files)
    machine.notes += NUMALibrary.notes(on: machine.tree)
    let limits = ProcessLimits(files)
    machine.notes += limits.notes(shown: machine.tree.totals.pus)
    machine.notes += limits.contradictions(with: machine.tree)
    let answer =
      options.nvmlHelper.isEmpty
      ? NVMLAnswer.notAsked
      : NVMLHelper.ask(
        options.nvmlHelper + [options.nvmlLibrary], patience: options.patience)
    machine.addGPUs(answer, library: options.nvmlLibrary, files)
    return machine
  }

  /// A machine as libhwloc shows it, with notes on what the environment did to that.
  init(_ tree: MachineTree, _ environment: HwlocEnvironment, standIn: StandIn?) {
    self.tree = tree
    self.standIn = standIn
    keepingGPUMemory = environment.keepingGPUMemory?.description
    notes = environment.notes(isReplaced: standIn != nil)
    guard let standIn else { return }
    self.tree.source.format = "\(standIn.description), not this machine, by libhwloc"
    let claim: [ProbeNote] = standIn.isClaimedToBeThisSystem ? [.claimNotBelieved] : []
    notes = [.notThisSystem(variables: standIn.description)] + claim + notes
  }

  /// What files call the machine unless told otherwise.
  public var defaultID: String { standIn?.id ?? "this-machine" }

  /// The machine as a kind of node.
  ///
  /// What an environment variable put in this machine's place is no checked fact.
  /// - Parameters:
  ///   - id: What files call it.
  ///   - date: The day of the probe, ISO 8601.
  public func template(id: String, date: String) -> NodeTemplate {
    var template = tree.nodeTemplate(id: id, date: date)
    template.sources = template.sources.map { source in
      var source = source
      if !isThisSystem { source.isVerified = false }
      if let keepingGPUMemory, source.figures == NodeTemplate.figures {
        source.note = "\(keepingGPUMemory): memory of GPUs is among the NUMA nodes"
      }
      return source
    }
    return template
  }
}
