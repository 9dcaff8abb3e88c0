/// A row whose use in the relaxation's optimum is no whole number of steps, as no plan's is.
///
/// Claimants can stand in for one another, so that no choice of one of them settles how many units
/// all use together: that is divided itself.
struct PartialRow {
  let row: Int
  /// The whole steps below that use and above it, scaled.
  let below: Double
  let above: Double
  /// The share of a step above `below`.
  let share: Double
  /// A step, scaled.
  let step: Double
  /// Where the row is in the working basis.
  let position: Int

  /// The only such row of those that another counts; nil where there is none, or more.
  init?(_ descent: PriceDescent, _ core: SearchCore, _ fitted: SearchCore.Fitted) {
    var found: PartialRow?
    for (position, column) in descent.basis.enumerated() {
      guard case .slack(let row) = column, row < core.table.rows, core.isPart[row],
        fitted.step[row] > 0
      else { continue }
      let steps = descent.basic[position] / fitted.step[row]
      let whole = steps.rounded(.down)
      let share = 1 - (steps - whole)
      if share < 0.01 || share > 0.99 { continue }
      if found != nil { return nil }
      found = PartialRow(
        row: row, below: fitted.room[row] - (whole + 1) * fitted.step[row],
        above: fitted.room[row] - whole * fitted.step[row], share: share,
        step: fitted.step[row], position: position)
    }
    guard let found else { return nil }
    self = found
  }

  private init(
    row: Int, below: Double, above: Double, share: Double, step: Double, position: Int
  ) {
    (self.row, self.below, self.above, self.share) = (row, below, above, share)
    (self.step, self.position) = (step, position)
  }
}
