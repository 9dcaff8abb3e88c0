internal import Topology

extension NodeList.Level {
  /// A level of nodes that each tell where they belong; nil if none does.
  ///
  /// A path names the group from outside inwards. The last part is the group's name, unless groups
  /// elsewhere have the same: then it is the whole path, with slashes.
  init?(_ kind: Kind, of members: [(hosts: HostNames, path: [String]?)]) {
    var positions: [[String]: Int] = [:]
    var paths: [[String]] = []
    var groups: [Group] = []
    for case let (hosts, path?) in members where !path.isEmpty {
      if let position = positions[path] {
        groups[position].hosts.append(hosts)
      } else {
        positions[path] = groups.count
        paths.append(path)
        groups.append(Group(name: path[path.count - 1], hosts: hosts))
      }
    }
    if groups.isEmpty { return nil }
    let counts = Dictionary(groups.map { ($0.name, 1) }, uniquingKeysWith: +)
    for (index, path) in paths.enumerated() where counts[groups[index].name, default: 0] > 1 {
      groups[index].name = path.joined(separator: "/")
    }
    self.init(kind: kind, groups: groups)
  }
}
