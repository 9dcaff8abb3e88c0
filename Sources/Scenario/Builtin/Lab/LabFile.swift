extension BuiltinScenario {
  /// `scenario.yaml` of the lab.
  static let labFile = #"""
    \#(modeline)
    # An example to learn from and to overwrite: a laboratory of about 110 researchers and engineers, two
    # clusters, twelve open offers. The organisation, its teams and its candidates are invented. Rival
    # employers carry the public sizes of their largest clusters; what they pay here is invented too.
    #
    # Money is in dollars a year. 450k, 7.4M and 12% may be written, and 256..512 is a 90 % interval.
    # GPUs are physical except in rivals.csv, reference_gpus and cutoff_gpus, which count
    # H100-equivalents (dense bf16; an A100 is 312/989 of an H100). The tables beside this file are
    # explained at its end.

    fulcrum: 1             # version of this format
    name: lab
    as_of: 2026-07-01      # the day that prices and clusters speak of
    horizon_months: 6      # how long the plan holds, 1 to 120 months

    # What one believes of the worth of compute to people: undecided, compute-first or cash-first.
    # Nobody has published a figure; the two named beliefs are the ends of a 90 % interval.
    preset: undecided

    seed: 2026             # the same seed gives the same plan, to the last digit
    draws: 4096            # how many different tastes are tried for each person; a power of two
    parameter_draws: 512   # how many guesses at what nobody knows; they make the 90 % ranges

    \#(organisation)

    # nodes counts every node of a cluster, spares and failed ones included. Spare nodes are not given
    # out; failed ones do not count as in service. People weigh the largest cluster in service.
    clusters:
      bay-1: {main: true, accelerator: h100, nodes: 127, gpus_per_node: 8, spare_nodes: 3, failed_nodes: 0}
      bay-2: {accelerator: a100, nodes: 64, gpus_per_node: 8, spare_nodes: 2}

    budget:
      cash: 7.4M           # for new offers, dollars a year

    role_slots:            # offers that may be out at the same time
      research: 4
      engineering: 2
      applied: 2

    # What a GPU of the same kind rents for, to hold beside the plan's own price. Owned GPUs cost nothing
    # here: their price is what others would do with them.
    prices:
      h100: {rent_per_gpu_hour: 2.35}  # range 1.70-2.95, specialty providers, 2026
      a100: {rent_per_gpu_hour: 1.30}  # range 1.10-1.50, specialty providers, 2026
      data_access: 100k    # dollars a year for each package that carries the data

    # The menu: every combination of these is a package that may be offered. GPU steps and the base cash
    # of a person stand in candidates.csv. To offer a few packages of your own, list them in packages.csv.
    packages:
      cash_multiples: [0.8, 0.9, 1, 1.15, 1.3, 1.5]  # times the base cash of the person
      pools: [h100, a100]  # what a guarantee may be taken from
      levels:
        data: [0, 0.9]     # without, or nearly exclusive
        autonomy: [0.4, 0.9]  # as everybody here, or nearly free

    policy:
      overbooking: hard    # promises count in full, accepted or not
      release_share: 0.9   # share of the year in which a refused promise is back in the pool, 0 to 1
      # change_limit: 25%  # by how much of what it has a team's GPUs may change; any amount without it
      # objective: nash    # or max_min, instead of value: how fair is first; fulcrum help fairness
      # utility_floor: 90% # of its present output, below which no team may fall; any without it
      # pay_bands: {L5: {least: 300k, most: 700k}}  # base and bonus by candidates' level
      # peer_pay_limit: 130%  # cash at most so much of peer_pay in candidates.csv

    # pay_terms: {years: 4, discount_rate: 8%, currency: USD}  # for bonus, sign_on, raise, vesting below

    # Each is assumed; the comment gives the range that is still believable.
    assumptions:
      offer_effort: 60k              # what making one offer costs us, 15k-60k
      vacancy_months: 5              # how long a seat stays empty, 3-6
      replacement_years_of_pay: 0.5  # what replacing a person costs, in years of pay, 0.2-2
      quit_elasticity: 2.5           # how much more people leave when the job gets worse, 2-3
      equity_discount: 0.7           # what a dollar of equity is worth to them, 0.4-0.9
      lapse: 5%                      # share who refuse whatever is offered, 0-15 %
      autonomy_cost_share: 6%        # share of a hire's value given up for the higher freedom, 0-15 %

    """#
}
