/// The frame of a picture: size, title, description, patterns, style sheet, heading.
struct DrawingPage {
  var width: Int
  var height: Int
  var title: String
  /// What the picture shows, for those who do not see it.
  var description: String
  var grants = 0
  var pools = 1

  /// Everything before the picture itself.
  var head: [String] {
    let heading = DrawingText.fitting(title, in: width - 40, size: 20)
    return [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
        + "viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-labelledby=\"title desc\">",
      "<title id=\"title\">\(title.escapedForXML)</title>",
      "<desc id=\"desc\">\(description.escapedForXML)</desc>", "<defs>",
    ] + DrawingStyle.patterns(grants: grants, pools: pools) + [
      "</defs>", "<style>\(DrawingStyle.sheet(grants: grants, pools: pools))</style>",
      "<rect class=\"page\" width=\"\(width)\" height=\"\(height)\"/>",
      "<text class=\"title\" x=\"20\" y=\"32\">\(heading.escapedForXML)</text>",
    ]
  }
}

extension String {
  /// The text as XML content or attribute; what XML has no way to write becomes a question mark.
  var escapedForXML: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\t", "\n", "\r": text += " "
      case "\0"..."\u{1f}", "\u{fffe}", "\u{ffff}": text += "?"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
