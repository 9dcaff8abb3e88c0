extension HelpTopic {
  /// What may be promised to people who may refuse.
  static let overbookingPage = """
    OVERBOOKING: promising more than there is, because some will refuse

    policy.overbooking says how a promise counts against a pool:

      hard    in full, accepted or not: accepted promises always fit. What a refusal
              frees is credited at release prices, for release_share of the year.
      chance  as many as fit but for overcommit, such as 5% a pool (overcommit_year:
              any pool, any period). --overbook 5% is short for the two.
      cost    as many as pay: what is missing on average costs its rent, or
              recourse_per_gpu_hour.

    Teams' grants, cash and role slots are kept in full in all three. In chance and
    cost nothing is credited for a refusal: the room it leaves is what is promised
    twice. P(over) is exact, the whole distribution of who accepts, not a formula.

      promised / kept   what is promised over what no team has
      reserve           the least nodes that keep P(over) within overcommit
      missing           nodes short on average when more accept than fit: what to
                        rent; recourse: delay or shrink says what is done instead

    Answers go together where a rival or a good year moves many of them:
    acceptance_correlation: 0.1, or states of the market by name:
      market: {rival: {probability: 20%, log_odds: -1, segments: {infra: 0}}}
    draw_down: 85% if accepted GPUs are never all used. All three are assumed.

    Prices of such a plan are those of a linear stand-in near it. A hire's GPU costs
    1 + z (1 - P) w / s of a node's price: what it adds to the mean and the spread.

    As answers come in, plan the rest again; the yes is kept, the no is free:
      fulcrum plan --answered C-07=yes --answered C-05=no,C-09=yes

    See it:
      fulcrum plan --overbook 5%
      fulcrum plan --set policy.overbooking=cost

    """
}
