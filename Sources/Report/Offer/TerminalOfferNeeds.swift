internal import Choice
internal import Planning
internal import Scenario

/// What it would take, and what one step of something is worth, for a terminal.
struct TerminalOfferNeeds {
  private let brief: OfferBrief
  private let page: TerminalPage

  init(_ brief: OfferBrief, _ page: TerminalPage) {
    self.brief = brief
    self.page = page
  }

  var lines: [String] {
    let text = OfferNeedsText(brief)
    var table = TextTable([.left] + brief.needed.map { _ in .right }, gap: 3)
    table.add(
      ["TO BE ACCEPTED WITH, the rest as offered"]
        + brief.needed.map { NumberFormat.percent($0.level) },
      tones: [0: .heading])
    for row in text.rows { table.add([row.name] + row.cells) }
    var lines = table.lines(width: page.width, style: page.style)
    if !text.mixes.isEmpty {
      lines += page.wrapped("cheapest: " + text.mixes.joined(separator: "; "), indent: 2)
    }
    if let limits = text.limits { lines += page.wrapped(limits) }
    if !brief.worths.isEmpty {
      lines += page.paragraph("WORTH in cash a year, at the margin:", text.worths)
    }
    return lines
  }
}

/// The words and cells of what it would take.
struct OfferNeedsText {
  private let brief: OfferBrief

  init(_ brief: OfferBrief) { self.brief = brief }

  /// One thing at a time, at each level.
  var rows: [(name: String, cells: [String])] {
    let needed = brief.needed
    let pool = brief.compute.map { brief.scenario.pools[$0.pool].id } ?? "GPUs"
    let nodes = Dictionary(
      brief.tipping.levels.map { ($0.level, $0.size) }, uniquingKeysWith: { first, _ in first })
    return [
      (
        "cash",
        needed.map { need in
          need.cash.map { NumberFormat.money($0) + marks(need.cashLimits) } ?? "no amount"
        }
      ),
      ("\(pool) GPUs", needed.map { $0.gpus.map(NumberFormat.grouped) ?? "no amount" }),
      ("data, 0 to 1", needed.map { $0.data.map(level) ?? "no amount" }),
      (
        "our cluster, GPUs",
        needed.map { need in
          (nodes[need.level] ?? nil).map { $0.nodes <= 1 ? "any" : NumberFormat.count($0.h100e) }
            ?? "no size"
        }
      ),
      (
        "cheapest mix, GPUs paid",
        needed.map { need in
          need.mix.map { NumberFormat.money($0.cost) + marks($0.limits) } ?? "none"
        }
      ),
    ]
  }

  // No more than the package has already.
  private func level(_ data: Double) -> String {
    data <= brief.package.alternative.levels["data"] ?? 0 ? "as it is" : NumberFormat.fixed(data, 2)
  }

  /// What the marks say; nil where nothing exceeds a limit of ours.
  var limits: String? {
    var seen = Set<PackageLimit>()
    let texts = brief.needed.flatMap { $0.cashLimits + ($0.mix?.limits ?? []) }
      .filter { seen.insert($0).inserted }.map { PackageLimitText($0) }
    return texts.isEmpty
      ? nil : texts.map { "!\($0.mark) \($0.sentence)" }.joined(separator: "; ")
  }

  private func marks(_ limits: [PackageLimit]) -> String {
    limits.isEmpty ? "" : " !" + limits.map { PackageLimitText($0).mark }.sorted().joined()
  }

  /// What the cheapest mixes hold.
  var mixes: [String] {
    brief.needed.compactMap { need in
      need.mix.map {
        "\(NumberFormat.percent(need.level)): \(OfferHeadline(brief).contents(of: $0.package))"
      }
    }
  }

  /// Why no amount will do, where none does.
  var why: String? {
    let ceiling = brief.acceptance.ceiling
    let isBlocked = brief.needed.contains { $0.level >= ceiling }
    let isSaturated = brief.needed.contains { $0.gpus == nil || $0.data == nil }
    if isBlocked {
      return "No amount: " + OfferHeadline(brief).ceiling
    }
    return isSaturated
      ? "No amount: GPUs saturate and data ends at exclusive; cash and the mix go on" : nil
  }

  /// What steps are worth.
  var worths: String {
    brief.worths.map { worth in
      "\(name(worth.step)) \(NumberFormat.money(worth.dollars)) "
        + "(\(NumberFormat.range(worth.interval)))"
    }.joined(separator: ", ")
  }

  /// What is stepped, in words.
  func name(_ step: OfferBrief.Worth.Step) -> String {
    switch step {
    case .guaranteedGPU: "one more guaranteed GPU"
    case .clusterDoubling: "twice the cluster"
    case .data: "a tenth more of data"
    case .autonomy: "of freedom"
    case .publication: "of publishing"
    }
  }
}
