extension BuiltinScenario {
  /// What everybody gets at the invented lab, which the small cases share.
  static let organisation = #"""
    # What everybody here gets. Scales from 0 to 1 unless said otherwise.
    organisation:
      gpu_wait_days: 2     # days until a job of a whole team's size starts
      mission: 0.5         # how much the purpose speaks to people, -2 to 2
      team_quality: 0.4    # in standard deviations above the field
      leadership: 0.5      # in standard deviations above the field
      safety_culture: 0.5  # in standard deviations above the field
      stability: 0.55      # how safe the job is for three years
      remote: 0.4          # share of days that may be worked elsewhere
      product_reach: -0.3  # in standard deviations; few outside use what is built here
      publication: 0.8     # share of the work that may be published
      autonomy: 0.4        # how freely people choose what they work on
    """#
}
