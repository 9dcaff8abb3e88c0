/// What every key and column of a scenario means, in one place.
///
/// The guide that `init` writes, the notes in the shipped examples, the topic pages and the JSON
/// Schema all take their words from here. A star stands for an id that the owner chose.
public enum ScenarioGlossary {
  /// One key or column.
  public struct Entry: Hashable, Sendable {
    /// Where it stands: `clusters.*.nodes`, `teams.*.heads`.
    public let path: String
    /// What it means, with unit and range; one line without a full stop.
    public let meaning: String

    /// The last part of the path.
    public var name: String { path.split(separator: ".").last.map(String.init) ?? path }
  }

  /// All entries: `scenario.yaml` from its top, then the tables.
  public static let entries: [Entry] =
    (header + market + organisation + machines + terms + promising + tables).map {
      Entry(path: $0.0, meaning: $0.1)
    }

  /// The columns of a table, in order.
  public static func columns(of table: String) -> [Entry] {
    entries.filter { $0.path.hasPrefix(table + ".*.") }
  }

  /// What a path means; the columns of one pool (`current_gpus.h100`) mean what the bare one does.
  public static func meaning(of path: String) -> String? { meanings[path] }

  private static let meanings = Dictionary(
    uniqueKeysWithValues: entries.map { ($0.path, $0.meaning) })

  private static let header: [(String, String)] = [
    ("fulcrum", "the version of this format: 1"),
    ("base", "another scenario to inherit from: a folder or file, relative to this one"),
    ("tables", "other file names for the tables; relative to this file"),
    ("tables.teams", "the file of the teams instead of teams.csv"),
    ("tables.candidates", "the file of the candidates instead of candidates.csv"),
    ("tables.rivals", "the file of the rivals instead of rivals.csv"),
    ("tables.packages", "the file of packages listed one by one instead of packages.csv"),
    ("name", "what you call the scenario"),
    ("as_of", "the day that prices and clusters speak of, year-month-day"),
    ("horizon_months", "how long the plan holds, 1 to 120 months; 6 unless said"),
    ("preset", "what compute is believed to be worth to people; undecided unless said"),
    ("preferences", "a file of tastes that fulcrum estimate found, beside the undecided preset"),
    ("seed", "the number from which all randomness follows: the same seed, the same plan"),
    ("draws", "how many different tastes are tried for each person; a power of two"),
    ("parameter_draws", "how many guesses at what nobody knows; they make the 90 % ranges"),
    ("attributes", "things of your own that people weigh, by id"),
    ("attributes.*.unit", "what a level counts, as printed"),
    ("attributes.*.range", "the lowest and the highest level, as [0, 1]"),
    ("attributes.*.scale", "the scale s of the transform log1p(level / s); 1 unless said"),
    ("attributes.*.transform", "how a level enters: linear, log1p or hill"),
    ("attributes.*.reference", "the level where nothing is said; 0 unless said"),
    ("attributes.*.worth", "what one step is worth, as a share of pay, such as 5%"),
    ("attributes.*.spread", "how people differ: a standard deviation, 0 to 5; 0.5 unless said"),
    ("attributes.*.spread_kind", "lognormal (nobody dislikes it) or normal"),
    ("attributes.*.ignorance", "how little the worth is known: sd of its logarithm, 0 to 5"),
    ("attributes.*.source", "where the worth comes from"),
  ]

