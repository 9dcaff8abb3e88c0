extension BadInput {
  private static let tenths = "0|.1|.2|.3|.4|.5|.6|.7|.8|.9"

  /// More of what people write by mistake.
  static let inTables: [BadInput] = [
    BadInput(
      "unknown column", in: "teams.csv", "floor_gpus", "flor_gpus",
      """
      s/teams.csv:1:85: teams.flor_gpus: unknown column; did you mean floor_gpus?
      """),
    BadInput(
      "missing column", in: "teams.csv", "heads", "people",
      """
      s/teams.csv:1: teams.heads: the column is missing; give a number of people above 0, such \
      as 12
      s/teams.csv:1:12: teams.people: unknown column; delete it; not yet given: \
      block_nodes, change_limit_gpus, current_nodes, efficiency, \
      heads, utility_floor
      """),
    BadInput(
      "pool column of no pool", in: "teams.csv", "floor_gpus", "floor_gpus.a100",
      """
      s/teams.csv:1:85: teams.floor_gpus.a100: unknown column; delete it; not yet given: \
      block_nodes, change_limit_gpus, current_nodes, efficiency, floor_gpus, \
      utility_floor
      """),
    BadInput(
      "empty cell", in: "teams.csv", "models,frontier,10,", "models,frontier,,",
      """
      s/teams.csv:2:17: teams[models].heads: is missing; give a number of people above 0, such \
      as 12
      """),
    BadInput(
      "duplicate id", in: "teams.csv", "serving", "models",
      """
      s/teams.csv:3:1: teams: the id is given twice, first in line 2 (models); give each its \
      own id, or delete one
      """),
    BadInput(
      "look-alike id", in: "teams.csv", "serving", "Models",
      """
      s/teams.csv:3:1: teams: the id looks like models in line 2 (Models); let ids differ by \
      more than capital letters
      """),
    BadInput(
      "no id at all", in: "teams.csv", "id,segment", "team,segment",
      """
      s/teams.csv:1: teams.id: the column is missing; give every row its id
      """),
    BadInput(
      "hidden character in an id", in: "teams.csv", "serving", "ser\u{200B}ving",
      """
      s/teams.csv:3:1: teams: the id has a character that an id must not have \
      (ser\\u{200b}ving); use up to 64 letters, digits, dots, underscores or hyphens (a-z, \
      A-Z)
      """),
    BadInput(
      "unknown segment", in: "teams.csv", "serving,infra", "serving,infar",
      """
      s/teams.csv:3:9: teams[serving].segment: is not one of applied, data, frontier, infra, \
      product, safety (infar); did you mean infra?
      """),
    BadInput(
      "probability above one", in: "teams.csv", "0.78", "1.2",
      """
      s/teams.csv:3:17: teams[serving].retention_2y: is outside 0 to 1 (1.2); give a share \
      above 0, at most 1, such as 0.67
      """),
    BadInput(
      "retention of zero", in: "teams.csv", "0.78", "0",
      """
      s/teams.csv:3:17: teams[serving].retention_2y: is not above 0 (0); give a share above 0, \
      at most 1, such as 0.67
      """),
    BadInput(
      "nan", in: "teams.csv", "0.78", "nan",
      """
      s/teams.csv:3:17: teams[serving].retention_2y: is not a number (nan); give a share above \
      0, at most 1, such as 0.67
      """),
    BadInput(
      "negative GPUs", in: "teams.csv", ",24,16,32", ",-24,16,32",
      """
      s/teams.csv:3:45: teams[serving].current_gpus: is below 0 (-24); give a whole number of \
      GPUs, such as 16
      """),
    BadInput(
      "fractional GPUs", in: "teams.csv", ",24,16,32", ",24.5,16,32",
      """
      s/teams.csv:3:45: teams[serving].current_gpus: is not a whole number (24.5); give a \
      whole number of GPUs, such as 16
      """),
    BadInput(
      "not whole nodes", in: "teams.csv", ",24,16,32", ",24,12,32",
      """
      s/teams.csv:3:48: teams[serving].floor_gpus: is not a whole number of h100 nodes of 8 \
      GPUs (12); give 8 or 16
      """),
    BadInput(
      "floor above ceiling", in: "teams.csv", ",24,16,32", ",24,40,32",
      """
      s/teams.csv:3:48: teams[serving].floor_gpus: is above ceiling_gpus, which is 32 (40); \
      lower the floor or raise the ceiling
      """),
    BadInput(
      "a name that the model uses", in: "scenario.yaml", "horizon_months: 6",
      "horizon_months: 6\nattributes: {pay: {unit: x, range: [0, 1], worth: 5%}}",
      """
      s/scenario.yaml:4:14: attributes.pay: is a name that the model itself uses; choose another id
      """),
    BadInput(
      "value of a team without compute", in: "teams.csv", ",24,16,32", ",0,16,32",
      """
      s/teams.csv:3:37: teams[serving].compute_share: is above 0, but the team has no compute \
      now, and its value is what it is worth now (0.6); give its current_gpus in a pool that \
      serves it, or a compute_share of 0
      """),
    BadInput(
      "pay is withheld", in: "teams.csv", ",600000,", ",lots,",
      """
      s/teams.csv:3:22: teams[serving].pay: is not a number (value withheld); give dollars a \
      year above 0, such as 450k
      """),
    BadInput(
      "protected column", in: "candidates.csv", "slot", "nationality",
      """
      s/candidates.csv:1:18: candidates.nationality: is protected by equal-treatment law and \
      is never an input: no offer and no grant may depend on it; delete it; audit outcomes by \
      group in a file of its own
      """),
    BadInput(
      "names of persons", in: "candidates.csv", "slot", "name",
      """
      s/candidates.csv:1:18: candidates.name: persons are ids here, never names; delete it, \
      and keep names outside the scenario
      """),
    BadInput(
      "unknown slot", in: "candidates.csv", "offer,research", "offer,reserach",
      """
      s/candidates.csv:2:20: candidates[P-1].slot: is not one of research (reserach); did you \
      mean research?
      """),
    BadInput(
      "unknown stage", in: "candidates.csv", ",offer,", ",final,",
      """
      s/candidates.csv:2:14: candidates[P-1].stage: is not one of cold, offer (final); choose \
      one
      """),
    BadInput(
      "steps that are not whole nodes", in: "candidates.csv", "0|8|16", "0|8|12",
      """
      s/candidates.csv:2:66: candidates[P-1].gpu_levels: is not a whole number of h100 nodes \
      of 8 GPUs (12); give 8 or 16
      """),
    BadInput(
      "cash is withheld", in: "candidates.csv", "700000", "-700000",
      """
      s/candidates.csv:2:49: candidates[P-1].cash: is not above 0 (value withheld); give \
      dollars a year above 0, such as 450k
      """),
    BadInput(
      "forfeits more than any offer", in: "candidates.csv", "100000,0,", "100000,900000,",
      """
      s/candidates.csv:2:63: candidates[P-1].forfeited: the pay of 1x_16-h100_autonomy-0.4 \
      does not make up for what is forfeited (value withheld); state the forfeited dollars per \
      year of the term, or raise the pay
      """),
    BadInput(
      "no stay row", in: "rivals.csv", "here,stay", "here,rival",
      """
      s/candidates.csv:2:1: candidates[P-1]: has no row of kind stay in s/rivals.csv; give \
      exactly one row for the present employer, with kind stay
      """),
    BadInput(
      "two stay rows", in: "rivals.csv", "there,rival", "there,stay",
      """
      s/candidates.csv:2:1: candidates[P-1]: has 2 rows of kind stay, in lines 2 and 3; give \
      exactly one row for the present employer, with kind stay
      """),
    BadInput(
      "unknown candidate", in: "rivals.csv", "P-1,there", "P-2,there",
      """
      s/rivals.csv:3:5: rivals[P-2/there]: there is no such candidate (P-2); did you mean P-1?
      """),
    BadInput(
      "level of a rival out of range", in: "rivals.csv", "200000,8,0.1", "200000,8,7",
      """
      s/rivals.csv:3:40: rivals[P-1/there].autonomy: is outside 0 to 1 (7); give autonomy from \
      0 to 1, such as 0.5
      """),
    BadInput(
      "package of an unknown pool",
      adding: "candidate,id,cash,guaranteed_gpus,pool\nP-1,a,800000,8,h200\n", as: "packages.csv",
      """
      s/packages.csv:2:16: packages[P-1/a].pool: is not one of h100 (h200); did you mean h100?
      """),
    BadInput(
      "package of part of a node",
      adding: "candidate,id,cash,guaranteed_gpus,pool\nP-1,a,800000,4,h100\n", as: "packages.csv",
      """
      s/packages.csv:2:14: packages[P-1/a].guaranteed_gpus: is not a whole number of h100 \
      nodes of 8 GPUs (4); give 0 or 8
      """),
    BadInput(
      "package for nobody",
      adding: "candidate,id,cash,guaranteed_gpus,pool\nP-11,a,800000,8,h100\n", as: "packages.csv",
      """
      s/packages.csv:2:6: packages[P-11/a]: there is no such candidate (P-11); did you mean \
      P-1?
      """),
    BadInput(
      "table twice", in: "scenario.yaml", "name: small",
      "name: small\ntables: {teams: teams.csv}\nteams: {}",
      """
      s/scenario.yaml:3:17: tables.teams: the table is given here and as teams in line 4; keep \
      one of the two
      """),
    BadInput(
      "empty menu", in: "scenario.yaml", "cash_multiples: [1, 1.5]", "cash_multiples: []",
      """
      s/scenario.yaml:12:19: packages.cash_multiples: is an empty list; give a multiple of the \
      base cash, such as 1.15
      """),
    BadInput(
      "protected level in a rival", in: "rivals.csv", "guaranteed_gpus,autonomy",
      "guaranteed_gpus,religion",
      """
      s/rivals.csv:1:60: rivals.religion: is protected by equal-treatment law and is never an \
      input: no offer and no grant may depend on it; delete it; audit outcomes by group in a \
      file of its own
      """),
    BadInput(
      "a menu that explodes", in: "scenario.yaml", "{autonomy: [0.4, 0.9]}",
      "{mission: \(tenths), team_quality: \(tenths),\n    remote: \(tenths), leadership: \(tenths)}",
      """
      s/candidates.csv:2:1: candidates[P-1]: the menu has more than 20000 packages for this \
      person; offer fewer steps, or list packages in packages.csv
      """),
    BadInput(
      "a menu beyond all bounds", in: "scenario.yaml", "{autonomy: [0.4, 0.9]}",
      "{data: \(tenths), autonomy: \(tenths), stability: \(tenths),\n    remote: \(tenths), "
        + "leadership: \(tenths), visa_route: \(tenths)}",
      """
      s/candidates.csv:2:1: candidates[P-1]: the menu has more than 1000000 packages for this \
      person; offer fewer steps, or list packages in packages.csv
      """),
    BadInput(
      "slot without slots", in: "scenario.yaml", "role_slots: {research: 1}", "role_slots:",
      """
      s/candidates.csv:2:20: candidates[P-1].slot: names a slot, but role_slots has none; \
      write role_slots: {research: 4}, or leave slot empty
      """),
    BadInput(
      "a colon too many", in: "scenario.yaml", "name: small", "name: small: lab",
      """
      s/scenario.yaml:2:12: a colon where no key can be; indent keys of one group alike, and \
      put text that contains ": " in quotes
      """),
    BadInput(
      "a bracket that stays open", in: "scenario.yaml", "name: small", "name: [small, ",
      """
      s/scenario.yaml:4:13: a list in brackets is not closed; put commas between its values \
      and ] at its end
      """),
    BadInput(
      "row that is no group", in: "scenario.yaml", "name: small", "name: small\nteams: {models: 3}",
      """
      s/scenario.yaml:3:17: teams[models]: is a single value where a group of keys is needed; \
      write keys with values below it, indented alike
      """),
  ]
}
