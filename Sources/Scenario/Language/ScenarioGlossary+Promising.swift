extension ScenarioGlossary {
  /// What may be risked with promises, and what became of offers.
  static let promising: [(String, String)] = [
    (
      "policy.overcommit", "chance that accepted promises exceed a pool, for chance; 5% unless said"
    ),
    ("policy.overcommit_year", "the same of any pool in any period together; no limit unless said"),
    (
      "policy.draw_down",
      "share of accepted GPUs that is ever used, in whole nodes; 1 unless said, assumed; 0.5-1"
    ),
    (
      "policy.acceptance_correlation",
      "how much answers go together, 0 to 0.95; 0 unless said, assumed; 0-0.3"
    ),
    ("policy.market", "states of the market that move answers together, by id"),
    ("policy.market.*.probability", "how likely the state is; what is left of 100% is otherwise"),
    (
      "policy.market.*.log_odds", "by how much the log-odds of accepting differ then; 0 unless said"
    ),
    ("policy.market.*.odds_factor", "the same as a factor of the odds, instead of log_odds"),
    ("policy.market.*.segments", "log-odds of the segments that it moves otherwise, by segment"),
    ("policy.market.*.segments.*", "by how much the log-odds of this segment differ then"),
    (
      "policy.recourse",
      "what is done about missing GPUs: rent, delay (a later start) or shrink (best-effort work)"
    ),
    (
      "policy.recourse_per_gpu_hour",
      "what a missing GPU costs, dollars an hour; the pool's rent unless said"
    ),
    ("answers", "what became of offers, by candidate, as answers come in"),
    ("answers.*", "yes:PACKAGE, the package accepted, or no; fulcrum plan --answered writes it"),
  ]
}
