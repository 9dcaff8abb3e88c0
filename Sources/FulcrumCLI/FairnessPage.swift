/// The page of what fairness means here.
enum FairnessPage {
  /// At most 45 lines of 80 columns.
  static let text = """
    FAIRNESS: how evenly a plan treats the teams, and what that costs

    A team's output is told as a share of its output at present compute: 90 % of
    now. Every plan says who loses against now and against shares by head, who
    gets nothing, and in the document who envies whom, the lowest output, the 10 %
    quantile, Jain's index and each team's largest share of a pool.

    policy.objective says what a plan makes as large as it can:
      value     what teams and offers are worth, in dollars; some may get nothing
      nash      the product of outputs, each to the power of the team's heads: a
                percent off a team costs more the less it has, and nobody gains by
                splitting a team. Offers count in dollars beside it, and a percent
                off everybody costs what it costs in dollars
      max_min   the output of the team that is worst off, with no regard to offers;
                then the worth of teams and offers above that floor
    policy.utility_floor keeps every team above a share of now, and
    teams[ID].utility_floor one team; the plan is then worth most above the floors.

    Each such plan is proven as every plan is, and says what it is worth less than
    the most valuable one. --fairness prints that price for every floor up to the
    highest that all teams can keep, with the knee beyond which it gets dear, and
    for Nash welfare; --draw-fairness draws it. A floor is often cheap where an
    objective is not:
      fulcrum plan --fairness
      fulcrum plan --set policy.utility_floor=95%
      fulcrum plan --set policy.objective=max_min
    A floor that does not fit is answered with the highest that does:
      fulcrum plan --set policy.utility_floor=120% || test $? = 2

    """
}
