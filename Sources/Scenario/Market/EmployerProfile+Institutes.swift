extension EmployerProfile {
  /// What it is like at institutes.
  static let institutes = [hospital, university, nationalLab]

  private static let hospital = EmployerProfile(
    id: "hospital", summary: "patients' records and images, and a few nodes",
    levels: [
      Level("gpu_wait_days", 10, 1...30, "few nodes, few who queue"),
      Level("data", 0.8, 0.5...1, "records that leave the house for nobody"),
      Level("autonomy", 0.5, 0.2...0.8, "free within what ethics boards allow"),
      Level("mission", 1, 0.3...1.5, "patients are near"),
      Level("publication", 0.7, 0.4...1, "papers count, approvals take time"),
      Level("team_quality", 0, -0.5...0.6, "strong in medicine, few in modelling"),
      Level("leadership", 0, -0.5...0.6, "clinicians lead"),
      Level("product_reach", 0, -0.8...0.5, "one house or a few use what is built"),
      Level("safety_culture", 0.8, 0.2...1.5, "harm is visible, and procedures are old"),
      Level("stability", 0.85, 0.6...1, "public money or a foundation's"),
      Level("remote", 0.2, 0...0.5, "data stay in the building"),
    ])

  private static let university = EmployerProfile(
    id: "university", summary: "freedom to choose and to publish; compute by application",
    levels: [
      Level("gpu_wait_days", 20, 5...60, "a shared queue, and proposals for more"),
      Level("data", 0.1, 0...0.4, "open data, as everybody has"),
      Level("autonomy", 0.9, 0.7...1, "academic freedom"),
      Level("mission", 0.4, 0...1, "knowledge and teaching"),
      Level("publication", 1, 0.9...1, "publishing is the job"),
      Level("team_quality", 0, -0.5...0.8, "departments differ more than the kind does"),
      Level("leadership", 0.2, -0.3...0.6, "leaves one alone"),
      Level("product_reach", -1, -1.5 ... -0.3, "papers, seldom products"),
      Level("safety_culture", 0.3, -0.3...1, "review boards and no deadline of a launch"),
      Level("stability", 0.8, 0.4...1, "tenure for some, grants for others"),
      Level("remote", 0.3, 0.1...0.6, "lectures on some days"),
    ])

  private static let nationalLab = EmployerProfile(
    id: "national-lab", summary: "a public computing centre or laboratory",
    levels: [
      Level("gpu_wait_days", 20, 5...60, "allocations by proposal, once or twice a year"),
      Level("data", 0.3, 0...0.7, "instruments and simulations of its own"),
      Level("autonomy", 0.5, 0.2...0.8, "between a programme and a proposal"),
      Level("mission", 0.6, 0...1.2, "science and the public"),
      Level("publication", 0.8, 0.5...1, "open unless restricted"),
      Level("team_quality", 0.2, -0.3...0.8, "strong in computing, fewer in modelling"),
      Level("leadership", 0, -0.5...0.5, "the usual"),
      Level("product_reach", -0.5, -1.2...0.2, "scientists use it"),
      Level("safety_culture", 0.5, 0...1, "laboratories live with rules"),
      Level("stability", 0.9, 0.7...1, "public budgets of several years"),
      Level("remote", 0.2, 0...0.5, "machines and secrets on site"),
    ])
}
