internal import Documents

extension DiagnosticLog {
  /// Notes what is wrong with an attribute of an element, which is shown if it is there.
  mutating func refuse(
    _ problem: String, _ key: String, of tag: XMLTag,
    remedy: String = "export the file again with lstopo"
  ) {
    add(
      Diagnostic(
        problem, at: tag.place, key: key,
        value: tag.attributes[key].map { .text($0) } ?? .nothing, remedy: remedy))
  }

  /// Notes that there are too many of something; whether that is so.
  mutating func refuse(_ count: Int, of what: String, above limit: Int, at tag: XMLTag) -> Bool {
    if count <= limit { return false }
    add(
      Diagnostic(
        "has more than \(limit) \(what)", at: tag.place, key: tag.name,
        remedy: "give the file of one machine"))
    return true
  }
}
