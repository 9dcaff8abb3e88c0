internal import Documents
internal import Topology

/// What makes nodes one pool: the kinds and numbers of their GPUs.
struct NodeKind: Hashable {
  private let words: [String]
  /// GPUs of a node.
  let gpus: Int

  /// The kind of a node.
  init(_ machine: MachineFacts) {
    words = machine.gpus.map { "\($0.count) \(Self.word($0.model))" }.sorted()
    gpus = machine.gpus.reduce(0) { $0 + $1.count }
  }

  /// What to call the pool.
  var poolID: String {
    let kinds = Set(words.map { $0.drop { $0 != " " }.dropFirst() }).sorted()
    let id = kinds.joined(separator: "-")
    return Identifier.fault(of: id) == nil ? id : "gpu"
  }

  // The accelerator's id; else the source's word as an id.
  private static func word(_ model: String) -> String {
    if let id = Accelerator.id(ofModel: model) { return id }
    let word = model.lowercased().map { Identifier.fault(of: "a\($0)") == nil ? $0 : "-" }
    return word.isEmpty ? "gpu" : String(word.prefix(32))
  }
}
