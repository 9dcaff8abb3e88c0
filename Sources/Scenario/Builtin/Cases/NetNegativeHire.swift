extension BuiltinScenario {
  /// One candidate whose GPUs are all that a team has.
  static let netNegativeHireFile = #"""
    \#(modeline)
    # A hire who costs more than it brings. C-05 would accept 32 H100 with 60 % and is then worth about
    # $845k a year, all chances counted. But the 32 are all the H100 that interpretability has: without
    # them the team loses about $1.55M a year. The plan makes no offer, and says what it would cost whom.
    # See it with: fulcrum plan --example net-negative-hire
    #
    # Invented people; the rival's cluster has its public size, its pay is invented. Money is in dollars a
    # year. GPUs are physical in clusters, teams and packages, and H100-equivalents under candidates and
    # rivals.

    fulcrum: 1             # version of this format
    name: net-negative-hire
    preset: undecided      # what compute is believed to be worth to people
    seed: 2026             # the same seed gives the same plan, to the last digit
    draws: 4096            # how many different tastes are tried for each person; a power of two
    parameter_draws: 512   # how many guesses at what nobody knows; they make the 90 % ranges

    \#(organisation)

    clusters:
      bay-1: {main: true, accelerator: h100, nodes: 127, spare_nodes: 3}  # 8 GPUs a node
      bay-2: {accelerator: a100, nodes: 6}

    budget: {cash: 1M}     # for new offers, dollars a year
    role_slots: {research: 1}  # offers that may be out at the same time
    prices:
      h100: {rent_per_gpu_hour: 2.35}  # range 1.70-2.95, specialty providers, 2026

    packages:
      listed:              # this one instead of a menu; equity is the candidate's, 150k
        C-05/all-the-nodes: {cash: 630k, guaranteed_gpus: 32, pool: h100}

    policy:
      release_share: 0     # a promise that is refused does not come back within the plan

    teams:                 # value: what the team is worth at present compute
      interpretability:
        {segment: safety, heads: 8, retention_2y: 0.78, pay: 750k, value: 9M, compute_share: 0.45,
          compute_exponent: 0.38, current_gpus.h100: 32, current_gpus.a100: 48, floor_gpus.a100: 48,
          ceiling_gpus.a100: 48}
      everybody-else:      # keeps what it has: floor and ceiling are its present GPUs
        {segment: frontier, heads: 90, retention_2y: 0.7, pay: 800k, value: 150M, compute_share: 0.4,
          compute_exponent: 0.35, current_gpus.h100: 960, floor_gpus.h100: 960, ceiling_gpus.h100: 960,
          ceiling_gpus.a100: 0}

    candidates:            # hire_value: worth with reference_gpus in hand
      C-05:
        {segment: safety, stage: offer, role: interpretability researcher, slot: research,
          hire_value: 2.1M, compute_share: 0.3, compute_exponent: 0.38, reference_gpus: 16, cash: 420k,
          equity: 150k}

    rivals:                # kind stay: where she is now; kind rival: who else is asking
      C-05/isambard-ai:      # a public supercomputer
        {kind: stay, cluster_gpus: 5448, cash: 190k, guaranteed_gpus: 8, gpu_wait_days: 20, autonomy: 0.9,
          mission: 0.4, publication: 1, team_quality: 0, leadership: 0.2, product_reach: -1,
          safety_culture: 1.5, stability: 0.8, remote: 0.3}
      C-05/openai-goodyear:
        {kind: rival, cluster_gpus: 100k, cash: 650k, equity: 300k, guaranteed_gpus: 8, gpu_wait_days: 14,
          autonomy: 0.1, mission: 0, publication: 0.2, team_quality: 1, leadership: 0, product_reach: 1,
          safety_culture: 0, stability: 0.9, remote: 0.1}

    """#
}
