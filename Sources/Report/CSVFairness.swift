/// How a plan treats the teams, as rows of its table.
struct CSVFairness {
  private let fairness: PlanDocument.Fairness

  init(_ fairness: PlanDocument.Fairness) { self.fairness = fairness }

  var rows: [CSVRow] { losses + indices + standings + curve }

  private var losses: [CSVRow] {
    let losses =
      fairness.belowPresent.map { ($0, "below_present") }
      + fairness.belowProRata.map { ($0, "below_pro_rata") }
    let rows = losses.map {
      CSVRow(section: "fairness", id: $0.0.team).number($0.1, $0.0.loss, "$/yr")
    }
    let zero = fairness.zeroGrants.map {
      CSVRow(section: "fairness", id: $0).text("zero_grant", "yes")
    }
    return (rows + zero).compactMap(\.self)
  }

  private var indices: [CSVRow] {
    let row = CSVRow(section: "fairness", id: "plan")
    return [
      row.number("envy_pairs", fairness.envy.pairs, "pairs"),
      row.number("minimum", fairness.minimum, "share"),
      row.number("tenth_percentile", fairness.tenthPercentile, "share"),
      row.number("jain", fairness.jain, "share"),
      row.number("price_of_fairness", fairness.priceOfFairness?.loss, "$/yr"),
      row.number("knee", fairness.knee, "share"),
    ].compactMap(\.self)
  }

  private var standings: [CSVRow] {
    (fairness.teams ?? []).flatMap { team -> [CSVRow] in
      let row = CSVRow(section: "fairness", id: team.team)
      let pool = team.dominantPool ?? ""
      return [
        row.number("utility", team.utility, "share"),
        row.number("dominant_share", team.dominantShare, "share", text: pool),
      ].compactMap(\.self)
    }
  }

  private var curve: [CSVRow] {
    let floors = (fairness.curve ?? []).map { floor in
      CSVRow(section: "fairness", id: "floor " + CSVRow.digits(floor.share))
        .number("price", floor.price, "$/yr", text: floor.proven ? "" : "not proven")
    }
    let points = [("nash", fairness.nash), ("max_min", fairness.maxMin)].flatMap {
      id, point -> [CSVRow?] in
      let row = CSVRow(section: "fairness", id: id)
      return [
        row.number("price", point?.price, "$/yr"), row.number("minimum", point?.minimum, "share"),
      ]
    }
    return (floors + points).compactMap(\.self)
  }
}
