extension BuiltinScenario {
  /// `scenario.yaml` of the hospital.
  static let hospitalFile = #"""
    \#(modeline)
    # An example to learn from and to overwrite: a hospital with eight GPU nodes, four teams, four open
    # offers, little cash, and clinical data that no rival employer has. The organisation, its teams and
    # its candidates are invented. Rival employers carry plausible sizes of their largest clusters; what
    # they pay here is invented too.
    #
    # Money is in dollars a year. 450k, 7.4M and 12% may be written, and 256..512 is a 90 % interval.
    # GPUs are physical except in rivals.csv, reference_gpus and cutoff_gpus, which count
    # H100-equivalents (dense bf16). The tables beside this file are explained at its end.

    fulcrum: 1             # version of this format
    name: hospital
    as_of: 2026-07-01      # the day that prices and clusters speak of
    horizon_months: 6      # how long the plan holds, 1 to 120 months

    # What one believes of the worth of compute to people: undecided, compute-first or cash-first.
    # Nobody has published a figure; the two named beliefs are the ends of a 90 % interval.
    preset: undecided

    seed: 2026             # the same seed gives the same plan, to the last digit
    draws: 4096            # how many different tastes are tried for each person; a power of two
    parameter_draws: 512   # how many guesses at what nobody knows; they make the 90 % ranges

    # What everybody here gets. Scales from 0 to 1 unless said otherwise.
    organisation:
      gpu_wait_days: 1     # days until a job of a whole team's size starts
      mission: 1.2         # how much the purpose speaks to people, -2 to 2: patients do
      team_quality: 0      # in standard deviations above the field
      leadership: 0.3      # in standard deviations above the field
      safety_culture: 0.5  # in standard deviations above the field
      stability: 1         # how safe the job is for three years
      remote: 0.3          # share of days that may be worked elsewhere
      product_reach: 0.3   # in standard deviations; what is built here is used on the wards
      publication: 0.9     # share of the work that may be published
      autonomy: 0.4        # how freely people choose what they work on

    # nodes counts every node of a cluster, spares and failed ones included; there is no spare here. People
    # weigh the largest cluster in service: 64 GPUs.
    clusters:
      clinic: {accelerator: h100, nodes: 8}

    budget:
      cash: 620k           # for new offers, dollars a year

    role_slots:            # offers that may be out at the same time
      research: 2
      engineering: 1

    # What a GPU of the same kind rents for, to hold beside the plan's own price. Owned GPUs cost nothing
    # here: their price is what others would do with them.
    prices:
      h100: {rent_per_gpu_hour: 2.35}  # range 1.70-2.95, specialty providers, 2026
      data_access: 25k     # dollars a year for each package that carries the data: approval, a safe room

    # The menu: every combination of these is a package that may be offered. GPU steps and the base cash
    # of a person stand in candidates.csv. To offer a few packages of your own, list them in packages.csv.
    packages:
      cash_multiples: [0.85, 1, 1.15, 1.3]  # times the base cash of the person
      levels:
        data: [0, 0.9]     # without, or nearly exclusive
        autonomy: [0.4, 0.9]  # as everybody here, or nearly free

    policy:
      overbooking: hard    # promises count in full, accepted or not
      release_share: 0.9   # share of the year in which a refused promise is back in the pool, 0 to 1
      # change_limit: 25%  # by how much of what it has a team's GPUs may change; any amount without it
      # objective: nash    # or max_min, instead of value: how fair is first; fulcrum help fairness
      # utility_floor: 90% # of its present output, below which no team may fall; any without it

    # Each is assumed; the comment gives the range that is still believable.
    assumptions:
      offer_effort: 15k              # what making one offer costs us, 15k-60k
      vacancy_months: 5              # how long a seat stays empty, 3-6
      replacement_years_of_pay: 0.5  # what replacing a person costs, in years of pay, 0.2-2
      quit_elasticity: 2.5           # how much more people leave when the job gets worse, 2-3
      equity_discount: 0.7           # what a dollar of equity is worth to them, 0.4-0.9
      lapse: 5%                      # share who refuse whatever is offered, 0-15 %
      autonomy_cost_share: 6%        # share of a hire's value given up for the higher freedom, 0-15 %

    """#
}
