internal import Planning

/// What a dollar of GPUs does beside a dollar of cash, as two cells.
struct LeverageText {
  /// As a lure alone.
  let lure: String
  /// With what the GPUs produce.
  let inAll: String

  /// What the two are.
  static let legend =
    "lure/$: what $1 of GPUs persuades against $1 of cash; in all: with their output"

  init(_ leverage: Leverage?) {
    func cell(_ figure: Double?) -> String {
      guard let leverage else { return "-" }
      if leverage.isFree { return "free" }
      return figure.map { NumberFormat.fixed($0, 2) } ?? "-"
    }
    lure = cell(leverage?.hiring)
    inAll = cell(leverage?.returns)
  }
}