  private static let market: [(String, String)] =
    [
      ("segments", "kinds of people: other figures for those that ship, and kinds of your own"),
      ("segments.*.like", "which segment that ships one of your own begins as"),
      ("segments.*.guaranteed_gpus", "what doubling a guarantee from h to 2h is worth, as 10%"),
      ("segments.*.cluster_gpus", "what a cluster of 16k instead of 1k is worth, as 15%"),
      ("segments.*.half_saturation", "the h of that: GPUs that give half of all a guarantee can"),
      ("segments.*.never_cold", "share who have no cut-off on the cluster, when approached cold"),
      ("segments.*.never_offer", "share who have none once there is an offer"),
      ("segments.*.cutoff_median", "median cut-off of those who have one, H100-equivalents"),
    ] + worths
    + [
      ("profiles", "what it is like at a kind of employer: other levels, and kinds of your own"),
      ("profiles.*.like", "which profile that ships one of your own begins as"),
    ] + levels(of: "profiles.*")
    + [
      ("employers", "employers that rows of rivals may name: more of them, and other figures"),
      ("employers.*.profile", "what it is like there: startup, or another of the profiles"),
      ("employers.*.cluster_gpus", "its largest single cluster, H100-equivalents"),
      ("employers.*.source", "who says how large the cluster is"),
      ("employers.*.date", "when it was, as 2026, 2026-05 or 2026-05-31"),
    ]

  private static let worths: [(String, String)] = attributes.map { id, _ in
    let meaning =
      switch id {
      case "gpu_wait_days": "what 30 days of waiting cost, as 8% of pay"
      case "publication": "how much publishing is worth, as a factor: 1 for frontier researchers"
      default: "what one step of the level is worth, as 5% of pay"
      }
    return ("segments.*.\(id)", meaning)
  }

  private static let organisation: [(String, String)] =
    [("organisation", "what everybody here gets, by attribute; left out means the usual level")]
    + levels(of: "organisation")

  private static let machines: [(String, String)] = [
    ("accelerators", "kinds of GPU that the program does not know, by id"),
    ("accelerators.*.h100e", "what one counts in H100-equivalents (dense bf16), above 0"),
    ("accelerators.*.source", "where that figure comes from"),
    ("clusters", "your clusters, by id; each kind of GPU in one is a pool of its own"),
    ("clusters.*.main", "whether --cluster replaces this one: true or false"),
    (
      "clusters.*.cluster",
      "a whole cluster: a name of the catalogue, a file (ours, Slurm's, Kubernetes nodes, CSV, "
        + "see fulcrum topology --help), or a list of files and machines, such as "
        + "[slurm.conf, dgx-h100]"
    ),
    ("clusters.*.machine", "nodes of one machine: a name of the catalogue, or a file"),
    ("clusters.*.accelerator", "the kind of GPU, where neither cluster nor machine is given"),
    ("clusters.*.gpus_per_node", "GPUs in one node, 1 to 1,024; 8 unless said"),
    ("clusters.*.nodes", "nodes, spare and failed ones included"),
    ("clusters.*.spare_nodes", "nodes kept back for failures, not given out"),
    ("clusters.*.failed_nodes", "nodes out of service: neither given out nor counted by people"),
    ("clusters.*.nodes_per_rack", "nodes in one rack, for where grants sit"),
    (
      "clusters.*.deliveries",
      "nodes that arrive, or with a minus leave, by month of the plan, as {3: 16}"
    ),
    ("clusters.*.deliveries.*", "nodes that arrive in this month; negative where they leave"),
    ("clusters.*.node_kw", "what a node draws, kilowatts; needed with budget.power_kw"),
    ("clusters.*.pool", "what the pool is called; the kind of GPU unless said"),
    ("budget", "what new offers may cost together"),
    ("budget.cash", "cash for new offers, dollars a year"),
    ("budget.equity", "equity at face for new offers, dollars a year; any amount unless said"),
    ("budget.rent", "what renting may cost, dollars a year; paid from budget.cash unless said"),
    ("budget.power_kw", "what granted and promised nodes may draw, kilowatts; any unless said"),
    ("role_slots", "how many offers may be out at the same time, by kind of role"),
    ("role_slots.*", "offers of this kind that may be out at the same time"),
    ("prices", "what things cost outside"),
    ("prices.*.rentable_nodes", "nodes that the plan may rent for this pool; none unless said"),
    ("prices.data_access", "what a package with more data costs us, dollars a year"),
    ("prices.*.rent_per_gpu_hour", "what a GPU like this pool's rents for, dollars an hour"),
  ]

