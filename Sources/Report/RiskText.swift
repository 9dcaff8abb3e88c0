internal import Planning

/// How far answers may differ from their expectation, in a sentence.
struct RiskText {
  let sentence: String

  init(_ risk: PlanRisk, offers: Int, in plan: Plan) {
    if offers == 0 {
      sentence = "no offer is out, so nobody's answer can change the plan"
      return
    }
    let fit =
      risk.overcommit == 0
      ? Self.fits(plan)
      : "promises that do not fit: \(NumberFormat.fixed(risk.overcommit * 100, 2)) %"
    if offers == 1 {
      sentence = "the offer is refused in \(NumberFormat.percent(risk.nobody)) of years; \(fit)"
      return
    }
    let (low, high) = (risk.hires.lowerBound, risk.hires.upperBound)
    sentence =
      "\(low == high ? "\(low)" : "\(low)-\(high)") hires nine times in ten, nobody "
      + "\(NumberFormat.percent(risk.nobody)); \(fit)"
  }
  // More may be promised than there is where only a part is taken to be used.
  private static func fits(_ plan: Plan) -> String {
    let isMore = plan.resources.contains { row in
      row.promise.map { $0.promised > $0.room } ?? false
    }
    return isMore
      ? "accepted promises fit as far as they are taken to be used" : "accepted promises always fit"
  }
}
