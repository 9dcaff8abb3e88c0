import Choice
import Documents

extension ScenarioReader {
  /// Reads what it is like to work for a kind of employer.
  mutating func readProfile(_ id: String, _ section: inout Section) {
    let like = readLike(id, among: EmployerProfile.shipped.map(\.id), &section)
    let stated = readLevels(&section)
    guard let base = like.flatMap(EmployerProfile.named) else { return }
    let levels = registry.attributes.compactMap { attribute in
      stated[attribute.id].map {
        EmployerProfile.Level(attribute.id, $0, nil, "this scenario")
      } ?? base[attribute.id]
    }
    for level in levels where stated[level.attribute] == nil {
      section.assume(.number(level.level), for: level.attribute)
    }
    profiles[id] = EmployerProfile(id: id, summary: base.summary, levels: levels)
  }

  /// Reads an employer: one more, or other figures for one that ships.
  mutating func readEmployer(_ id: String, _ section: inout Section) {
    let shipped = Employer.named(id)
    let isSized = shipped == nil || section.has("cluster_gpus")
    let profile = readProfileName(shipped, &section)
    let size = section.number("cluster_gpus", Self.clusterSize, default: shipped?.h100e)
    let source = section.optionalText("source")
    let date = readFactDate(&section)
    guard let size else { return }
    var fact = Scenario.Fact(
      what: "cluster of \(id)", value: EmployerDefaults.size(size),
      source: source ?? "this scenario", date: date ?? "", isAssumption: source == nil)
    if !isSized, let known = employers[id]?.fact {
      fact = known
      if let source { fact.source = source }
      if let date { fact.date = date }
    }
    employers[id] = EmployerDefaults(h100e: size, fact: fact, profile: profile)
  }

  /// Fills what a row of rivals leaves empty with what is known of its employer.
  ///
  /// Without the column `employer` nothing changes. Nil after a problem.
  mutating func completing(_ alternative: Alternative?, _ section: inout Section) -> Alternative? {
    guard let name = section.optionalText("employer") else { return alternative }
    guard let employer = employers[name] else {
      section.note(
        "is no employer that is known", of: "employer", value: name,
        remedy: nearestName(to: name, among: employers.keys).map { "did you mean \($0)?" }
          ?? "see fulcrum market employers, or describe it under employers")
      return nil
    }
    guard var completed = alternative else { return nil }
    if completed.levels["cluster_gpus"] == nil {
      completed.levels["cluster_gpus"] = employer.h100e
      section.assume(.number(employer.h100e), for: "cluster_gpus")
      noteOnce(employer.fact)
    }
    guard let profile = employer.profile.flatMap({ profiles[$0] }) else { return completed }
    for level in profile.levels where completed.levels[level.attribute] == nil {
      completed.levels[level.attribute] = level.level
      section.assume(.number(level.level), for: level.attribute)
      noteOnce(Scenario.Fact(level, of: profile))
    }
    return completed
  }

  private static let clusterSize = Measure(
    "H100-equivalents", example: "10k", from: 0, through: 1e7)

  private func readProfileName(_ shipped: Employer?, _ section: inout Section) -> String? {
    guard let name = section.optionalText("profile") else {
      if let shipped { section.assume(.text(shipped.profile), for: "profile") }
      return shipped?.profile
    }
    if profiles[name] != nil { return name }
    let known = profiles.keys.sorted()
    section.note(
      "is no profile that is known", of: "profile", value: name,
      remedy: nearestName(to: name, among: known).map { "did you mean \($0)?" }
        ?? "give one of \(known.joined(separator: ", "))")
    return nil
  }

  private func readFactDate(_ section: inout Section) -> String? {
    guard let text = section.optionalText("date") else { return nil }
    if FactDate(text) != nil { return text }
    section.note(
      "is not a day, a month or a year from 2000 to 2100", of: "date", value: text,
      remedy: "write it like 2026-05")
    return nil
  }

  private mutating func noteOnce(_ fact: Scenario.Fact) {
    if notedFacts.insert(fact).inserted { facts.append(fact) }
  }
}

extension Scenario.Fact {
  /// A level of a profile, which nobody has measured.
  fileprivate init(_ level: EmployerProfile.Level, of profile: EmployerProfile) {
    let range = level.range.map { "; range \($0.lowerBound.plain) to \($0.upperBound.plain)" } ?? ""
    self.init(
      what: "\(level.attribute) at \(profile.id)", value: level.level.plain,
      source: level.reason + range, date: level.range == nil ? "" : "2026", isAssumption: true)
  }
}