  private static let terms: [(String, String)] =
    [
      ("packages", "the menu: every combination of its steps is a package that may be offered"),
      ("packages.cash_multiples", "steps of a person's base cash; 1 alone unless said"),
      ("packages.equity_multiples", "steps of a person's equity; as it is unless said"),
      ("packages.sign_on", "steps of what is paid once for signing; the person's own unless said"),
      ("packages.pools", "pools that a guarantee may be taken from; all unless said"),
      ("packages.levels", "steps of attributes that a package may carry, by attribute"),
      ("packages.listed", "packages one by one instead of the menu, by candidate/id"),
    ] + levels(of: "packages.levels", start: "steps of: ")
    + [
      ("policy", "the rules of sharing and promising"),
      (
        "policy.objective",
        "value; nash (teams' output by its logarithm and heads, offers beside it in dollars); or "
          + "max_min (the worst-off team first, then value); value unless said"
      ),
      (
        "policy.utility_floor",
        "share of its present output below which no team may fall, as 90%; none unless said"
      ),
      (
        "policy.overbooking",
        "hard: a promise counts in full, accepted or not; chance: so many that those accepted fit "
          + "but for overcommit; cost: so many that what is missing is worth its price"
      ),
      ("policy.release_share", "share of the year in which a refused promise is back, 0 to 1"),
      (
        "policy.survives",
        "what may fail without any promise being broken: node or domain; spares alone unless said"
      ),
      ("policy.pay_bands", "what a level is paid, base and bonus, by candidates' level"),
      ("policy.pay_bands.*.least", "dollars a year, base and bonus; any if left out"),
      ("policy.pay_bands.*.most", "dollars a year, base and bonus; any if left out"),
      (
        "policy.peer_pay_limit",
        "how far cash may exceed peer_pay, as 130% of it; any amount unless said"
      ),
      ("rules", "rules between offers, by id"),
      ("rules.*.at_most", "so many offers at most among those of `of`; 1 makes them exclusive"),
      ("rules.*.of", "the candidates that at_most counts"),
      ("rules.*.all_or_none", "candidates who all get an offer, or none"),
      ("rules.*.offer", "a candidate whose offer needs others"),
      ("rules.*.only_with", "the candidates who must get an offer, too, for offer to be made"),
      ("pay_terms", "how pay of several years is laid out and compared"),
      ("pay_terms.years", "years that an offer is laid out over, 1 to 10; 4 unless said"),
      (
        "pay_terms.discount_rate",
        "how much less a dollar counts a year later; 8% unless said, assumed; 0-15 %"
      ),
      ("pay_terms.currency", "what money here is in, as USD or EUR: a label, nothing is converted"),
      (
        "policy.move_cost",
        "dollars that moving a team off one node costs, for a note; free unless said"
      ),
      (
        "policy.change_limit",
        "by how much of what it has a team's GPUs may change, as 25%, rounded up to a node"
      ),
      ("assumptions", "numbers about people that nobody has measured here"),
      ("assumptions.offer_effort", "what making one offer costs us, dollars; 15k-60k"),
      ("assumptions.vacancy_months", "how long a seat stays empty, months; 3-6"),
      (
        "assumptions.replacement_years_of_pay", "what replacing a person costs, years of pay; 0.2-2"
      ),
      ("assumptions.autonomy_cost_share", "share of a hire's value given up for freedom; 0-15 %"),
      ("assumptions.equity_cost_share", "what a dollar of equity at face costs us, 0 to 1"),
      ("assumptions.quit_elasticity", "how much more people leave when the job gets worse; 2-3"),
      ("assumptions.equity_discount", "what a dollar of equity is worth to them; 0.4-0.9"),
      ("assumptions.lapse", "share of people who refuse whatever is offered; 0-15 %"),
    ]

