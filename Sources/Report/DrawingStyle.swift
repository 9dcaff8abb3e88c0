/// Colours and patterns of a drawing.
enum DrawingStyle {
  // Okabe and Ito 2008, "Color Universal Design", without black.
  private static let colours = [
    "#56b4e9", "#e69f00", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7",
  ]

  // Over the colour, which 28 grants share with four patterns.
  private static let overlays = [
    "", "<path d=\"M0 6L6 0M-1 1L1 -1M5 7L7 5\" stroke=\"#000\" stroke-opacity=\".45\"/>",
    "<circle cx=\"3\" cy=\"3\" r=\"1.3\" fill=\"#000\" fill-opacity=\".5\"/>",
    "<path d=\"M0 3H6\" stroke=\"#fff\" stroke-opacity=\".8\" stroke-width=\"1.6\"/>",
  ]

  /// The pattern of each grant, pool and role.
  static func patterns(grants: Int, pools: Int) -> [String] {
    (0..<grants).map { index in
      pattern("p\(index)", colours[index % colours.count], overlays[index % overlays.count])
    }
      + (0..<poolStyles(pools)).dropFirst(colours.count).map { index in
        let overlay = overlays[index / colours.count % overlays.count]
        return pattern("q\(index)", colours[index % colours.count], overlay)
      } + [
        pattern("standby", "#e8e8e8", "<path d=\"M0 6L6 0\" stroke=\"#999\"/>"),
        pattern(
          "spare", "#fff", "<circle cx=\"3\" cy=\"3\" r=\"1.7\" fill=\"none\" stroke=\"#555\"/>"),
        pattern("failed", "#fff", "<path d=\"M0 0L6 6M0 6L6 0\" stroke=\"#000\"/>"),
      ]
  }

  /// The style sheet.
  static func sheet(grants: Int, pools: Int) -> String {
    let fixed = [
      "text{font-family:sans-serif;fill:#222}", ".page{fill:#fff}",
      ".title{font-size:20px;font-weight:bold}", ".sub{font-size:12px}",
      ".f{fill:none;stroke:#888}", ".t{fill:#fafafa;stroke:#888;stroke-dasharray:4 3}",
      ".bar{fill:#333}", ".c{font-size:10px;fill:#333}", ".n{stroke:#777;stroke-width:.6}",
      ".box{fill:#f4f4f4}", ".near{fill:#fff;stroke:#777}", ".unknown{stroke-dasharray:4 3}",
      ".nic{fill:#fff;stroke:#333}", ".b{font-size:11px;font-weight:bold}", ".m{font-size:11px}",
      ".s{font-size:10px;text-anchor:middle}", ".w{fill:#fff}", ".link{fill:none;stroke:#333}",
      ".g{stroke:#777;stroke-width:.5}", ".key{stroke:#555}",
      ".free{fill:#fff}", ".i{font-size:11px;text-anchor:middle}",
      ".l{font-size:11px;font-weight:bold;text-anchor:middle;stroke:#fff;stroke-width:2.5;"
        + "paint-order:stroke}",
      ".standby{fill:url(#standby)}", ".spare{fill:url(#spare)}", ".failed{fill:url(#failed)}",
    ]
    let styles = (0..<poolStyles(pools)).map { index in
      ".u\(index){fill:\(index < colours.count ? colours[index] : "url(#q\(index))")}"
    }
    return (fixed + styles + (0..<grants).map { ".o\($0){fill:url(#p\($0))}" }).joined()
  }

  /// The class of what is in service where no grants are drawn.
  static func poolStyle(_ index: Int) -> String { "u\(index % (colours.count * overlays.count))" }

  private static func poolStyles(_ pools: Int) -> Int { min(pools, colours.count * overlays.count) }

  /// `A` to `Z`, then `AA` and so on.
  static func letter(_ index: Int) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let last = String(alphabet[index % 26])
    return index < 26 ? last : letter(index / 26 - 1) + last
  }

  private static func pattern(_ id: String, _ colour: String, _ overlay: String) -> String {
    "<pattern id=\"\(id)\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
      + "<rect width=\"6\" height=\"6\" fill=\"\(colour)\"/>\(overlay)</pattern>"
  }
}
