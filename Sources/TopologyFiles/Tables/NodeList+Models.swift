internal import Documents
internal import Topology

extension NodeList {
  /// Notes the kinds of GPUs that are no shipped accelerator, so that nobody takes them for one.
  mutating func noteUnknownModels() {
    var counts: [String: Int] = [:]
    for entry in nodes {
      for gpus in entry.machine.gpus {
        counts[gpus.model, default: 0] += gpus.count * entry.hosts.count
      }
    }
    for (model, count) in counts.sorted(by: { $0.key < $1.key })
    where Accelerator.id(ofModel: model) == nil {
      let many = "\(count) GPU\(count == 1 ? "" : "s")"
      let shown = model.escapedForDisplay()
      if model.isEmpty {
        source.note("\(many) are told without their kind")
      } else if let name = Accelerator.name(ofModel: model) {
        source.note("\(many) are called \(shown): \(name), which is no shipped accelerator")
      } else {
        source.note("\(many) are called \(shown), which is no known accelerator")
      }
    }
  }
}
