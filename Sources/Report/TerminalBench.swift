/// How near the kernels come to this machine's limit, for a terminal of 80 columns.
public struct TerminalBench {
  private let document: BenchDocument
  private let page: TerminalPage

  /// The page of `document`.
  public init(_ document: BenchDocument, style: TerminalStyle = .plain) {
    self.document = document
    page = TerminalPage(width: 80, style: style)
  }

  /// The whole page.
  public var text: String {
    var sections = [opening]
    for name in document.supported {
      let rows = document.kernels.filter { $0.name == name }
      if !rows.isEmpty { sections.append(section(of: rows)) }
    }
    sections.append(memory)
    sections.append(legend)
    return sections.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var opening: [String] {
    let kernels = document.supported.map { $0 == document.chosen ? "\($0) (chosen)" : $0 }
    return page.wrapped("\(document.processor); kernels \(NumberFormat.list(kernels))")
  }

  private func section(of rows: [BenchDocument.Row]) -> [String] {
    let full = rows.filter { $0.form == "full" && $0.threads == 1 }
    var lines: [String] = []
    if let first = rows.first {
      let peak = Self.figure(first.peakGflops)
      lines += page.paragraph(
        "\(first.name):",
        "\(first.isa), \(first.lanes) lanes; on one thread at most \(peak) GFLOP/s")
    }
    var table = TextTable([.left, .right, .right, .right, .right, .right, .right])
    table.add(["  C x P x R x K", "ns", "GFLOP/s", "of peak", "of mix", "product", "error"])
    for row in full {
      table.add([
        "  \(Self.text(of: row.shape))", Self.figure(row.nanosecondsPerElement),
        Self.figure(row.gflops), Self.percent(row.fractionOfPeak),
        Self.percent(row.fractionOfIssueMix), Self.percent(row.productFractionOfPeak),
        Self.error(row.maxAbsError),
      ])
    }
    lines += page.lines(of: [table])
    return lines + page.entries(remarks(on: rows, offer: full.first), most: 16)
  }

  private func remarks(
    on rows: [BenchDocument.Row], offer: BenchDocument.Row?
  ) -> [(label: String, text: String)] {
    var entries: [(label: String, text: String)] = []
    if let offer, offer.shape.c == 1 {
      entries.append(
        (
          "  one offer",
          "\(Self.figure(offer.microsecondsPerCandidate)) µs for \(offer.shape.p) packages, "
            + "\(NumberFormat.grouped(offer.shape.r)) draws"
        ))
    }
    for row in rows where row.form == "derivatives" {
      entries.append(
        (
          "  derivatives",
          "for \(row.slopes ?? 0) attributes: \(Self.figure(row.ratioToFull)) times the time of P "
            + "alone; error \(Self.error(row.maxAbsError))"
        ))
    }
    let grids = rows.filter { $0.form == "grid" }
    if !grids.isEmpty {
      let figures = grids.map { row in
        let sides = (row.grid ?? []).map(String.init).joined(separator: " x ")
        return "\(sides): \(Self.figure(row.nanosecondsPerElement)) ns"
      }
      let error = grids.map(\.maxAbsError).max() ?? 0
      entries.append(
        ("  grids", figures.joined(separator: ", ") + "; error \(Self.error(error))"))
    }
    for row in rows where row.threads > 1 {
      entries.append(
        (
          "  \(row.threads) threads",
          "\(row.shape.c > 1 ? "many people" : "one person") \(Self.figure(row.scaling)) times as "
            + "fast as on one; a loop of products \(Self.figure(row.peakScaling))"
        ))
    }
    return entries
  }

  private var memory: [String] {
    let memory = document.memory
    var text = "read at \(Self.figure(memory.readGigabytesPerSecond)) GB/s by one thread"
    if let all = memory.readGigabytesPerSecondByAll {
      text += ", \(Self.figure(all)) by \(document.run.threads)"
    }
    if let price = memory.pricePassGigabytesPerSecond {
      let share = Self.percent(memory.pricePassFractionOfRead)
      text += "; the allocator's price pass \(Self.figure(price)) GB/s, \(share) of one thread's"
    }
    return page.paragraph("Memory:", text)
  }

  private var legend: [String] {
    let other = document.supported.first { $0 != document.chosen } ?? document.chosen
    return page.wrapped(
      "C candidates, P packages, R draws, K attributes. ns: per package and draw. GFLOP/s: 2 K "
        + "operations per package and draw. Peak: a loop of multiplications and additions. Mix: the "
        + "same operations if none had to wait. Product: without the logistic function, of peak. "
        + "Error: the largest, beside double precision.", indent: 0)
      + page.wrapped("To force a kernel: FULCRUM_KERNEL=\(other) fulcrum plan", indent: 2)
  }

  private static func text(of shape: BenchDocument.Shape) -> String {
    [shape.c, shape.p, shape.r, shape.k].map(NumberFormat.grouped).joined(separator: " x ")
  }

  // Three figures or more.
  private static func figure(_ value: Double?) -> String {
    guard let value else { return "" }
    let size = abs(value)
    return NumberFormat.fixed(value, size < 0.995 ? 3 : size < 9.95 ? 2 : size < 99.5 ? 1 : 0)
  }

  private static func percent(_ share: Double?) -> String {
    share.map { NumberFormat.fixed($0 * 100, 0) + " %" } ?? ""
  }

  // `4e-7`, rounded up.
  private static func error(_ value: Double) -> String {
    if value == 0 { return "0" }
    guard value.isFinite, value > 0 else { return "\(value)" }
    var (digit, exponent) = (value, 0)
    while digit > 9 {
      digit /= 10
      exponent += 1
    }
    while digit <= 0.9 {
      digit *= 10
      exponent -= 1
    }
    return "\(Int(digit.rounded(.up)))e\(exponent)"
  }
}
