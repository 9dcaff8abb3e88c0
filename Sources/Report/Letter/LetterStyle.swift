/// How a letter looks: on a screen by day and by night, and on paper.
enum LetterStyle {
  /// Ink, quieter ink, rule and paper; ink and quieter ink keep a contrast of 7 to 1 and more.
  struct Colours {
    var ink: String
    var quiet: String
    var rule: String
    var paper: String

    static let light = Colours(ink: "#1b1b1b", quiet: "#4a4a4a", rule: "#8a8a8a", paper: "#ffffff")
    static let dark = Colours(ink: "#ececec", quiet: "#bdbdbd", rule: "#7d7d7d", paper: "#16181b")

    fileprivate var variables: String {
      ":root{--ink:\(ink);--quiet:\(quiet);--rule:\(rule);--paper:\(paper)}"
    }
  }

  /// The style sheet; holds nothing that XML would read as markup.
  static let sheet = [
    Colours.light.variables,
    "body{margin:0;background:var(--paper);color:var(--ink);"
      + "font:1.0625rem/1.5 Georgia,\"Times New Roman\",serif}",
    "main{max-width:42rem;margin:0 auto;padding:2.5rem 1.25rem;overflow-wrap:anywhere}",
    "h1,h2,table,caption,.origin{font-family:system-ui,\"Segoe UI\",Helvetica,Arial,sans-serif}",
    "h1{font-size:1.7rem;line-height:1.25;margin:0 0 .25rem}",
    "h2{font-size:1.1rem;margin:1.75rem 0 .4rem}",
    "p{margin:.4rem 0}", "ul{margin:.4rem 0;padding-left:1.25rem}", "li{margin:.2rem 0}",
    ".origin,caption,.closing{color:var(--quiet)}", ".origin,caption{font-size:.9rem}",
    "table{border-collapse:collapse;width:100%;font-size:.95rem;font-variant-numeric:tabular-nums}",
    "caption{text-align:left;padding-bottom:.4rem}",
    ".wide{overflow-x:auto}",
    "th,td{padding:.3rem .5rem;text-align:right;border-bottom:1px solid var(--rule)}",
    "td{white-space:nowrap}", "th,td{overflow-wrap:normal}",
    "@media (max-width:30rem){table{font-size:.8rem}th,td{padding:.3rem .25rem}}",
    "th:first-child{text-align:left;padding-left:0}", "td:last-child{padding-right:0}",
    "th:last-child{padding-right:0}",
    "tbody th{font-weight:normal}", "tfoot th,tfoot td{font-weight:bold;border-bottom:0}",
    ".closing{margin-top:2rem;padding-top:.6rem;border-top:1px solid var(--rule);font-size:.9rem}",
    "@media (prefers-color-scheme:dark){\(Colours.dark.variables)}",
    "@media print{\(Colours.light.variables)@page{margin:14mm}"
      + "body{font-size:9.5pt;line-height:1.3}main{max-width:none;padding:0}"
      + "h1{font-size:16pt}h2{font-size:11pt;margin:8pt 0 2pt;break-after:avoid}"
      + "p,ul{margin:2pt 0}li{margin:0}th,td{padding:2pt 6pt}caption{padding-bottom:1pt}"
      + ".closing{margin-top:9pt;padding-top:4pt}table,ul{break-inside:avoid}}",
  ].joined()
}
