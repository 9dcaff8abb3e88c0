internal import Documents

extension InputValue {
  init(_ content: ReadValue.Content) {
    switch content {
    case .number(let number): self = .number(number)
    case .interval(let interval): self = .text("\(interval.low.plain)..\(interval.high.plain)")
    case .numbers(let numbers): self = .list(numbers.map { .number($0) })
    case .text(let text): self = .text(text)
    case .words(let words): self = .list(words.map { .text($0) })
    case .flag(let flag): self = .flag(flag)
    }
  }

  /// As people read it: `12`, `450,000`, `256..512`, `0|8|16`.
  var words: String {
    switch self {
    case .number(let number):
      number == number.rounded() && abs(number) >= 10_000
        ? NumberFormat.count(number) : number.plain
    case .text(let text): text.escapedForDisplay()
    case .flag(let flag): flag ? "true" : "false"
    case .list(let list): list.isEmpty ? "none" : list.map(\.words).joined(separator: "|")
    case .row(let row):
      // A number as a key, a month, is told apart from the number that it leads to.
      row.sorted { $0.key < $1.key }.map { key, value in
        "\(key)\(key.allSatisfy(\.isNumber) ? ":" : "") \(value.words)"
      }.joined(separator: ", ")
    }
  }
}
