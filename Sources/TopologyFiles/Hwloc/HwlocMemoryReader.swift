internal import Documents
internal import Topology

/// One `memattr` of a file, taken in pieces and completed when all objects are known.
struct HwlocMemoryReader {
  private let place: SourceLocation
  private let name: String
  private let stated: MachineMemoryAttribute.Traits
  private var values: [Value] = []

  /// A figure whose objects are not yet known.
  private struct Value {
    var target: UInt64
    var initiator: Initiator?
    var value: UInt64
  }

  private enum Initiator {
    case cpus(Bitmap)
    case object(UInt64)
  }

  /// Nil for one without a name or a meaning, which is then in the log.
  init?(_ tag: XMLTag, log: inout DiagnosticLog) {
    place = tag.place
    guard let name = tag.attributes["name"], !name.isEmpty else {
      log.refuse("a memory attribute without name", "name", of: tag)
      return nil
    }
    let flags = tag.attributes["flags"].flatMap { UInt($0) }
    guard let flags, flags & ~MachineMemoryAttribute.Traits.known.rawValue == 0, flags & 3 != 3
    else {
      log.refuse("is no set of flags of a memory attribute", "flags", of: tag)
      return nil
    }
    self.name = name
    stated = MachineMemoryAttribute.Traits(rawValue: flags)
  }

  /// Takes a `memattr_value`; a wrong one is then in the log.
  mutating func take(_ tag: XMLTag, log: inout DiagnosticLog) {
    func number(_ key: String) -> UInt64? {
      if let number = tag.attributes[key].flatMap({ UInt64($0) }) { return number }
      log.refuse("is not a whole number", key, of: tag)
      return nil
    }
    guard let target = number("target_obj_gp_index"), let value = number("value") else { return }
    if value == 0 || value > 1 << 53, isBandwidth {
      log.refuse("is no bandwidth", "value", of: tag)
      return
    }
    var initiator: Initiator?
    if let text = tag.attributes["initiator_cpuset"] {
      guard case .members(let cpus) = HwlocSet(text) else {
        log.refuse("is no set of indices below 2^20", "initiator_cpuset", of: tag)
        return
      }
      initiator = .cpus(cpus)
    } else if tag.attributes["initiator_obj_gp_index"] != nil {
      guard let object = number("initiator_obj_gp_index") else { return }
      initiator = .object(object)
    }
    if initiator == nil, stated.contains(.needsInitiator) {
      log.refuse("a figure that depends on who asks does not say who", "memattr_value", of: tag)
      return
    }
    values.append(Value(target: target, initiator: initiator, value: value))
  }

  /// Words of the sets that it keeps, for the limit of them.
  var lastWordCount: Int {
    if case .cpus(let cpus) = values.last?.initiator { return cpus.wordCount }
    return 0
  }

  /// The attribute over the objects of the tree.
  func attribute(
    _ references: HwlocReferences, source: inout TopologyReading.Source
  ) -> MachineMemoryAttribute {
    var traits = stated
    if let standard = MachineMemoryAttribute.standardTraits(of: name), standard != stated {
      source.contradict(
        "memattr \(name): its flags are \(stated.rawValue), but \(standard.rawValue) by hwloc's "
          + "definition, which was taken", at: place)
      traits = standard
    }
    var attribute = MachineMemoryAttribute(name: name, traits: traits)
    for value in values {
      guard let target = references[value.target] else { continue }
      switch value.initiator {
      case nil where traits.contains(.needsInitiator): continue
      case nil:
        attribute.values.append(.init(target: target, value: value.value))
      case .cpus(let cpus):
        attribute.values.append(
          .init(target: target, initiator: .cpus(cpus), value: value.value))
      case .object(let number):
        guard let object = references[number] else { continue }
        attribute.values.append(
          .init(target: target, initiator: .object(object), value: value.value))
      }
    }
    let left = values.count - attribute.values.count
    if left > 0 {
      source.ignore("values of \(name) whose objects are not in the file (\(left))")
    }
    return attribute
  }

  private var isBandwidth: Bool {
    MachineMemoryAttribute(name: name, traits: stated).isBandwidth
  }
}
