extension HostNames {
  /// A name that the list holds more than once; nil if there is none.
  ///
  /// Looks at runs, not at names: names of the same surroundings and as many digits are intervals.
  /// O(n log n) in the runs.
  public var repeatedName: String? {
    struct Family: Hashable {
      var prefix: String
      var suffix: String
      var digits: Int
    }
    var families: [Family: [ClosedRange<Int>]] = [:]
    for run in runs {
      guard let numbers = run.numbers else {
        families[Family(prefix: run.prefix, suffix: "", digits: 0), default: []].append(0...0)
        continue
      }
      for (digits, part) in Self.byDigits(numbers, width: run.width) {
        let family = Family(prefix: run.prefix, suffix: run.suffix, digits: digits)
        families[family, default: []].append(part)
      }
    }
    let repeated = families.compactMap { family, ranges -> String? in
      let ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
      let overlap = zip(ranges, ranges.dropFirst()).first { $0.upperBound >= $1.lowerBound }
      return overlap.map { _, later in
        let numbers = family.digits == 0 ? nil : later.lowerBound...later.lowerBound
        return Run(
          prefix: family.prefix, numbers: numbers, width: family.digits, suffix: family.suffix
        ).name(at: 0)
      }
    }
    return repeated.min()
  }

  // A range cut where the number of digits changes; up to `width` digits all are filled up.
  private static func byDigits(
    _ numbers: ClosedRange<Int>, width: Int
  ) -> [(digits: Int, part: ClosedRange<Int>)] {
    var parts: [(digits: Int, part: ClosedRange<Int>)] = []
    var (digits, start, limit) = (1, numbers.lowerBound, 10)
    while true {
      if digits >= width, start < limit {
        let end = min(numbers.upperBound, limit - 1)
        parts.append((digits, start...end))
        if end == numbers.upperBound { return parts }
        start = end + 1
      }
      let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
      if overflow {
        parts.append((digits + 1, start...numbers.upperBound))
        return parts
      }
      (digits, limit) = (digits + 1, next)
    }
  }
}
