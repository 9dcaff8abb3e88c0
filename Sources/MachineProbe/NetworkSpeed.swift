internal import Topology

/// How fast the network adapters are, which hwloc does not say and the kernel does.
enum NetworkSpeed {
  /// Adds `SpeedMbps` to the network devices whose link is up.
  static func add(to tree: inout MachineTree, _ files: KernelFiles) {
    for position in tree.positions(of: .osDevice) {
      let device = tree.objects[position]
      guard let name = device.name, !name.contains("/"), !name.hasPrefix("."),
        let speed = megabits(of: name, kinds: device.deviceKinds, files), speed > 0
      else { continue }
      tree.update(position) {
        $0.infos.append(MachineObject.Info(name: "SpeedMbps", value: String(speed)))
      }
    }
  }

  private static func megabits(
    of name: String, kinds: MachineObject.DeviceKinds, _ files: KernelFiles
  ) -> Int? {
    if kinds.contains(.openFabrics) {
      // `400 Gb/sec (4X NDR)`
      let words = files.text("sys/class/infiniband/\(name)/ports/1/rate")?.split(separator: " ")
      let gigabits = words?.first.flatMap { Double($0) }
      return gigabits.flatMap { Int(exactly: ($0 * 1000).rounded()) }
    }
    if !kinds.contains(.network) { return nil }
    return files.text("sys/class/net/\(name)/speed").flatMap { Int($0) }
  }
}
