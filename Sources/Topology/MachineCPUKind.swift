/// Hardware threads of one kind in a machine whose cores differ: fast and frugal ones.
public struct MachineCPUKind: Hashable, Sendable {
  /// The hardware threads.
  public var cpus: Bitmap
  /// Their rank as the source states it, larger being faster; nil if it does not.
  ///
  /// A rank and no rate: it orders the kinds of one machine.
  public var efficiency: Int?
  /// What else is said of them: `CoreType`, `FrequencyMaxMHz`, `LinuxCapacity` and such.
  public var infos: [MachineObject.Info]

  /// A kind of threads.
  public init(cpus: Bitmap, efficiency: Int? = nil, infos: [MachineObject.Info] = []) {
    self.cpus = cpus
    self.efficiency = efficiency
    self.infos = infos
  }

  /// The value of the first info of that name.
  public func info(_ name: String) -> String? { infos.first { $0.name == name }?.value }
}
