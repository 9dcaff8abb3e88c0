extension HelpTopic {
  /// What kinds of people there are.
  static let segmentsPage = """
    SEGMENTS: kinds of people, and what compute is worth to them

    Six ship: frontier, applied, infra, data, safety and product. Each says what its
    people weigh, in shares of pay, and how many have a cut-off on the cluster. All
    of it is assumed; fulcrum market segments prints it under the three beliefs that
    preset: in scenario.yaml and --preset choose among.

    Change and add in scenario.yaml, in the words of that table:
      segments:
        frontier: {guaranteed_gpus: 12%, never_offer: 80%}
        biology: {like: applied, data: 25%, cutoff_median: 500}

      guaranteed_gpus  what doubling a guarantee from h to 2h is worth, in pay
      half_saturation  that h, in H100-equivalents: half of all a guarantee can give
      cluster_gpus     what a cluster of 16,000 GPUs instead of 1,000 is worth
      gpu_wait_days    what 30 days until a job starts cost
      publication      a factor on what publishing is worth, 1 for frontier
      data, autonomy, mission, team_quality, leadership, product_reach,
      safety_culture, stability, remote, visa_route, and attributes of your own:
                       what one step of the level is worth
      never_cold, never_offer, cutoff_median
                       who has no cut-off, and the median of those who have one

    What is left out stays as it ships, or as the segment that like names. Spreads
    between people and what nobody knows stay those of the attribute. Candidates and
    teams may then name your own segments. A segment is work that people do, never
    who they are: protected attributes are refused as names too.

    A belief multiplies the medians of the guarantee and of the cluster, and nothing
    else: cash-first and compute-first are the ends of what is still believable.

    See it:
      fulcrum market segments
      fulcrum market segments my-lab --set segments.frontier.guaranteed_gpus=20%
      fulcrum plan my-lab --set segments.frontier.never_offer=60% --no-explain

    """
}
