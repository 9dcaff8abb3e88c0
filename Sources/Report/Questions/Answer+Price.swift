public import Planning
internal import Scenario

extension Answer {
  /// What it would take to win one candidate.
  public init(_ found: PriceAnswer) {
    let text = PriceAnswerText(found)
    let scenario = found.scenario
    func way(_ way: PriceAnswer.Way) -> AnswerValue {
      .object([
        "package": .package(way.package, in: scenario), "cost": .number(way.cost),
        "chance": .chance(way.chance),
        "exceeds": way.limits.isEmpty
          ? nil : .list(way.limits.map { PackageLimitText($0).value }),
      ])
    }
    self.init(
      "price", in: scenario, text.sentence, text.blocks,
      content: .object([
        "candidate": .text(found.candidate.id), "offered": .flag(found.isMade),
        "package": .package(found.package, in: scenario),
        "plain_package": .package(found.base, in: scenario), "plain": .chance(found.now),
        "ceiling": .number(found.ceiling), "passing": .number(found.passing),
        "lapse": .number(found.lapse), "if_opened": found.ifOpened.map(AnswerValue.chance),
        "levels": .list(
          found.levels.map { level in
            .object([
              "accept": .number(level.level), "cash_alone": level.cash.map(way),
              "gpus_alone": level.gpus.map(way), "data_alone": level.data.map(way),
              "cheapest": level.mix.map(way),
            ])
          }), "all_gpus_alone": found.withAllGPUs.map(AnswerValue.chance),
        "all_data_alone": .chance(found.withAllData),
        "menu": found.menu.isEmpty
          ? nil
          : .list(
            found.menu.map {
              .object([
                "package": .package($0.package, in: scenario), "chance": .chance($0.chance),
              ])
            }),
      ]))
  }
}

private struct PriceAnswerText {
  private let found: PriceAnswer
  private var scenario: Scenario { found.scenario }

  init(_ found: PriceAnswer) { self.found = found }

  var sentence: String {
    let id = found.candidate.id
    if found.passing == 0, let cutoff = found.candidate.statedCutoff {
      let opened = found.ifOpened.map {
        "; if ours were just that, \(contents(found.package)) would win \(ChanceText.cell($0))"
      }
      return "No package will do: \(id) wants a cluster of \(NumberFormat.count(cutoff)) GPUs, and "
        + "ours has \(NumberFormat.count(scenario.weighedCluster.h100e))\(opened ?? "")."
    }
    let reached = found.levels.filter { $0.mix != nil }
    guard let level = reached.last(where: { $0.level <= 0.7 }) ?? reached.first,
      let mix = level.mix
    else {
      return "No package brings \(id) to \(NumberFormat.percent(found.levels[0].level)): at most "
        + "\(NumberFormat.percent(found.ceiling)) can be had at all."
    }
    let cash =
      level.cash.map {
        "\(NumberFormat.money($0.package.cash)) in cash alone, "
          + "\(NumberFormat.money($0.cost)) in all"
      }
      ?? "no amount of cash alone"
    let isCash = level.cash.map { $0.cost <= mix.cost + 0.5 } ?? false
    let cheapest =
      isCash
      ? "nothing is cheaper"
      : "the cheapest way is \(contents(mix.package)), \(NumberFormat.money(mix.cost)) in all"
    let exceeded = mix.limits.map { PackageLimitText($0).sentence }
    return
      "To win \(id) with \(NumberFormat.percent(level.level)) takes \(cash) a year; \(cheapest)."
      + (exceeded.isEmpty ? "" : " That is \(NumberFormat.list(exceeded)).")
      + (lowerCashWins.map { " " + $0 } ?? "")
  }

  // Of a short menu, that somebody prefers the package that pays less.
  private var lowerCashWins: String? {
    let pairs = found.menu.flatMap { less in
      found.menu.filter {
        $0.package.cash > less.package.cash
          && $0.chance.probability < less.chance.probability
      }.map { (less: less, more: $0) }
    }
    guard
      let pair = pairs.max(by: {
        $0.less.chance.probability - $0.more.chance.probability
          < $1.less.chance.probability - $1.more.chance.probability
      })
    else { return nil }
    return "Lower cash wins: \(contents(pair.less.package)) is accepted with "
      + "\(ChanceText.cell(pair.less.chance)), \(contents(pair.more.package)) with "
      + "\(ChanceText.cell(pair.more.chance))."
  }

