internal import Documents
internal import Topology

/// The objects of a tree by the numbers with which other elements refer to them.
struct HwlocReferences {
  private var byIdentifier: [UInt64: Int] = [:]
  private var byIndex: [MachineObject.Kind: [Int: Int]] = [:]

  /// Takes the first of objects that have one number, and says so.
  init(_ tree: MachineTree, places: [SourceLocation], source: inout TopologyReading.Source) {
    for (position, object) in tree.objects.enumerated() {
      if let index = object.osIndex, byIndex[object.type]?[index] == nil {
        byIndex[object.type, default: [:]][index] = position
      }
      if object.identifier == 0 { continue }
      if let first = byIdentifier[object.identifier] {
        source.contradict(
          "gp_index: \(object.identifier) is the number of the object in line "
            + "\(places[first].line) too, which was taken", at: places[position])
      } else {
        byIdentifier[object.identifier] = position
      }
    }
  }

  /// The object whose number in the file this is.
  subscript(identifier: UInt64) -> Int? { byIdentifier[identifier] }

  /// The object of a type whose number in the system this is.
  subscript(type: MachineObject.Kind, index: Int) -> Int? { byIndex[type]?[index] }
}
