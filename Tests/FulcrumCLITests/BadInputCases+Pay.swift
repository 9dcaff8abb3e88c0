extension BadInputCase {
  /// Pay, bands and restrictions as files and the command line state them wrongly.
  static let pay: [BadInputCase] = [
    BadInputCase(
      18, "a currency in words", in: "scenario.yaml", "budget:",
      "pay_terms: {currency: euros}\nbudget:",
      """
      s/scenario.yaml:16:23: pay_terms.currency: is not three capital letters (euros); \
      write the code of the currency, such as USD or EUR
      """),
    BadInputCase(
      22, "part of a year of pay", "plan s --set pay_terms.years=1.5",
      """
      --set pay_terms.years: pay_terms.years: is not a whole number (1.5); give a whole \
      number of years, such as 4
      """),
    BadInputCase(
      17, "a band that there is not", "plan s --set policy.pay_bands.L5.most=1M",
      """
      --set policy.pay_bands.L5.most: there is no such id in pay_bands (L5); did you mean \
      L4?
      """
    ) { folder in
      let text = try folder.text(of: "s/scenario.yaml")
      try folder.write(
        text + "policy: {pay_bands: {L4: {most: 2M}}}\n", to: "s/scenario.yaml")
    },
    BadInputCase(
      25, "vesting that does not add up", "plan s --set candidates[C-01].vesting=50|40",
      """
      --set candidates[C-01].vesting: candidates[C-01].vesting: adds up to 90, not to 100; \
      give per cent of the grant by year, such as 40|30|20|10
      """),
    BadInputCase(
      25, "pay that must not be shown", "plan s --set candidates[C-01].bonus=-7331",
      """
      --set candidates[C-01].bonus: candidates[C-01].bonus: is below 0 (value withheld); \
      give dollars a year, or a share of base pay, such as 15%
      """),
  ]
}
