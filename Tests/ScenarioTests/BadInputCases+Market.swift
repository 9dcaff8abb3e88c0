extension BadInput {
  /// What people write by mistake of employers, profiles and segments.
  static let inMarket: [BadInput] = employers + profiles + segments

  // A line more at the end of scenario.yaml, which has 14.
  private static func adding(_ name: String, _ yaml: String, _ message: String) -> BadInput {
    BadInput(name, in: "scenario.yaml", "fulcrum: 1\n", "\(yaml)\nfulcrum: 1\n", message)
  }

  private static let employers: [BadInput] = [
    BadInput(
      "employers misspelt and unheard of", in: "rivals.csv", "",
      """
      candidate,id,kind,employer,cash,equity
      P-1,here,stay,meta-10k,500k,0
      P-1,there,rival,acme,800k,0

      """,
      """
      s/rivals.csv:2:15: rivals[P-1/here].employer: is no employer that is known (meta-10k); did \
      you mean meta-100k?
      s/rivals.csv:3:17: rivals[P-1/there].employer: is no employer that is known (acme); see \
      fulcrum market employers, or describe it under employers
      """),
    adding(
      "an employer of one's own without a size", "employers: {mine: {profile: startup}}",
      """
      s/scenario.yaml:1:19: employers.mine.cluster_gpus: is missing; give H100-equivalents, such \
      as 10k
      """),
    adding(
      "a profile misspelt and a size below zero",
      "employers: {mine: {profile: startp, cluster_gpus: -1}}",
      """
      s/scenario.yaml:1:29: employers.mine.profile: is no profile that is known (startp); did you \
      mean startup?
      s/scenario.yaml:1:51: employers.mine.cluster_gpus: is below 0 (-1); give H100-equivalents, \
      such as 10k
      """),
    adding(
      "a date that is none and a key that is none",
      "employers: {meta-100k: {date: May 2026, citizenship: x, sources: y}}",
      """
      s/scenario.yaml:1:31: employers.meta-100k.date: is not a day, a month or a year from 2000 \
      to 2100 (May 2026); write it like 2026-05
      s/scenario.yaml:1:41: employers.meta-100k.citizenship: is protected by equal-treatment law \
      and is never an input: no offer and no grant may depend on it; delete it; audit outcomes by \
      group in a file of its own
      s/scenario.yaml:1:57: employers.meta-100k.sources: unknown key; did you mean source?
      """),
  ]

  private static let profiles: [BadInput] = [
    adding(
      "a profile that does not say what it is like", "profiles: {town: {autonomy: 0.8}}",
      """
      s/scenario.yaml:1:18: profiles.town.like: is missing; give one of frontier-lab, big-tech, \
      startup, neocloud, bank, hospital, university, national-lab
      """),
    adding(
      "a misspelt profile", "profiles: {startups: {autonomy: 0.8}}",
      """
      s/scenario.yaml:1:22: profiles.startups.like: is missing; did you mean startup? one of your \
      own says which it is like
      """),
    adding(
      "a level out of range", "profiles: {startup: {autonomy: 1.8}}",
      """
      s/scenario.yaml:1:32: profiles.startup.autonomy: is outside 0 to 1 (1.8); give autonomy \
      from 0 to 1, such as 0.5
      """),
    adding(
      "a shipped profile that is like another", "profiles: {startup: {like: bank}}",
      """
      s/scenario.yaml:1:22: profiles.startup.like: is of one that ships with the program and \
      begins as itself; delete it, or choose another id
      """),
    adding(
      "promised GPUs in a profile", "profiles: {startup: {guaranteed_gpus: 8}}",
      """
      s/scenario.yaml:1:22: profiles.startup.guaranteed_gpus: unknown key; delete it; not yet \
      given: autonomy, data, gpu_wait_days, leadership, mission, product_reach, \
      publication, remote, safety_culture, stability, team_quality, visa_route
      """),
  ]

  private static let segments: [BadInput] = [
    adding(
      "a segment that does not say what it is like", "segments: {biology: {data: 25%}}",
      """
      s/scenario.yaml:1:21: segments.biology.like: is missing; give one of applied, data, \
      frontier, infra, product, safety
      """),
    adding(
      "a segment like none", "segments: {biology: {like: frontir}}",
      """
      s/scenario.yaml:1:28: segments.biology.like: is not one of applied, data, frontier, infra, \
      product, safety (frontir); did you mean frontier?
      """),
    adding(
      "worths that nobody can have",
      "segments: {frontier: {data: -5%, gpu_wait_days: 100%, publication: 60%, cash: 1}}",
      """
      s/scenario.yaml:1:29: segments.frontier.data: is below 0 (-5%); give a share of pay, such \
      as 5%
      s/scenario.yaml:1:49: segments.frontier.gpu_wait_days: is outside 0 to 0.95 (100%); give \
      the share of pay that 30 days cost, such as 8%
      s/scenario.yaml:1:68: segments.frontier.publication: is a percentage (60%); give a factor \
      on the usual worth, such as 0.6
      s/scenario.yaml:1:73: segments.frontier.cash: unknown key; delete it; not yet given: \
      autonomy, cluster_gpus, cutoff_median, guaranteed_gpus, half_saturation, leadership, \
      mission, never_cold, never_offer, product_reach, remote, safety_culture, stability, \
      team_quality, visa_route
      """),
    adding(
      "cut-offs of nobody", "segments: {frontier: {never_cold: 1.2, cutoff_median: 0}}",
      """
      s/scenario.yaml:1:35: segments.frontier.never_cold: is outside 0 to 1 (1.2); give a share \
      from 0 to 1, such as 0.67
      s/scenario.yaml:1:55: segments.frontier.cutoff_median: is not above 0 (0); give \
      H100-equivalents above 0, such as 10k
      """),
    adding(
      "a segment by who people are", "segments: {female: {like: data}}",
      """
      s/scenario.yaml:1:12: segments.female: is protected by equal-treatment law and is never an \
      input: no offer and no grant may depend on it; delete it; audit outcomes by group in a file \
      of its own
      """),
    adding(
      "segments that are no group, and ids that are none",
      "segments: {\"a b\": {like: data}}",
      """
      s/scenario.yaml:1:12: segments: the id has a character that an id must not have (a b); use \
      up to 64 letters, digits, dots, underscores or hyphens (a-z, A-Z)
      """),
  ]
}
