extension BadInput {
  private static let nested =
    "name: " + String(repeating: "[", count: 70) + String(repeating: "]", count: 70)

  /// What people write by mistake, each with the whole answer.
  static let all = inScenario + inTables + inPay + inMarket

  private static let inScenario: [BadInput] = [
    BadInput(
      "no teams file", without: "teams.csv",
      """
      s/teams.csv: there is no such file; check the path and its spelling
      """),
    BadInput(
      "empty file", in: "teams.csv", "", "",
      """
      s/teams.csv: the file is empty; write into it; a table needs at least its line of column names
      """),
    BadInput(
      "unknown key", in: "scenario.yaml", "horizon_months: 6", "horizon_month: 6",
      """
      s/scenario.yaml:3:1: horizon_month: unknown key; did you mean horizon_months?
      """),
    BadInput(
      "unknown key in a group", in: "scenario.yaml", "spare_nodes: 1", "spares: 1",
      """
      s/scenario.yaml:6:39: clusters.bay.spares: unknown key; delete it; not yet given: \
      cluster, deliveries, failed_nodes, gpus_per_node, machine, main, node_kw, nodes_per_rack, pool, spare_nodes
      """),
    BadInput(
      "a list where a number belongs", in: "scenario.yaml", "cash: 2M", "cash: [2M]",
      """
      s/scenario.yaml:7:16: budget.cash: is a list where one number is needed; give dollars a \
      year, such as 450k
      """),
    BadInput(
      "a number where a group belongs", in: "scenario.yaml", "{cash: 2M}", "2M",
      """
      s/scenario.yaml:7:9: budget: is a single value where a group of keys is needed; write \
      keys with values below it, indented alike
      """),
    BadInput(
      "no number at all", in: "scenario.yaml", "nodes: 10", "nodes: ten",
      """
      s/scenario.yaml:6:35: clusters.bay.nodes: is not a number (ten); give a whole number of \
      nodes, such as 16
      """),
    BadInput(
      "no budget", in: "scenario.yaml", "budget: {cash: 2M}\n", "",
      """
      s/scenario.yaml:1:1: budget: is missing; write budget: {cash: 7.4M}
      """),
    BadInput(
      "another format", in: "scenario.yaml", "fulcrum: 1", "fulcrum: 2",
      """
      s/scenario.yaml:1:10: fulcrum: is a format that this program does not know (2); use a \
      newer program, or write fulcrum: 1
      """),
    BadInput(
      "horizon out of range", in: "scenario.yaml", "horizon_months: 6", "horizon_months: 600",
      """
      s/scenario.yaml:3:17: horizon_months: is outside 1 to 120 (600); give a whole number of \
      months, such as 6
      """),
    BadInput(
      "year out of range", in: "scenario.yaml", "name: small", "name: small\nas_of: 20226-01-01",
      """
      s/scenario.yaml:3:8: as_of: is not a day from 2000 to 2100 (20226-01-01); write \
      year-month-day, such as 2026-07-01
      """),
    BadInput(
      "a day that does not exist", in: "scenario.yaml", "name: small",
      "name: small\nas_of: 2026-02-30",
      """
      s/scenario.yaml:3:8: as_of: is not a day from 2000 to 2100 (2026-02-30); write \
      year-month-day, such as 2026-07-01
      """),
    BadInput(
      "draws not a power of two", in: "scenario.yaml", "name: small", "name: small\ndraws: 1000",
      """
      s/scenario.yaml:3:8: draws: is not a power of two (1000); give a power of two from 256 \
      to 1048576, such as 4096
      """),
    BadInput(
      "unknown preset", in: "scenario.yaml", "name: small", "name: small\npreset: compute_first",
      """
      s/scenario.yaml:3:9: preset: is not one of undecided, compute-first, cash-first \
      (compute_first); did you mean compute-first?
      """),
    BadInput(
      "unknown accelerator", in: "scenario.yaml", "accelerator: h100", "accelerator: h1000",
      """
      s/scenario.yaml:6:22: clusters.bay.accelerator: is not one of a10, a100, a100-pcie, a40, \
      a800, b200, b300, gaudi2, gaudi3, gb200, gb300, gh200, gh200-144, h100, h100-nvl, \
      h100-pcie, h20, h200, h800, l4, l40, l40s, mi100, mi210, mi250x, mi250x-gcd, mi300a, \
      mi300x, mi325x, mi350x, mi355x, p100, pvc, t4, tpu-v4, tpu-v5e, tpu-v5p, tpu-v6e, \
      trainium1, trainium2, v100 (h1000); did you mean h100?
      """),
    BadInput(
      "interval on a count", in: "scenario.yaml", "nodes: 10", "nodes: 8..12",
      """
      s/scenario.yaml:6:35: clusters.bay.nodes: is an interval where one number is needed \
      (8..12); give a whole number of nodes, such as 16
      """),
    BadInput(
      "more spares than nodes", in: "scenario.yaml", "spare_nodes: 1", "spare_nodes: 11",
      """
      s/scenario.yaml:6:35: clusters.bay.nodes: is fewer than the 11 spare and 0 failed ones \
      together (10); count spare and failed nodes in nodes
      """),
    BadInput(
      "no main cluster", in: "scenario.yaml", "  bay: {",
      "  bay-2: {accelerator: a100, nodes: 4}\n  bay: {",
      """
      s/scenario.yaml:6:3: clusters: no cluster is the main one; write main: true at one of \
      bay, bay-2
      s/teams.csv:1:72: teams.current_gpus: names no pool; name the column current_gpus.a100 \
      or current_gpus.h100
      s/teams.csv:1:85: teams.floor_gpus: names no pool; name the column floor_gpus.a100 or \
      floor_gpus.h100
      s/teams.csv:1:96: teams.ceiling_gpus: names no pool; name the column ceiling_gpus.a100 \
      or ceiling_gpus.h100
      """),
    BadInput(
      "two pools of one name", in: "scenario.yaml", "  bay: {",
      "  bay-2: {accelerator: h100, nodes: 4, main: true}\n  bay: {",
      """
      s/scenario.yaml:6:10: clusters.bay-2: forms a pool of the same name as bay (h100); name \
      the pools apart, such as pool: h100-bay-2
      """),
    BadInput(
      "look-alike clusters", in: "scenario.yaml", "  bay: {",
      "  Bay: {accelerator: a100, nodes: 4, main: true}\n  bay: {",
      """
      s/scenario.yaml:7:3: clusters: the id looks like Bay in line 6 (bay); let ids differ by \
      more than capital letters
      """),
    BadInput(
      "cluster size by hand", in: "scenario.yaml", "{autonomy: 0.4}",
      "{autonomy: 0.4, cluster_gpus: 4096}",
      """
      s/scenario.yaml:4:31: organisation.cluster_gpus: follows from the clusters and is never \
      given by hand; delete it; set nodes of a cluster
      """),
    BadInput(
      "level outside its range", in: "scenario.yaml", "{autonomy: 0.4}", "{autonomy: 1.4}",
      """
      s/scenario.yaml:4:26: organisation.autonomy: is outside 0 to 1 (1.4); give autonomy from \
      0 to 1, such as 0.5
      """),
    BadInput(
      "unknown attribute", in: "scenario.yaml", "{autonomy: 0.4}", "{autonmy: 0.4}",
      """
      s/scenario.yaml:4:16: organisation.autonmy: unknown key; did you mean autonomy?
      """),
    BadInput(
      "protected attribute of one's own", in: "scenario.yaml", "name: small",
      "name: small\nattributes:\n  gender_balance: {range: [0, 1], worth: 2%}",
      """
      s/scenario.yaml:4:3: attributes.gender_balance: is protected by equal-treatment law and \
      is never an input: no offer and no grant may depend on it; delete it; audit outcomes by \
      group in a file of its own
      """),
    BadInput(
      "shipped attribute redefined", in: "scenario.yaml", "name: small",
      "name: small\nattributes:\n  mission: {range: [0, 1], worth: 2%}",
      """
      s/scenario.yaml:4:3: attributes.mission: is an attribute that ships with the program; \
      choose another id
      """),
    BadInput(
      "attribute without a range", in: "scenario.yaml", "name: small",
      "name: small\nattributes:\n  sunlight: {worth: 2%}",
      """
      s/scenario.yaml:4:13: attributes.sunlight.range: is missing; give two ends, such as [0, \
      1]
      """),
    BadInput(
      "unknown pool in prices", in: "scenario.yaml", "  h100: {rent", "  h200: {rent",
      """
      s/scenario.yaml:10:3: prices.h200: unknown key; did you mean h100?
      """),
    BadInput(
      "unknown pool in the menu", in: "scenario.yaml", "  cash_multiples",
      "  pools: [h100, a100]\n  cash_multiples",
      """
      s/scenario.yaml:12:10: packages.pools: holds what is not one of h100 (a100); did you \
      mean h100?
      """),
    BadInput(
      "alias", in: "scenario.yaml", "{cash: 2M}", "&b {cash: 2M}",
      """
      s/scenario.yaml:7:9: YAML anchors (&) and aliases (*) are not accepted; write the value \
      out where it is used; put text that begins with & or * in quotes
      """),
    BadInput(
      "tag", in: "scenario.yaml", "cash: 2M", "cash: !!float 2M",
      """
      s/scenario.yaml:7:16: YAML tags are not accepted (tag:yaml.org,2002:float); delete the \
      tag and write the plain value
      """),
    BadInput(
      "two documents", in: "scenario.yaml", "budget:", "---\nbudget:",
      """
      s/scenario.yaml:7:1: a second document begins here; keep one document in a file: delete \
      the line --- and what follows
      """),
    BadInput(
      "too deep", in: "scenario.yaml", "name: small", nested,
      """
      s/scenario.yaml:2:70: is nested deeper than 64 levels; flatten it
      """),
    BadInput(
      "key given twice", in: "scenario.yaml", "name: small", "name: small\nname: large",
      """
      s/scenario.yaml:3:1: name: the key is given twice, first in line 2; keep one of the two
      """),
    BadInput(
      "1e400", in: "scenario.yaml", "cash: 2M", "cash: 1e400",
      """
      s/scenario.yaml:7:16: budget.cash: is too large for a number (1e400); give dollars a \
      year, such as 450k
      """),
    BadInput(
      "overbooking", in: "scenario.yaml", "name: small", "name: small\npolicy: {overbooking: hrad}",
      """
      s/scenario.yaml:3:23: policy.overbooking: is not one of hard, chance, cost (hrad); did you mean hard?
      """),
    BadInput(
      "share above one", in: "scenario.yaml", "name: small",
      "name: small\nassumptions: {lapse: 1.2}",
      """
      s/scenario.yaml:3:22: assumptions.lapse: is outside 0 to 1 (1.2); give a share from 0 to \
      1, such as 0.67
      """),
    BadInput(
      "short row", in: "teams.csv", ",24,16,32", ",24,16",
      """
      s/teams.csv:3: the row has 10 cells, fewer than the 11 columns; add commas for the empty \
      cells
      """),
    BadInput(
      "long row", in: "teams.csv", ",24,16,32", ",24,16,32,4",
      """
      s/teams.csv:3: the row has 12 cells, more than the 11 columns; put a cell that contains \
      a comma in double quotes, or delete what is too much
      """),
    BadInput(
      "open quote", in: "teams.csv", "serving", "\"serving",
      """
      s/teams.csv:3:1: the quote that opens here is never closed; close it with a quote
      """),
    BadInput(
      "wrong separator", in: "rivals.csv",
      "candidate,id,kind,cluster_gpus,cash,equity,guaranteed_gpus,autonomy",
      "candidate;id;kind;cluster_gpus;cash;equity;guaranteed_gpus;autonomy",
      """
      s/rivals.csv:1:1: the columns are separated by semicolons \
      (candidate;id;kind;cluster_gpus;cash;equity;guaranteed_gpus;autonomy); save the table \
      with commas between the columns (CSV, comma separated)
      """),
    BadInput(
      "duplicate column", in: "teams.csv", "floor_gpus,ceiling_gpus", "floor_gpus,floor_gpus",
      """
      s/teams.csv:1:96: floor_gpus: the column is given twice, first at column 85 of the line; \
      keep one of the two
      """),
  ]
}
