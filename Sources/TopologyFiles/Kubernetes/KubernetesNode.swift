internal import Documents

/// What the object of one node says, as far as hardware goes.
struct KubernetesNode {
  /// Its name.
  var name: String
  /// Where the name stands.
  var place: SourceLocation
  /// Its labels that tell of hardware and place.
  var labels: [String: String] = [:]
  /// Its labels that are numbers.
  var numbers: [String: Int] = [:]
  /// Whether pods are kept away by `kubectl cordon`.
  var isCordoned = false
  /// Whether it reports itself ready; true if it says nothing.
  var isReady = true
  /// Its taints: `key=value:effect`.
  var taints: [String] = []
  /// GPUs and their parts, by the resource's name.
  var capacity: [String: Int] = [:]
  /// The same, without what the device plugin holds to be unhealthy.
  var allocatable: [String: Int] = [:]
  /// Logical CPUs.
  var cpus: Int?
  /// Bytes of memory.
  var memoryBytes: Int?
  /// Where the node speaks of its GPUs.
  var devicePlace: SourceLocation?

  /// More devices than this in one node are a mistake, however they are shared.
  static let deviceLimit = 65_536
  /// More physical GPUs than this too.
  static let gpuLimit = 512
  /// More than this is no node's memory: 2^50 bytes.
  static let memoryLimit = 1 << 50
}
