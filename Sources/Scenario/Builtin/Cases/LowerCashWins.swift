extension BuiltinScenario {
  /// One candidate, a package with GPUs and a richer one without.
  static let lowerCashWinsFile = #"""
    \#(modeline)
    # The lower cash wins. C-05 has an offer worth $860k a year: 650k in cash and 300k of equity, which
    # counts 0.7 to her. Ours with 32 GPUs is worth $735k (630k in cash, 150k of equity), and she accepts
    # it with 60 %. Cash alone, worth $885k and more than the rival's, wins her with 53 %: the plan offers
    # the GPUs. See it with: fulcrum plan --example lower-cash-wins
    #
    # Invented people; the rival's cluster has its public size, its pay is invented. Money is in dollars a
    # year. GPUs are physical in clusters, teams and packages, and H100-equivalents under candidates and
    # rivals.

    fulcrum: 1             # version of this format
    name: lower-cash-wins
    preset: undecided      # what compute is believed to be worth to people
    seed: 2026             # the same seed gives the same plan, to the last digit
    draws: 4096            # how many different tastes are tried for each person; a power of two
    parameter_draws: 512   # how many guesses at what nobody knows; they make the 90 % ranges

    \#(organisation)

    clusters:
      bay-1: {accelerator: h100, nodes: 127, spare_nodes: 3}  # 8 GPUs a node

    budget: {cash: 1M}     # for new offers, dollars a year
    role_slots: {research: 1}  # offers that may be out at the same time
    prices:
      h100: {rent_per_gpu_hour: 2.35}  # range 1.70-2.95, specialty providers, 2026

    packages:
      listed:              # these two instead of a menu; equity is the candidate's, 150k
        C-05/with-gpus: {cash: 630k, guaranteed_gpus: 32}
        C-05/cash-only: {cash: 780k}

    teams:                 # value: what the team is worth at present compute
      everybody:
        {segment: frontier, heads: 100, retention_2y: 0.7, pay: 800k, value: 100M, compute_share: 0.4,
          compute_exponent: 0.35, current_gpus: 992}

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
