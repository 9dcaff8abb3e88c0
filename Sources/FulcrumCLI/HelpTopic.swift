import Fulcrum

/// A page that explains one idea, by `fulcrum help TOPIC`.
enum HelpTopic: String, CaseIterable {
  /// What a scenario consists of, and how its values are written and named.
  case scenario
  /// What people weigh, and what each of it is worth.
  case attributes
  /// Why no cash opens some doors.
  case cutoffs
  /// What a dollar of GPUs does, beside a dollar of cash.
  case leverage
  /// How evenly a plan treats the teams, and what that costs.
  case fairness
  /// What may be promised to people who may refuse.
  case overbooking
  /// What people ask of a plan.
  case questions
  /// Who else is asking, and what it is like there.
  case employers
  /// What kinds of people there are, and what they weigh.
  case segments
  /// The solver alone, on a table that somebody else valued.
  case solve
  /// What people weigh, from what they chose.
  case estimation

  /// The page that the words after the program's name ask for; nil if they ask for a command.
  static func page(for arguments: [String]) -> String? {
    if arguments.isEmpty { return overview }
    guard arguments.count == 2, arguments[0] == "help" else { return nil }
    return HelpTopic(rawValue: arguments[1])?.text
  }

  /// One line for each topic, for help.
  static var list: String {
    allCases.map { topic in
      "  \(topic.rawValue)\(String(repeating: " ", count: 13 - topic.rawValue.count))\(topic.summary)"
    }.joined(separator: "\n")
  }

  private var summary: String {
    switch self {
    case .scenario: "what to write down, in which file, and how"
    case .attributes: "what people weigh, what it is worth, and who says so"
    case .cutoffs: "why no cash opens some doors"
    case .leverage: "what a dollar of GPUs does, beside a dollar of cash"
    case .fairness: "how evenly a plan treats the teams, and what that costs"
    case .overbooking: "promising more than there is, because some will refuse"
    case .questions: "what people ask of a plan, each answered in one screen"
    case .employers: "who else is asking, and what it is like there"
    case .segments: "kinds of people, and what compute is worth to them"
    case .solve: "the solver alone: tables of options, rules, what it prints"
    case .estimation: "what people weigh, from what they chose: model files, priors"
    }
  }

  /// The page: at most 45 lines of 80 columns.
  var text: String {
    switch self {
    case .scenario: Self.scenarioPage
    case .attributes: AttributePage(AttributeRegistry.shipped).text
    case .cutoffs: Self.cutoffsPage
    case .leverage: Self.leveragePage
    case .fairness: FairnessPage.text
    case .overbooking: Self.overbookingPage
    case .questions: QuestionsPage.text
    case .employers: Self.employersPage
    case .segments: Self.segmentsPage
    case .solve: SolvePage.text
    case .estimation: EstimationPage.text
    }
  }

  private static let overview = """
    fulcrum plans who gets how many GPUs, and what may be promised to the people you
    want to hire, with a proof that no other plan is worth more. Three commands to
    begin with:

      fulcrum plan                      the built-in example: an invented laboratory
      fulcrum init my-lab               its files, explained, to make your own
      fulcrum plan --example hospital   another; \(BuiltinScenario.allCases.count) are built in

    fulcrum --help lists all commands and the pages that explain the ideas.

    """

  private static let scenarioPage = """
    SCENARIO: what to write down, in which file, and how

    A folder with scenario.yaml and three tables that a spreadsheet writes, or one
    file that holds all. fulcrum init DIR writes a complete one with every key and
    column explained; fulcrum check DIR finds every problem with its place.

      scenario.yaml    clusters, budget, prices, the menu of packages, assumptions
      teams.csv        one row a team: people, pay, worth, GPUs now, least and most
      candidates.csv   one row a hire: worth, base cash, cut-off, GPU steps
      rivals.csv       where each is now (stay), and who else is asking (rival)
      packages.csv     if you like: the packages one by one, instead of the menu

    Numbers  8, 0.5, 1_000, 450k, 7.4M, 12%, $2.35. Money is in dollars a year.
             256..512 is a 90 % interval; the plan uses its median.
    Pay      bonus, sign_on, raise and vesting are columns; several years count as
             the level amount a year of the same present value (pay_terms).
    GPUs     physical in clusters, teams and packages; H100-equivalents where
             others' are meant: rivals, reference_gpus, cutoff_gpus.
    Ids      people, teams, clusters: letters, digits, dots, hyphens. Never names;
             protected attributes such as age or sex are refused.

    Every value has a path, for --set and in messages:
      clusters.bay-1.nodes            a key of scenario.yaml
      teams[serving].floor_gpus.h100  a cell: the row by its id, then the column
      rivals[C-02/xai-colossus].cash  rivals and packages: candidate/id

    base: ../other at the top inherits another scenario: keys merge, rows merge by
    id, ~ removes. Write only what differs. Editors that know YAML explain each key
    by scenario.schema.json, which init writes (fulcrum schema prints it).

    See it:
      fulcrum init my-first
      fulcrum check my-first --set clusters.bay-1.nodes=130
      fulcrum plan my-first --set 'teams[serving].floor_gpus.h100=128'

    """

  private static let cutoffsPage = """
    CUT-OFFS: why no cash opens some doors

    Some people look at the size of the cluster first and at nothing else if it is
    too small. Pay has no part in that: it is a screen, not a price.

    What counts is the largest single cluster in service, in H100-equivalents: spare
    nodes count, failed ones do not, and two clusters never add up, because nobody
    trains across both. Three failed nodes can close a door.

      stated     cutoff_gpus in candidates.csv: below it P is exactly 0, whatever is
                 offered; at it or above, the screen is open.
      not stated a share of people has none; the rest have a lognormal one around
                 their segment's median, such as 10,000 for frontier researchers.
                 All of that is assumed, and the plan's 90 % ranges hold it.

    In words:  P = (1 - lapse) x sum over the sizes at which the choice changes
                   of  Pr(cut-off lies there)
                   x   P(our package is best among those that are large enough)

    Rivals below a person's cut-off are screened too, so a strict person has fewer
    alternatives; staying where one is never is. The lapse is the share who refuse
    whatever is offered.

    See it: the first has no package that works, the second a larger cluster.
      fulcrum plan --example no-cash-opens-it
      fulcrum plan --example no-cash-opens-it --set clusters.bay-1.nodes=1250

    """

  private static let leveragePage = """
    LEVERAGE: what a dollar of GPUs does, beside a dollar of cash

    The plan prints two numbers for each offer with GPUs.

      lure/$   persuasion alone. What one more guaranteed GPU is worth to this
               person in cash, divided by what it costs here:
                 (gain in P by a GPU / gain in P by a dollar of cash)
                 / (price of a GPU of the pool, net of how scarce cash is)
               Above 1, GPUs persuade more cheaply than cash.
      in all   the same plus what the GPU produces in the hire's hands, over the
               same price. Above 1, promise the next GPU rather than the money:
               this is what decides.

    The price of a GPU is not its rent. Owned GPUs cost nothing; what they cost is
    what the teams would have done with them, and the plan prints that price for
    each pool. A promise that is refused comes back for release_share of the year.

    With the usual assumptions GPUs are rarely the cheaper lure; they are a lure
    that also works. "free" stands where a pool has GPUs to spare.

    See it: the first wins with less pay than the rival; the second is refused,
    because a team would lose more than the hire brings.
      fulcrum plan --example lower-cash-wins
      fulcrum plan --example net-negative-hire

    """
}
