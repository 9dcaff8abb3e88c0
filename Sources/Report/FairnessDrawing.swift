internal import Foundation
public import Planning
internal import Scenario

/// The price of fairness as a line chart: what every floor costs, Nash welfare and the knee on it; SVG.
public struct FairnessDrawing {
  private let plan: Plan
  private let curve: FairnessCurve
  private let frame = ChartFrame(plot: Box(x: 90, y: 70, width: 640, height: 380))
  private let low: Double
  private let high: Double
  private let top: Double

  /// Nil where the curve was not asked for, or where no plan is proven.
  public init?(_ plan: Plan) {
    guard let curve = plan.fairness?.curve else { return nil }
    self.plan = plan
    self.curve = curve
    let shares = curve.floors.map(\.share) + [curve.nash?.minimum].compactMap(\.self)
    let prices = curve.floors.compactMap(\.price) + [curve.nash?.price].compactMap(\.self)
    // Whole steps of five percent around what is drawn.
    low = ((shares.min() ?? 0) * 20 - 1e-6).rounded(.down) / 20
    high = max(low + 0.05, ((shares.max() ?? 1) * 20 + 1e-6).rounded(.up) / 20)
    top = Self.ceiling(above: prices.max() ?? 0)
  }

  /// The file's text.
  public var svg: String {
    let title = "What fairness costs"
    let page = DrawingPage(
      width: 960, height: 520, title: title,
      description: "What plans are worth less a year that leave no team below a share of its "
        + "present output. " + sentences.joined(separator: " "))
    var lines = page.head
    let note = "\(plan.scenario.name.onOneLine) · against the most valuable plan"
    lines.append("<text class=\"sub\" x=\"20\" y=\"52\">\(note.escapedForXML)</text>")
    lines += frame.linesAcross(
      (0...4).map { (Double($0) / 4, FairnessText.cost(top * Double($0) / 4)) })
    let steps = Int(((high - low) * 20).rounded())
    let stride = max(1, steps / 8)
    lines += frame.ticksBelow(
      (0...steps).filter { $0 % stride == 0 }.map {
        (Double($0) / Double(steps), FairnessText.share(low + Double($0) / 20))
      })
    lines += frame.titles(below: "no team's output below, of now", beside: "dollars a year")
    lines += line + marks + [frame.border]
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  // A round number of dollars.
  private static func ceiling(above price: Double) -> Double {
    guard price > 1 else { return 1 }
    let unit = pow(10, floor(log10(price)))
    return [1, 2, 4, 6, 8, 10].map { $0 * unit }.first { $0 >= price } ?? price
  }

  private func x(_ share: Double) -> Double { frame.x((share - low) / (high - low)) }

  private func y(_ price: Double) -> Double { frame.y(price / top) }

  private var line: [String] {
    let corners = curve.floors.compactMap { floor in
      floor.price.map { ChartFrame.place(x(floor.share)) + " " + ChartFrame.place(y($0)) }
    }
    let path = "M" + corners.joined(separator: "L")
    let colour = ChartFrame.colours[0]
    return [
      "<g fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\"><title>floors</title>",
      "<path d=\"\(path)\"/></g>",
    ]
      + curve.floors.compactMap { floor in
        floor.price.map { dot(floor.share, $0, colour, radius: 3) }
      }
  }

  // What is named on the curve, with the name on its right.
  private var marks: [String] {
    let named = names
    let wanted = named.map { y($0.price) }
    let bottom = Double(frame.plot.y + frame.plot.height)
    let places = ChartFrame.spread(wanted, height: 16, in: Double(frame.plot.y + 6)...bottom)
    return zip(named, zip(wanted, places)).flatMap { mark, heights in
      [
        dot(mark.share, mark.price, mark.colour, radius: 5),
        ChartFrame.line(x(mark.share) + 6, heights.0, frame.x(1) + 14, heights.1, "#bbb"),
        ChartFrame.text(
          DrawingText.fitting(mark.name, in: 200, size: 12), frame.x(1) + 18, heights.1 + 4,
          colour: mark.colour),
      ]
    }
  }

  private var names: [(name: String, share: Double, price: Double, colour: String)] {
    var names: [(name: String, share: Double, price: Double, colour: String)] = []
    func add(_ name: String, _ share: Double, _ price: Double, _ colour: Int) {
      names.append(
        ("\(name): \(FairnessText.cost(price))", share, price, ChartFrame.colours[colour]))
    }
    if let knee = curve.floors.first(where: { $0.share == curve.knee }), let price = knee.price {
      add("knee, \(FairnessText.share(knee.share))", knee.share, price, 0)
    }
    if let nash = curve.nash { add("Nash welfare", nash.minimum, nash.price, 1) }
    if let floor = curve.floors.last, let point = curve.maxMin {
      add("max-min", floor.share, point.price, 2)
    }
    return names
  }

  private var sentences: [String] { names.map { "\($0.name)." } }

  private func dot(_ share: Double, _ price: Double, _ colour: String, radius: Int) -> String {
    "<circle cx=\"\(ChartFrame.place(x(share)))\" cy=\"\(ChartFrame.place(y(price)))\" "
      + "r=\"\(radius)\" fill=\"\(colour)\"/>"
  }
}
