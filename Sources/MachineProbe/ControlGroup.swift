/// A group of processes with common limits, in the kernel's version 1 or 2.
struct ControlGroup: Hashable, Sendable {
  /// The folder, below the root.
  var path: String

  /// The folders whose limits hold for this process: its own ones and those above them.
  ///
  /// In a container the path in `/proc/self/cgroup` can be that of the host, which is not mounted:
  /// then only the mounted top counts.
  static func own(_ files: KernelFiles) -> [ControlGroup] {
    let mounts = Mount.all(files)
    let lines = (files.text("proc/self/cgroup") ?? "").split(whereSeparator: \.isNewline)
    var groups: [ControlGroup] = []
    for line in lines.prefix(64) {
      // `0::/path` in version 2, `4:memory:/path` in version 1.
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let controllers = fields[1].split(separator: ",").map(String.init)
      let wanted = controllers.filter { $0 == "memory" || $0 == "cpu" }
      guard fields[0] == "0" || !wanted.isEmpty,
        let mount = mounts.first(where: {
          $0.controllers.isSuperset(of: wanted) && $0.isVersion2 == (fields[0] == "0")
        })
      else { continue }
      var parts = mount.inside(String(fields[2]))
      groups.append(ControlGroup(path: mount.folder))
      while !parts.isEmpty {
        groups.append(ControlGroup(path: ([mount.folder] + parts).joined(separator: "/")))
        parts.removeLast()
      }
    }
    return groups
  }

  /// CPU time in CPUs; nil without a limit.
  func cpuTime(_ files: KernelFiles) -> Double? {
    if let words = files.text("\(path)/cpu.max")?.split(separator: " "), words.count == 2 {
      return Self.share(Double(words[0]), of: Double(words[1]))
    }
    let quota = files.text("\(path)/cpu.cfs_quota_us").flatMap { Double($0) }
    return Self.share(quota, of: files.text("\(path)/cpu.cfs_period_us").flatMap { Double($0) })
  }

  /// Bytes of memory; nil without a limit, which is a word in version 2 and a huge number in 1.
  func memoryBytes(_ files: KernelFiles) -> UInt64? {
    let limit = files.number("\(path)/memory.max") ?? files.number("\(path)/memory.limit_in_bytes")
    return limit.flatMap { $0 < 1 << 60 ? $0 : nil }
  }

  private static func share(_ quota: Double?, of period: Double?) -> Double? {
    guard let quota, let period, quota > 0, period > 0, quota.isFinite, period.isFinite else {
      return nil
    }
    return quota / period
  }

  /// Where a hierarchy of groups is mounted.
  private struct Mount {
    var folder: String
    /// The part of the hierarchy that is seen there.
    var top: [Substring]
    var controllers: Set<String>
    var isVersion2: Bool

    static func all(_ files: KernelFiles) -> [Mount] {
      let lines = (files.text("proc/self/mountinfo") ?? "").split(whereSeparator: \.isNewline)
      return lines.prefix(4096).compactMap { line in
        // `31 23 0:28 TOP FOLDER options… - TYPE SOURCE OPTIONS`
        let words = line.split(separator: " ")
        guard words.count > 6, let dash = words.firstIndex(of: "-"), dash + 3 < words.count,
          words[dash + 1] == "cgroup" || words[dash + 1] == "cgroup2"
        else { return nil }
        return Mount(
          folder: String(words[4].drop { $0 == "/" }), top: words[3].split(separator: "/"),
          controllers: Set(words[dash + 3].split(separator: ",").map(String.init)),
          isVersion2: words[dash + 1] == "cgroup2")
      }
    }

    /// The parts of a group's path below the mounted top; none if it is elsewhere.
    func inside(_ path: String) -> [String] {
      let parts = path.split(separator: "/")
      guard parts.starts(with: top), parts.count <= 64, !parts.contains("..") else { return [] }
      return parts.dropFirst(top.count).map(String.init)
    }
  }
}