  /// The segments, for messages and pages.
  static let segments = "frontier, applied, infra, data, safety or product"

  private static let tables: [(String, String)] = teams + candidates + rivals + packages

  private static let teams: [(String, String)] = [
    ("teams", "the teams by id: teams.csv, or a group of rows here"),
    ("teams.*.segment", "what kind of people: \(segments)"),
    ("teams.*.heads", "people, above 0; parts of a person are allowed"),
    ("teams.*.retention_2y", "share still here after two years at present compute, above 0 to 1"),
    ("teams.*.pay", "pay of one person, dollars a year"),
    ("teams.*.value", "what the team is worth at present compute, dollars a year"),
    ("teams.*.compute_share", "how much of that value moves with compute, 0 to 1"),
    ("teams.*.compute_exponent", "how strongly: that part goes with compute to this power, to 1"),
    ("teams.*.current_gpus", "GPUs it has now, whole nodes; 0 if empty"),
    ("teams.*.floor_gpus", "GPUs it keeps at least, whole nodes; 0 if empty"),
    ("teams.*.ceiling_gpus", "GPUs it can use at most, whole nodes; what there is if empty"),
    ("teams.*.change_limit_gpus", "by how many GPUs it may gain or lose; any number if empty"),
    (
      "teams.*.utility_floor",
      "share of its present output it may not fall below; policy.utility_floor if empty"
    ),
    (
      "teams.*.block_nodes", "nodes of one block: whole blocks only, each within one domain or rack"
    ),
    (
      "teams.*.current_nodes", "which nodes it has now: n[1-4,8], or 0-3,7 where they have no names"
    ),
    ("teams.*.efficiency", "what a GPU of the pool does for this team, 1 = as usual, 0 = nothing"),
  ]

  private static let candidates: [(String, String)] =
    [
      ("candidates", "the people to whom an offer may go, by id: candidates.csv, or rows here"),
      ("candidates.*.segment", "what kind of person: \(segments)"),
      ("candidates.*.stage", "offer (after interviews) or cold (approached without having asked)"),
      ("candidates.*.level", "the level of the role, any text"),
      ("candidates.*.role", "the role, any text"),
      ("candidates.*.start_month", "when they could start, months into the plan; 0 if empty"),
      ("candidates.*.slot", "which of role_slots an offer takes; none if empty"),
      ("candidates.*.hire_value", "worth with reference_gpus in hand, dollars a year"),
      ("candidates.*.compute_share", "how much of that value moves with the GPUs in hand, 0 to 1"),
      (
        "candidates.*.compute_exponent",
        "how strongly: that part goes with them to this power, to 1"
      ),
      ("candidates.*.reference_gpus", "GPUs at which hire_value holds, H100-equivalents"),
      ("candidates.*.cash", "base cash that the menu multiplies, dollars a year"),
      ("candidates.*.equity", "equity at face value, dollars a year; 0 if empty"),
    ]
    + pay(of: "candidates.*") + [
      (
        "candidates.*.equity_discount",
        "what a dollar of our equity is worth to this person, 0 to 1"
      ),
      ("candidates.*.forfeited", "what leaving costs the person, dollars a year; 0 if empty"),
      ("candidates.*.forfeited_total", "the same over all pay_terms.years, instead of forfeited"),
      (
        "candidates.*.peer_pay",
        "cash of peers in the role here, dollars a year, for peer_pay_limit"
      ),
      ("candidates.*.cash_most", "the most cash of a package, dollars a year; any if empty"),
      ("candidates.*.gpus_most", "the most GPUs of a package; any if empty"),
      ("candidates.*.pools", "pools that may carry a guarantee, as h100|a100; the menu's if empty"),
      ("candidates.*.without", "attributes that packages must leave as they are, as data|autonomy"),
      (
        "candidates.*.cutoff_gpus", "cluster below which they will not talk, H100e, if they said so"
      ),
      ("candidates.*.gpu_levels", "GPUs that may be guaranteed, as 0|8|16; 0 if empty"),
    ]

