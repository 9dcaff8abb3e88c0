internal import Documents
internal import Foundation
internal import Scenario

/// How the numbers of one axis are laid out and written.
struct SweepScale {
  let path: String
  let values: [Double]
  let isLogarithmic: Bool
  let isMoney: Bool

  init(_ axis: ScenarioAxis) {
    path = axis.path
    values = axis.values
    isLogarithmic = axis.spacing == .geometric
    isMoney = axis.isMoney
  }

  private var low: Double { values.first ?? 0 }
  private var high: Double { values.last ?? 0 }

  /// Where a number lies, 0 at the first and 1 at the last.
  func position(of value: Double) -> Double {
    guard high > low else { return 0.5 }
    return isLogarithmic
      ? log(value / low) / log(high / low) : (value - low) / (high - low)
  }

  /// The index of the point that is nearest to a place, 0...1.
  func nearest(to position: Double) -> Int {
    var best = 0
    for index in values.indices
    where abs(self.position(of: values[index]) - position)
      < abs(self.position(of: values[best]) - position)
    {
      best = index
    }
    return best
  }

  /// Round numbers with both ends, as far as they are at least `gap` of the axis apart.
  func ticks(gap: Double) -> [Double] {
    var ticks = [low, high]
    if high <= low { return [low] }
    for value in rounds.sorted() where value > low && value < high {
      let place = position(of: value)
      if ticks.allSatisfy({ abs(position(of: $0) - place) >= gap }) { ticks.append(value) }
    }
    return ticks.sorted()
  }

  private var rounds: [Double] {
    if isLogarithmic {
      let decades = Int(floor(log10(low)))...Int(ceil(log10(high)))
      // Powers of ten first, so that they are there if anything is.
      return [1.0, 2, 5].flatMap { digit in decades.map { digit * pow(10, Double($0)) } }
    }
    let raw = (high - low) / 6
    let unit = pow(10, floor(log10(raw)))
    let step = [1, 2, 5, 10].map { $0 * unit }.first { $0 >= raw } ?? raw
    let first = (low / step).rounded(.up)
    return (0...12).map { (first + Double($0)) * step }
  }

  /// What the numbers count, where that has a short name.
  var noun: String {
    if path == ScenarioAxis.clusterPath || path.hasSuffix("_gpus") { return "GPUs" }
    if path.hasSuffix(".nodes") { return "nodes" }
    return ""
  }

  /// `10,000 GPUs`, `$6,000,000`; a number in full.
  func full(_ value: Double) -> String {
    noun.isEmpty ? bare(value) : bare(value) + " " + noun
  }

  /// `10,000`, `$6,000,000`: without what it counts.
  func bare(_ value: Double) -> String { (isMoney ? "$" : "") + Self.exact(value) }

  /// `65.5k`, `$1.5M`: for the ticks of an axis.
  func label(_ value: Double) -> String { (isMoney ? "$" : "") + Self.short(value) }

  /// `10,000`; six figures where it is not whole.
  static func exact(_ value: Double) -> String {
    value == value.rounded() ? NumberFormat.count(value) : figures(value, 6)
  }

  /// `256`, `1k`, `65k`, `1.5M`, `0.05`: for the ticks of an axis.
  static func short(_ value: Double) -> String {
    let size = abs(value)
    for (unit, suffix) in [(1e9, "B"), (1e6, "M"), (1e3, "k")] where size >= unit * 0.9995 {
      return figures(value / unit, 3) + suffix
    }
    return figures(value, 3)
  }

  /// So many figures, whole ones all, without zeros at the end.
  static func figures(_ value: Double, _ count: Int) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    let places = max(0, count - 1 - Int(floor(log10(abs(value)) + 1e-12)))
    var text = Substring(String(format: "%.\(min(places, 12))f", value))
    if text.contains(".") {
      while text.hasSuffix("0") { text = text.dropLast() }
      if text.hasSuffix(".") { text = text.dropLast() }
    }
    return String(text)
  }
}
