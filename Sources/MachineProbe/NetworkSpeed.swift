internal import Foundation
internal import Topology

/// How fast the network adapters are, which hwloc does not say and the kernel does.
enum NetworkSpeed {
  /// Adds `SpeedMbps` to the network devices whose link is up.
  static func add(to tree: inout MachineTree) {
    for position in tree.positions(of: .osDevice) {
      let device = tree.objects[position]
      guard let name = device.name, !name.contains("/"), !name.hasPrefix("."),
        let speed = megabits(of: name, kinds: device.deviceKinds), speed > 0
      else { continue }
      tree.update(position) {
        $0.infos.append(MachineObject.Info(name: "SpeedMbps", value: String(speed)))
      }
    }
  }

  private static func megabits(of name: String, kinds: MachineObject.DeviceKinds) -> Int? {
    if kinds.contains(.openFabrics) {
      // `400 Gb/sec (4X NDR)`
      let text = content(ofFile: "/sys/class/infiniband/\(name)/ports/1/rate")
      return text.flatMap { Double($0.prefix { !$0.isWhitespace }) }.map { Int($0 * 1000) }
    }
    if !kinds.contains(.network) { return nil }
    return content(ofFile: "/sys/class/net/\(name)/speed").flatMap { Int($0) }
  }

  private static func content(ofFile path: String) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