  var blocks: [AnswerBlock] {
    found.passing == 0 ? [menu].compactMap(\.self) : [ways, limits] + [menu].compactMap(\.self)
  }

  private var ways: AnswerBlock {
    var block = AnswerBlock.table(
      [("TO WIN", .left), ("with", .left), ("", .left), ("in all", .right), ("P, 90 %", .right)]
        + (exceeded.isEmpty ? [] : [("", .left)]),
      found.levels.flatMap { level in
        [
          ("cash alone", level.cash), ("GPUs alone", level.gpus), ("data alone", level.data),
          ("cheapest", level.mix),
        ].enumerated().map { place, entry in
          let (name, way) = entry
          return [
            place == 0 ? NumberFormat.percent(level.level) : "", name,
            way.map { contents(of: $0) } ?? "no amount will do",
            way.map { NumberFormat.money($0.cost) } ?? "",
            way.map { ChanceText.cell($0.chance) } ?? "",
          ] + (exceeded.isEmpty ? [] : [way.map { Self.marks($0.limits) } ?? ""])
        }
      },
      [
        "each alone on top of \(contents(found.base)), which wins \(ChanceText.cell(found.now)). "
          + "In all: cash, equity, data and GPUs at the plan's prices, dollars a year if accepted"
      ] + exceeded.map { "!\($0.mark) \($0.sentence)" })
    block.wrapped = 2
    return block
  }

  // Every limit that some way exceeds, once.
  private var exceeded: [PackageLimitText] {
    var seen = Set<PackageLimit>()
    return found.levels.flatMap { [$0.cash, $0.gpus, $0.data, $0.mix].compactMap(\.self) }
      .flatMap(\.limits).filter { seen.insert($0).inserted }.map { PackageLimitText($0) }
      .sorted { $0.mark < $1.mark }
  }

  /// `!bw`; nothing where all limits are kept.
  private static func marks(_ limits: [PackageLimit]) -> String {
    limits.isEmpty ? "" : "!" + limits.map { PackageLimitText($0).mark }.sorted().joined()
  }

  // Data by its level: the menu's has a name, any other is a share.
  private func contents(of way: PriceAnswer.Way) -> String {
    let package = way.package
    guard package.id == found.base.id, let level = package.levels["data"],
      level > (scenario.organisation["data"] ?? 0)
    else { return contents(package) }
    return NumberFormat.money(package.cash) + ", data \(NumberFormat.percent(level)) exclusive"
  }

  // Why some ways have no amount.
  private var limits: AnswerBlock {
    var sentences: [String] = []
    if let level = found.levels.first(where: { $0.level >= found.ceiling }) {
      let lapse = "\(NumberFormat.percent(found.lapse)) refuse whatever is offered"
      let screened =
        found.passing < 1
        ? "\(NumberFormat.percent(1 - found.passing)) of such people want a larger cluster than "
          + "ours, and " : ""
      sentences.append(
        "\(NumberFormat.percent(level.level)): no package will do, because \(screened)\(lapse): at "
          + "most \(NumberFormat.percent(found.ceiling))")
    }
    if found.levels.contains(where: { $0.gpus == nil }), let all = found.withAllGPUs,
      let pool = found.pool
    {
      let own = scenario.pools[pool]
      sentences.append(
        "GPUs alone: all \(NumberFormat.grouped(own.capacity * own.gpusPerUnit)) \(own.id) win "
          + "\(ChanceText.cell(all)), because each more is worth less to a person")
    }
    if found.levels.contains(where: { $0.data == nil }) {
      sentences.append("data alone: even exclusive, it wins \(ChanceText.cell(found.withAllData))")
    }
    return .text(sentences)
  }

  private var menu: AnswerBlock? {
    if found.menu.isEmpty { return nil }
    return .table(
      [("EVERY PACKAGE", .left), ("P, 90 %", .right)],
      found.menu.map { [contents($0.package), ChanceText.cell($0.chance)] })
  }

  private func contents(_ package: Scenario.Package) -> String {
    PackageText(package, in: scenario).sentence
  }
}
