extension BadInput {
  private static func candidate(
    _ name: String, _ columns: String, _ cells: String, _ message: String
  ) -> BadInput {
    BadInput(
      name, in: "candidates.csv", "gpu_levels\nP-1,frontier,offer,research,3000000,0.35,0.4,16,",
      "gpu_levels,\(columns)\nP-1,frontier,offer,research,3000000,0.35,0.4,16,", message
    ).replacing("0|8|16\n", with: "0|8|16,\(cells)\n", in: "candidates.csv")
  }

  private static func yaml(_ name: String, _ text: String, _ message: String) -> BadInput {
    BadInput(name, in: "scenario.yaml", "name: small", "name: small\n\(text)", message)
  }

  /// Pay, menus and restrictions as people write them by mistake.
  static let inPay: [BadInput] = [
    yaml(
      "eleven years of pay", "pay_terms: {years: 11}",
      """
      s/scenario.yaml:3:20: pay_terms.years: is outside 1 to 10 (11); give a whole number of \
      years, such as 4
      """),
    yaml(
      "part of a year", "pay_terms: {years: 2.5}",
      """
      s/scenario.yaml:3:20: pay_terms.years: is not a whole number (2.5); give a whole number of \
      years, such as 4
      """),
    yaml(
      "a discount rate in per cent without the sign", "pay_terms: {discount_rate: 8}",
      """
      s/scenario.yaml:3:28: pay_terms.discount_rate: is outside 0 to 1 (8); give a share a year, \
      such as 8%
      """),
    yaml(
      "a sign for a currency", "pay_terms: {currency: €}",
      """
      s/scenario.yaml:3:23: pay_terms.currency: is not three capital letters (€); write the code \
      of the currency, such as USD or EUR
      """),
    yaml(
      "a band upside down", "policy: {pay_bands: {L5: {least: 700k, most: 300k}}}",
      """
      s/scenario.yaml:3:46: policy.pay_bands.L5.most: is below the least; raise the most or lower \
      the least
      """),
    yaml(
      "a band of no level", "policy: {pay_bands: {\"L 5\": {most: 300k}}}",
      """
      s/scenario.yaml:3:22: policy.pay_bands: the level has a character that an id must not have \
      (L 5); use up to 64 letters, digits, dots, underscores or hyphens (a-z, A-Z)
      """),
    yaml(
      "a band that is a number", "policy: {pay_bands: {L5: {most: lots}}}",
      """
      s/scenario.yaml:3:33: policy.pay_bands.L5.most: is not a number (value withheld); give \
      dollars a year, such as 450k
      """),
    yaml(
      "a limit of nothing", "policy: {peer_pay_limit: 0}",
      """
      s/scenario.yaml:3:26: policy.peer_pay_limit: is not above 0 (0); give a multiple of peers' \
      pay, such as 130%
      """),
    candidate(
      "vesting of less than all", "vesting", "25|25|25",
      """
      s/candidates.csv:2:73: candidates[P-1].vesting: adds up to 75, not to 100; give per cent of \
      the grant by year, such as 40|30|20|10
      """),
    candidate(
      "vesting beyond the term", "vesting", "20|20|20|20|20",
      """
      s/candidates.csv:2:73: candidates[P-1].vesting: has 5 years, and pay_terms.years is 4; give \
      one share a year, or set pay_terms.years to 5
      """),
    candidate(
      "vesting below nothing", "vesting", "150|-50",
      """
      s/candidates.csv:2:73: candidates[P-1].vesting: is outside 0 to 100 (150); give shares of \
      the grant by year, such as 40|30|20|10
      s/candidates.csv:2:73: candidates[P-1].vesting: is below 0 (-50); give shares of the grant \
      by year, such as 40|30|20|10
      """),
    candidate(
      "a bonus of many times the pay", "bonus", "1500%",
      """
      s/candidates.csv:2:73: candidates[P-1].bonus: is more than ten times the base pay (value \
      withheld); give a share of base pay, such as 15%, or dollars a year
      """),
    candidate(
      "a bonus in words", "bonus", "usual",
      """
      s/candidates.csv:2:73: candidates[P-1].bonus: is not a number (value withheld); give dollars \
      a year, or a share of base pay, such as 15%
      """),
    candidate(
      "a raise of more than all", "raise", "150%",
      """
      s/candidates.csv:2:73: candidates[P-1].raise: is outside -0.5 to 1 (value withheld); give a \
      share a year, such as 3%
      """),
    candidate(
      "a sign-on below nothing", "sign_on", "-1",
      """
      s/candidates.csv:2:73: candidates[P-1].sign_on: is below 0 (value withheld); give dollars, \
      once, such as 200k
      """),
    candidate(
      "equity worth more than its face", "equity_discount", "1.2",
      """
      s/candidates.csv:2:73: candidates[P-1].equity_discount: is outside 0 to 1 (1.2); give a \
      share from 0 to 1, such as 0.67
      """),
    candidate(
      "forfeited twice", "forfeited_total", "400k",
      """
      s/candidates.csv:2:73: candidates[P-1].forfeited_total: is given beside forfeited, which \
      says the same by the year; keep one of the two
      """),
    candidate(
      "a pool that is none", "pools", "h10",
      """
      s/candidates.csv:2:73: candidates[P-1].pools: holds what is not one of h100 (h10); did you \
      mean h100?
      """),
    candidate(
      "half a GPU", "gpus_most", "0.5",
      """
      s/candidates.csv:2:73: candidates[P-1].gpus_most: is not a whole number (0.5); give a whole \
      number of GPUs, such as 32
      """),
    candidate(
      "without what there is not", "without", "date",
      """
      s/candidates.csv:2:73: candidates[P-1].without: holds what is not one of gpu_wait_days, data, \
      autonomy, mission, publication, team_quality, leadership, product_reach, safety_culture, \
      stability, remote, visa_route (date); did you mean data?
      """),
    candidate(
      "what is forfeited eats an offer up", "forfeited_total,equity_discount", "8M,0",
      """
      s/candidates.csv:2:72: candidates[P-1].forfeited_total: the pay of there does not make up for what \
      is forfeited (value withheld); state the forfeited dollars per year of the term, or raise \
      the pay
      """
    ).replacing("100000,0,,", with: "100000,,,", in: "candidates.csv"),
    BadInput(
      "steps of equity in words", in: "scenario.yaml", "cash_multiples",
      "equity_multiples: [one]\n  sign_on: []\n  cash_multiples",
      """
      s/scenario.yaml:12:22: packages.equity_multiples: is not a number (one); give a multiple of \
      the equity, such as 1.5
      s/scenario.yaml:13:12: packages.sign_on: is an empty list; give dollars, once, such as 200k
      """),
    BadInput(
      "a rival's vesting", in: "rivals.csv", "autonomy\nP-1,here,stay,1000,500000,0,4,0.1",
      "autonomy,vesting\nP-1,here,stay,1000,500000,0,4,0.1,50%",
      """
      s/rivals.csv:2:35: rivals[P-1/here].vesting: adds up to 0.5, not to 100; give per cent of \
      the grant by year, such as 40|30|20|10
      """
    ).replacing("200000,8,0.1", with: "200000,8,0.1,", in: "rivals.csv"),
  ]
}
