internal import Planning

/// How far answers may differ from their expectation, in a sentence.
struct RiskText {
  let sentence: String

  init(_ risk: PlanRisk, offers: Int) {
    if offers == 0 {
      sentence = "no offer is out, so nobody's answer can change the plan"
      return
    }
    let fit =
      risk.overcommit == 0
      ? "accepted promises always fit"
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
}
