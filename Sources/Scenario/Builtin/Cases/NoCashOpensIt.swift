extension BuiltinScenario {
  /// One candidate with a cut-off, packages up to a hundred million.
  static let noCashOpensItFile = #"""
    \#(modeline)
    # No cash opens it. C-03 has said that a cluster below 10,000 GPUs is no place to work; ours has 1,016.
    # Packages from 1.8 to 100 million dollars a year, with 128 GPUs or without: she accepts each with
    # exactly 0. What opens it is a cluster: add --set clusters.bay-1.nodes=1250.
    # See it with: fulcrum plan --example no-cash-opens-it
    #
    # Invented people; the rival's cluster has its public size, its pay is invented. Money is in dollars a
    # year. GPUs are physical in clusters, teams and packages, and H100-equivalents under candidates and
    # rivals.

    fulcrum: 1             # version of this format
    name: no-cash-opens-it
    preset: undecided      # what compute is believed to be worth to people
    seed: 2026             # the same seed gives the same plan, to the last digit
    draws: 4096            # how many different tastes are tried for each person; a power of two
    parameter_draws: 512   # how many guesses at what nobody knows; they make the 90 % ranges

    \#(organisation)

    clusters:
      bay-1: {accelerator: h100, nodes: 127, spare_nodes: 3}  # 8 GPUs a node

    budget: {cash: 200M}   # for new offers, dollars a year: cash is not what is short
    role_slots: {research: 1}  # offers that may be out at the same time

    packages:
      listed:              # these instead of a menu; equity is the candidate's, 800k
        C-03/base: {cash: 1.8M}
        C-03/double: {cash: 3.6M, guaranteed_gpus: 128}
        C-03/ten-million: {cash: 10M}
        C-03/hundred-million: {cash: 100M}
        C-03/everything: {cash: 100M, guaranteed_gpus: 128, data: 0.9, autonomy: 0.9}

    teams:                 # value: what the team is worth at present compute
      everybody:
        {segment: frontier, heads: 100, retention_2y: 0.7, pay: 800k, value: 150M, compute_share: 0.4,
          compute_exponent: 0.35, current_gpus: 992}

    candidates:            # hire_value: worth with reference_gpus in hand; cutoff_gpus: what she said
      C-03:
        {segment: frontier, stage: offer, role: pre-training researcher, slot: research, hire_value: 7.5M,
          compute_share: 0.4, compute_exponent: 0.4, reference_gpus: 32, cash: 1.8M, equity: 800k,
          cutoff_gpus: 10k}

    rivals:                # kind stay: where she is now; kind rival: who else is asking
      C-03/meta-100k:
        {kind: stay, cluster_gpus: 100k, cash: 1.2M, equity: 800k, guaranteed_gpus: 24, gpu_wait_days: 14,
          autonomy: 0.1, mission: 0, publication: 0.5, team_quality: 1, leadership: 0, product_reach: 1,
          stability: 0.9, remote: 0.1}
      C-03/xai-colossus:
        {kind: rival, cluster_gpus: 200k, cash: 2M, equity: 1M, guaranteed_gpus: 64, gpu_wait_days: 14,
          autonomy: 0.1, mission: 0, publication: 0.2, team_quality: 1, leadership: -0.5,
          product_reach: 1, stability: 0.7, remote: 0.1}

    """#
}
