extension ScenarioFiles {
  /// Scenarios whose plans are hard to show: nobody, long ids, many pools, huge numbers.
  public static let extremes: [(name: String, files: ScenarioFiles)] = {
    func header(_ csv: String) -> String { String(csv.prefix { $0 != "\n" }) + "\n" }
    var nobody = hospital
    nobody.candidates = header(hospital.candidates)
    nobody.rivals = header(hospital.rivals)
    var noTeams = hospital
    noTeams.teams = header(hospital.teams)
    var empty = nobody
    empty.teams = noTeams.teams
    var tight = hospital
    tight.teams = hospital.teams.replacing(",24,8,40", with: ",24,40,40")
      .replacing(",16,8,32", with: ",16,32,32")
    let long = String(repeating: "long-id.", count: 8)
    var longIDs = hospital
    longIDs.yaml = hospital.yaml.replacing(
      "accelerator: h100, nodes", with: "accelerator: h100, pool: \(long), nodes"
    ).replacing("engineering:", with: "\(long):").replacing(
      "h100: {rent", with: "\(long): {rent"
    ).replacing(
      "name: hospital", with: "name: \(long) \(long) hospital")
    longIDs.teams = hospital.teams.replacing("bedside", with: "b\(long.dropLast())")
    for text in [\ScenarioFiles.candidates, \ScenarioFiles.rivals] {
      longIDs[keyPath: text] = longIDs[keyPath: text]
        .replacing("C-01", with: "C1\(long.dropLast(2))").replacing(
          "C-04", with: "C4\(long.dropLast(2))")
    }
    longIDs.candidates = longIDs.candidates.replacing("engineering", with: long)
    var longTight = longIDs
    longTight.teams = longIDs.teams.replacing(",24,8,40", with: ",24,40,40")
      .replacing(",16,8,32", with: ",16,32,32")
    var pools = hospital
    pools.yaml = hospital.yaml.replacing(
      "clinic: {accelerator", with: "clinic: {main: true, accelerator"
    ).replacing(
      "budget:",
      with:
        "  ward: {accelerator: a100, nodes: 4}\n  attic: {accelerator: v100, nodes: 12}\nbudget:")
    pools.teams = hospital.teams.replacing("_gpus,", with: "_gpus.h100,")
      .replacing("ceiling_gpus\n", with: "ceiling_gpus.h100\n")
    var huge = hospital
    huge.yaml = hospital.yaml.replacing("cash: 620k", with: "cash: 1e12")
    huge.teams = hospital.teams.replacing("3600000", with: "9e11").replacing("230000", with: "1e10")
    huge.candidates = hospital.candidates.replacing("950000", with: "1e12")
      .replacing("240000", with: "1e10")
    return [
      ("hospital", hospital), ("no candidates", nobody), ("no teams", noTeams), ("nothing", empty),
      ("infeasible", tight), ("long ids", longIDs), ("long ids, infeasible", longTight),
      ("three pools", pools), ("huge numbers", huge),
    ]
  }()
}
