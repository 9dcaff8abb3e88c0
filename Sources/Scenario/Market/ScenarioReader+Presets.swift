import Choice
import Documents

extension ScenarioReader {
  /// Reads what the scenario says of employers, of what they are like, and of kinds of people; what
  /// it leaves out stays as it ships.
  mutating func readPresets() {
    for segment in Segment.shipped { segments[segment.id] = segment }
    for profile in EmployerProfile.shipped { profiles[profile.id] = profile }
    for employer in Employer.shipped { employers[employer.id] = EmployerDefaults(employer) }
    readEach(of: "segments") { reader, id, section in reader.readSegment(id, &section) }
    readEach(of: "profiles") { reader, id, section in reader.readProfile(id, &section) }
    readEach(of: "employers") { reader, id, section in reader.readEmployer(id, &section) }
  }

  /// The ids of the segments that people of this scenario may belong to, in order.
  var segmentIDs: [String] { segments.keys.sorted() }

  /// Whether a group speaks of something that ships, and so is there in every scenario.
  static func isShipped(_ group: String) -> Bool { shippedGroups.contains(group) }

  private static let shippedGroups = Set(
    Segment.shipped.map { "segments.\($0.id)" }
      + EmployerProfile.shipped.map { "profiles.\($0.id)" }
      + Employer.shipped.map { "employers.\($0.id)" })

  private mutating func readEach(
    of key: String, _ read: (inout ScenarioReader, String, inout Section) -> Void
  ) {
    guard var group = root.section(key) else { return }
    var register = IdentifierRegister()
    for entry in group.entries {
      _ = group.node(entry.key)
      if let problem = register.enter(entry.key, at: entry.location, key: key) {
        group.note(problem)
      }
      if let refusal = ProtectedAttribute.refusal(of: entry.key) {
        group.refuse(entry.key, because: refusal.problem, remedy: refusal.remedy)
      }
      var section = group.nested(entry.value, path: "\(key).\(entry.key)")
      refuseProtected(&section)
      read(&self, entry.key, &section)
      section.finish(into: &group)
    }
    group.finish(into: &root)
  }

  /// What an entry begins as: itself where it ships, else what `like` names; nil after a problem.
  func readLike(_ id: String, among shipped: [String], _ section: inout Section) -> String? {
    if shipped.contains(id) {
      section.refuse(
        "like", because: "is of one that ships with the program and begins as itself",
        remedy: "delete it, or choose another id")
      return section.has("like") ? nil : id
    }
    if !section.has("like"), let near = nearestName(to: id, among: shipped) {
      _ = section.node("like")
      section.note(
        "is missing", of: "like",
        remedy: "did you mean \(near)? one of your own says which it is like")
      return nil
    }
    return section.choice("like", among: shipped)
  }
}
