extension BuiltinScenario {
  /// One candidate, a package with data and one with a node of GPUs.
  static let dataBeatsGPUsFile = #"""
    \#(modeline)
    # Data beats GPUs. C-09 works on science with data that few have. For the same cash, access to ours and
    # no GPUs wins with 32 %, a node of eight GPUs and no data with 29 %: the plan offers the data, and the
    # node stays with the team. See it with: fulcrum plan --example data-beats-gpus
    #
    # Invented people; the rival's cluster has its public size, its pay is invented. Money is in dollars a
    # year. GPUs are physical in clusters, teams and packages, and H100-equivalents under candidates and
    # rivals.

    fulcrum: 1             # version of this format
    name: data-beats-gpus
    preset: undecided      # what compute is believed to be worth to people
    seed: 2026             # the same seed gives the same plan, to the last digit
    draws: 4096            # how many different tastes are tried for each person; a power of two
    parameter_draws: 512   # how many guesses at what nobody knows; they make the 90 % ranges

    \#(organisation)

    clusters:
      bay-1: {accelerator: h100, nodes: 127, spare_nodes: 3}  # 8 GPUs a node

    budget: {cash: 600k}   # for new offers, dollars a year
    role_slots: {applied: 1}  # offers that may be out at the same time
    prices:
      h100: {rent_per_gpu_hour: 2.35}  # range 1.70-2.95, specialty providers, 2026
      data_access: 100k    # dollars a year for each package that carries the data

    packages:
      listed:              # these two instead of a menu; equity is the candidate's, 140k
        C-09/data: {cash: 400k, data: 0.9}
        C-09/gpus: {cash: 400k, guaranteed_gpus: 8}

    policy:
      release_share: 0     # a promise that is refused does not come back within the plan

    teams:                 # value: what the team is worth at present compute
      everybody:
        {segment: frontier, heads: 100, retention_2y: 0.7, pay: 800k, value: 200M, compute_share: 0.4,
          compute_exponent: 0.35, current_gpus: 992}

    candidates:            # hire_value: worth with reference_gpus in hand
      C-09:
        {segment: applied, stage: offer, role: scientific-ML researcher, slot: applied, hire_value: 1.9M,
          compute_share: 0.25, compute_exponent: 0.35, reference_gpus: 8, cash: 400k, equity: 140k}

    rivals:                # kind stay: where she is now; kind rival: who else is asking
      C-09/gefion:         # a national supercomputer with data of its own
        {kind: stay, cluster_gpus: 1528, cash: 260k, guaranteed_gpus: 8, gpu_wait_days: 7, data: 0.7,
          autonomy: 0.3, mission: 0.2, publication: 0.5, team_quality: 0.3, leadership: 0.3,
          product_reach: 0, stability: 0.9, remote: 0.3}
      C-09/imbue-10k:
        {kind: rival, cluster_gpus: 10k, cash: 480k, equity: 150k, guaranteed_gpus: 16, gpu_wait_days: 7,
          autonomy: 0.3, mission: 0.2, publication: 0.5, team_quality: 0.3, leadership: 0.3,
          product_reach: 0, stability: 0.6, remote: 0.3}

    """#
}
