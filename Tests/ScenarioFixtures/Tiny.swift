extension ScenarioFiles {
  /// One team, one node, one candidate.
  public static let tiny = ScenarioFiles(
    yaml: hospital.yaml.replacing("name: hospital", with: "name: tiny")
      .replacing("nodes: 8", with: "nodes: 1"),
    teams: hospital.teams.split(separator: "\n").prefix(2).joined(separator: "\n")
      .replacing("24,8,40", with: "8,0,8") + "\n",
    candidates: hospital.candidates.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n",
    rivals: hospital.rivals.split(separator: "\n").prefix(3).joined(separator: "\n") + "\n")

  /// A hospital that hires nobody.
  public static let emptySlate: ScenarioFiles = {
    var files = hospital
    files.candidates = String(hospital.candidates.prefix { $0 != "\n" }) + "\n"
    files.rivals = String(hospital.rivals.prefix { $0 != "\n" }) + "\n"
    return files
  }()

  /// A hospital whose floors exceed its pool.
  public static let overfull: ScenarioFiles = {
    var files = hospital
    files.teams = hospital.teams.replacing(",24,8,40", with: ",24,40,40")
      .replacing(",16,8,32", with: ",16,32,32")
    return files
  }()
}
