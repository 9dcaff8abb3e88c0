/// Infos by which a tree made from a template keeps what hwloc has no word for.
///
/// hwloc needs packages, cores, memory and addresses where a template need not know any. What only
/// stands in for them is marked, so that nobody takes it for a figure.
enum MachineMark {
  /// What of the object is not known, in words: see ``Unknown``.
  static let unknown = "FulcrumUnknown"
  /// Bytes of a GPU's memory.
  static let memorySize = "FulcrumMemorySize"
  /// The id of a GPU's accelerator, where its model does not tell; `none` for none.
  static let accelerator = "FulcrumAccelerator"
  /// Whether a GPU's memory is the processors' too, where the accelerator does not tell.
  static let sharesHostMemory = "FulcrumSharesHostMemory"

  /// What may be not known.
  enum Unknown: String {
    /// The object itself stands in for some.
    case object
    /// The cores of a NUMA node.
    case cores
    /// The PCI address.
    case address
    /// The NUMA node near a device.
    case numa
  }
}

extension MachineObject {
  /// Marks something as not known.
  mutating func mark(_ unknown: MachineMark.Unknown) {
    let words = [info(MachineMark.unknown), unknown.rawValue].compactMap(\.self)
    infos.removeAll { $0.name == MachineMark.unknown }
    infos.append(Info(name: MachineMark.unknown, value: words.joined(separator: " ")))
  }

  /// Whether something is marked as not known.
  func lacks(_ unknown: MachineMark.Unknown) -> Bool {
    info(MachineMark.unknown)?.split(separator: " ").contains { $0 == unknown.rawValue } ?? false
  }
}