  private static let rivals: [(String, String)] =
    [
      ("rivals", "where each candidate is, and who else is asking: rivals.csv, or rows here"),
      ("rivals.*.kind", "stay (where they are now, one a candidate) or rival (another offer)"),
      ("rivals.*.employer", "one of fulcrum market employers: it fills what is left empty"),
      ("rivals.*.cash", "cash there, dollars a year"),
      ("rivals.*.equity", "equity there at face value, dollars a year; 0 if empty"),
    ]
    + pay(of: "rivals.*") + [
      ("rivals.*.equity_discount", "what a dollar of equity there is worth, 0 to 1; as assumed"),
      ("rivals.*.cluster_gpus", "largest single cluster there, H100-equivalents; 1,000 if empty"),
      ("rivals.*.guaranteed_gpus", "GPUs guaranteed to the person there, H100-equivalents"),
    ] + levels(of: "rivals.*")

  private static let packages: [(String, String)] =
    [
      ("packages.*.cash", "cash, dollars a year"),
      ("packages.*.equity", "equity at face value, dollars a year; the candidate's if empty"),
    ]
    + pay(of: "packages.*", unlessSaid: "the candidate's if empty") + [
      ("packages.*.guaranteed_gpus", "GPUs guaranteed, whole nodes; 0 if empty"),
      ("packages.*.pool", "the pool that carries them; needed where there are several"),
    ] + levels(of: "packages.*")

  private static func pay(
    of row: String, unlessSaid: String = "none if empty"
  ) -> [(String, String)] {
    [
      ("\(row).bonus", "target bonus, dollars a year, or 15% of the cash; \(unlessSaid)"),
      ("\(row).sign_on", "paid once, in the first year, dollars; \(unlessSaid)"),
      ("\(row).raise", "by how much base pay grows every year, as 3%; \(unlessSaid)"),
      (
        "\(row).vesting",
        "per cent of the grant (equity x years) by year, as 40|30|20|10; "
          + (unlessSaid.hasPrefix("none") ? "evenly if empty" : unlessSaid)
      ),
    ]
  }

  /// Columns about pay and restrictions that most tables do without.
  static let rare: Set<String> = [
    "bonus", "sign_on", "raise", "vesting", "equity_discount", "forfeited_total", "peer_pay",
    "cash_most", "gpus_most", "pools", "without", "start_month",
    "block_nodes", "current_nodes",
  ]

  /// What a level of each shipped attribute says; pay, promises and clusters have their own keys.
  static let attributes: [(id: String, meaning: String)] = [
    ("gpu_wait_days", "days until a job of a whole team's size starts, 0 to 365"),
    ("data", "access to data that others lack, 0 none to 1 exclusive"),
    ("autonomy", "how freely people choose what they work on, 0 to 1"),
    ("mission", "how much the purpose speaks to people, -2 to 2, 0 usual"),
    ("publication", "share of the work that may be published, 0 to 1"),
    ("team_quality", "how good the people around are, standard deviations, -2 to 2"),
    ("leadership", "how good those who lead are, standard deviations, -2 to 2"),
    ("product_reach", "how many use what is built, standard deviations, -2 to 2"),
    ("safety_culture", "how much care is taken, standard deviations, -2 to 2"),
    ("stability", "how safe the job is for three years, 0 to 1"),
    ("remote", "share of days that may be worked elsewhere, 0 to 1"),
    ("visa_route", "how safe the right to stay is, 0 to 1; 1 safe or not needed"),
  ]

  private static func levels(of group: String, start: String = "") -> [(String, String)] {
    attributes.map { ("\(group).\($0.id)", start + $0.meaning) }
  }
}
