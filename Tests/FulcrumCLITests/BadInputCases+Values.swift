import Foundation
import ScenarioFixtures
import Testing

extension BadInputCase {
  private static func yaml(
    _ number: Int, _ name: String, _ old: String, _ new: String, _ message: String
  ) -> BadInputCase {
    BadInputCase(number, name, in: "scenario.yaml", old, new, message)
  }

  /// Values that are no values, in scenario.yaml, in plans and on the command line.
  static let values: [BadInputCase] = [
    yaml(
      16, "a key twice", "budget:", "name: again\nbudget:",
      """
      s/scenario.yaml:16:1: name: the key is given twice, first in line 2; keep one of the \
      two
      """),
    yaml(
      17, "an unknown key", "offer_effort", "offer_efort",
      """
      s/scenario.yaml:25:15: assumptions.offer_efort: unknown key; did you mean \
      offer_effort?
      """),
    yaml(
      18, "a word for a number", "nodes: 8", "nodes: eight",
      """
      s/scenario.yaml:15:38: clusters.clinic.nodes: is not a number (eight); give a whole \
      number of nodes, such as 16
      """),
    yaml(
      18, "a list for a number", "cash: 620k", "cash: [620k]",
      """
      s/scenario.yaml:16:16: budget.cash: is a list where one number is needed; give \
      dollars a year, such as 450k
      """),
    yaml(
      20, "1e400", "cash: 620k", "cash: 1e400",
      """
      s/scenario.yaml:16:16: budget.cash: is too large for a number (1e400); give dollars \
      a year, such as 450k
      """),
    yaml(
      20, "1e-400", "cash: 620k", "cash: 1e-400",
      """
      s/scenario.yaml:16:16: budget.cash: is too small for a number (1e-400); give dollars \
      a year, such as 450k
      """),
    yaml(
      20, "nan", "cash: 620k", "cash: .nan",
      """
      s/scenario.yaml:16:16: budget.cash: is not a number (.nan); give dollars a year, \
      such as 450k
      """),
    yaml(
      21, "2^63", "nodes: 8", "nodes: 9223372036854775808",
      """
      s/scenario.yaml:15:38: clusters.clinic.nodes: is outside 0 to 1000000 \
      (9223372036854775808); give a whole number of nodes, such as 16
      """),
    yaml(
      21, "a count below zero", "nodes: 8", "nodes: -1",
      """
      s/scenario.yaml:15:38: clusters.clinic.nodes: is below 0 (-1); give a whole number \
      of nodes, such as 16
      """),
    yaml(
      22, "part of a node", "nodes: 8", "nodes: 1.5",
      """
      s/scenario.yaml:15:38: clusters.clinic.nodes: is not a whole number (1.5); give a \
      whole number of nodes, such as 16
      """),
    yaml(
      23, "2^53 + 1", "name: hospital", "name: hospital\nseed: 9007199254740993",
      """
      s/scenario.yaml:3:7: seed: is outside 0 to 9007199254740991 (9007199254740993); give \
      a whole number, such as 2026
      """),
    yaml(
      25, "units of nothing", "cash: 620k", "cash: 620 kUSD",
      """
      s/scenario.yaml:16:16: budget.cash: is not a number (620 kUSD); give dollars a year, \
      such as 450k
      """),
    yaml(
      25, "k twice", "nodes: 8", "nodes: 1kk",
      """
      s/scenario.yaml:15:38: clusters.clinic.nodes: is not a number (1kk); give a whole \
      number of nodes, such as 16
      """),
    yaml(
      30, "a year of five digits", "name: hospital", "name: hospital\nas_of: 20226-01-01",
      """
      s/scenario.yaml:3:8: as_of: is not a day from 2000 to 2100 (20226-01-01); write \
      year-month-day, such as 2026-07-01
      """),
    yaml(
      30, "a day that is none", "name: hospital", "name: hospital\nas_of: 2026-02-30",
      """
      s/scenario.yaml:3:8: as_of: is not a day from 2000 to 2100 (2026-02-30); write \
      year-month-day, such as 2026-07-01
      """),
    yaml(
      35, "a long name", "name: hospital", "name: " + String(repeating: "e\u{301}", count: 1000),
      """
      s/scenario.yaml:2:7: name: is longer than 256 characters \
      (éééééééééééééééééééééééééééééééééééééééé…); \
      shorten it
      """),
    yaml(
      40, "a terminal escape in a name", "name: hospital", "name: \"a\\e[2J\"",
      """
      s/scenario.yaml:2:7: holds a control character; delete the escape that makes it
      """),
    yaml(
      40, "a terminal escape in the text", "name: hospital", "name: a\u{1B}]8;;x",
      """
      s/scenario.yaml:2:8: holds a control character (\\u{1b}); delete it, or save the \
      file as plain text
      """),
    yaml(
      71, "more nodes failed than there are", "nodes: 8", "nodes: 8, failed_nodes: 9",
      """
      s/scenario.yaml:15:38: clusters.clinic.nodes: is fewer than the 0 spare and 9 failed \
      ones together (8); count spare and failed nodes in nodes
      """),
    yaml(
      72, "a worth of 1e308", "budget:",
      "attributes: {snacks: {range: [0, 1], worth: 1e308}}\nbudget:",
      """
      s/scenario.yaml:16:45: attributes.snacks.worth: is too large for a number (1e308); \
      give a share of pay, such as 5%
      """),
    BadInputCase(
      17, "--set of an unknown key", "plan s --set budget.csh=1",
      """
      --set budget.csh: budget.csh: unknown key; did you mean cash?
      """),
    BadInputCase(
      17, "--set without a value", "plan s --set budget.cash",
      """
      --set: is not PATH=VALUE (value withheld); write it like clusters.bay-1.nodes=130
      """),
    BadInputCase(
      18, "--set of a word", "plan s --set budget.cash=lots",
      """
      --set budget.cash: budget.cash: is not a number (lots); give dollars a year, such as \
      450k
      """),
    BadInputCase(
      18, "--draws that are no power", "plan s --draws 1000",
      """
      --set draws: draws: is not a power of two (1000); give a power of two from 256 to \
      1048576, such as 4096
      """),
    BadInputCase(
      33, "--set with an escape", "plan s --set teams[\u{1B}[31m].pay=1",
      """
      --set teams[\\u{1b}[31m].pay: there is no such row of teams (\\u{1b}[31m); there are \
      bedside, clinical-text, imaging, operations
      """),
    BadInputCase(
      17, "a preset that is none", "plan s --preset cash",
      """
      --set preset: preset: is not one of undecided, compute-first, cash-first (cash); \
      choose one
      """),
    BadInputCase(
      17, "a cluster that is none", "plan s --cluster imbue-10kk",
      """
      --cluster: is neither a name of the catalogue nor a file (imbue-10kk); did you mean \
      imbue-10k, imbue-70b?
      """),
    BadInputCase(
      2, "a built-in example that is none", "plan builtin:lob", code: 66,
      """
      builtin:lob: there is no such built-in example; did you mean builtin:lab?
      """),
    .text(
      18, "a plan that ends early", "p.json", "{\"schema\": \"fulcrum.plan/1\", ",
      """
      p.json: is not a whole fulcrum.plan/1 document; write it with: fulcrum plan --format \
      json -o FILE, or a solution with: fulcrum solve PROBLEM --format json -o FILE
      """),
    .text(
      17, "a document that is no plan", "p.json", "{\"schema\": \"fulcrum.offer/1\"}",
      """
      p.json: schema: is a document of another kind (fulcrum.offer/1); give a plan, schema \
      fulcrum.plan/1
      """),
    BadInputCase(
      20, "a number beyond all in a plan", "verify p.json",
      """
      p.json: is not a whole fulcrum.plan/1 document; write it with: fulcrum plan --format \
      json -o FILE, or a solution with: fulcrum solve PROBLEM --format json -o FILE
      """
    ) { folder in
      let run = try BadInputRun(["plan", "s", "--format", "json"], in: folder)
      try folder.write(
        run.output.replacing(/"bound" : [0-9.]+/, with: "\"bound\" : 1e400"), to: "p.json")
    },
    BadInputCase(
      2, "a plan whose scenario is gone", "verify p.json", code: 66,
      """
      ../gone.yaml: there is no such file; check the path and its spelling
      """
    ) { folder in
      let run = try BadInputRun(["plan", "s", "--format", "json"], in: folder)
      try folder.write(run.output.replacing("s/scenario.yaml", with: "../gone.yaml"), to: "p.json")
    },
    BadInputCase(
      16, "a key twice in JSON", "plan one.json",
      """
      one.json:2:1: name: the key is given twice, first in line 1; keep one of the two
      """
    ) {
      try $0.write("{\"fulcrum\": 1, \"name\": \"a\",\n\"name\": \"b\"}", to: "one.json")
    },
    BadInputCase(
      50, "a base of itself", "plan s",
      """
      s/././././././././scenario.yaml:1:7: base: is the base of 8 scenarios in a row (.); \
      check that no scenario is its own base
      """
    ) {
      try $0.write("base: .\n", to: "s/scenario.yaml")
    },
  ]
}
