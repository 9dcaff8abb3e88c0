/// The page of `fulcrum solve`: how a table is written, and what comes out.
enum SolvePage {
  /// At most 45 lines of 80 columns.
  static let text = """
    SOLVE: the solver alone, on options that you valued yourself

    A table with a line per option, as a spreadsheet saves it (CSV):

      claimant,option,value,h100,cash
      capacity,,,124,1.2M
      vision,none,0,,
      vision,small,3.5,8,
      C-01,no-offer,0,,
      C-01,offer,2.25,4,620k

    claimant, option and value are needed; every other column is a resource, in
    whole units, empty for none, below 0 for what an option adds. Each claimant gets
    exactly one of its options: who may go without needs one that uses nothing. The
    line whose claimant is capacity, or --capacity h100=124, says what there is.
    Values are numbers of any unit with up to two decimals, summed exactly.

    The same as JSON, with rules between claimants:

      {"schema": "fulcrum.problem/1",
       "resources": [{"id": "h100", "capacity": 124}],
       "claimants": [{"id": "C-01", "options": [{"id": "no-offer", "value": 0},
         {"id": "offer", "value": 2.25, "use": {"h100": 4}}]}],
       "rules": [{"id": "two", "at_most": 2, "of": ["C-01", "C-02", "C-03/offer"]},
                 {"id": "one", "exclusive": ["C-01", "C-04"]},
                 {"id": "pair", "all_or_none": ["C-05", "C-06"]},
                 {"id": "lead", "take": "C-07", "only_with": ["C-05"]}]}

    A rule speaks of claimants that take something, or of one option (C-03/offer).
    Resources and the rows of rules are at most 64 together.

    It prints the best choice with a bound that nothing exceeds, and for every
    resource the price that proves it. --format json has every claimant's option,
    and fulcrum verify rechecks it in one pass over the table, in whole numbers.

    See it:
      fulcrum solve --generate 1000,16,4,1
      fulcrum solve --generate 60,8,2,3 --blocks --format csv -o grants.csv
      fulcrum solve --generate 300,16,8,1 --gap 1e-3

    """
}
