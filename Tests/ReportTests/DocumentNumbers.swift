import Foundation
import Report

/// The numbers of a plan's document, to find those of its other faces among them.
struct DocumentNumbers {
  private let values: [Double]

  init(_ document: PlanDocument) throws {
    var values: [Double] = []
    Self.collect(
      try JSONSerialization.jsonObject(with: Data(document.json().utf8)), "", &values)
    self.values = values
  }

  /// Numbers of `text` that are not in the document, as far as the text's rounding tells.
  ///
  /// Ids, digests and the words that every plan has are left out.
  func missing(in text: String, ids: [String]) -> [String] {
    var text = text
    let words = [
      "90 %", "what $1 of GPUs persuades against $1 of cash", "10 % quantile", "SHA-256",
    ]
    for word in words + ids.sorted(by: { $0.count > $1.count }) {
      text = text.replacing(word, with: " ")
    }
    let pattern = /([<>]?)\$?([0-9][0-9,]*)(\.[0-9]+)?([kMB]?)/
    return text.matches(of: pattern).compactMap { match in
      let before = text[..<match.range.lowerBound].last
      if let before, before.isLetter || before == "_" { return nil }
      let digits = match.2.replacing(",", with: "")
      guard let number = Double(digits + (match.3 ?? "")) else { return nil }
      if match.1 == "<" || match.1 == ">" {
        let isThere = values.contains { $0 > 0 && ($0 < 0.005 || $0 > 0.995) }
        return isThere ? nil : String(match.0)
      }
      let places = match.3.map { $0.count - 1 } ?? 0
      let zeros = digits.reversed().prefix { $0 == "0" }.count
      let figures = match.0.hasPrefix("$") ? min(zeros, max(0, digits.count - 4)) : 0
      let step = pow(10, Double(figures - places)) / 2
      return matches(number, step, String(match.4)) ? nil : String(match.0)
    }
  }

  private func matches(_ number: Double, _ step: Double, _ suffix: String) -> Bool {
    let scales: [Double] =
      switch suffix {
      case "k": [1e3]
      case "M": [1e6]
      case "B": [1e9]
      // Bare, a share in percent, or the lower end of a range in thousands or millions.
      default: [1, 0.01, 1e3, 1e6]
      }
    return scales.contains { scale in
      values.contains {
        abs(abs($0) - number * scale) <= step * scale * (1 + 1e-9) + 1e-12
      }
    }
  }

  private static func collect(_ value: Any, _ key: String, _ values: inout [Double]) {
    switch value {
    case let object as [String: Any]:
      for (key, value) in object { collect(value, key, &values) }
    case let list as [Any]:
      values.append(Double(list.count))
      if key == "payers" { values.append(Double(list.count - 1)) }
      for item in list { collect(item, key, &values) }
    case let number as NSNumber: values.append(number.doubleValue)
    case let text as String where ["notes", "sentence"].contains(key):
      // Sentences that the planner itself makes: of conflicts, and of how the scenario was read.
      values += text.matches(of: /[0-9][0-9,]*/).compactMap {
        Double($0.0.replacing(",", with: ""))
      }
    default: break
    }
  }
}
