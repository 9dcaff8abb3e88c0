internal import Documents

/// How the offer to one candidate differs, in a sentence.
struct OfferChangeText {
  /// The sentence, without a stop.
  let sentence: String
  /// The package is the same, and P(accept) too as far as it is printed.
  let isSlight: Bool

  init(_ offer: PlanEffect.Offer) {
    var isSlight = false
    let old = offer.acceptBefore ?? 0
    let new = offer.acceptAfter ?? 0
    switch (offer.contentsBefore, offer.contentsAfter) {
    case (nil, let package?):
      sentence = "made now: \(Self.words(package)); accepts \(NumberFormat.percent(new))"
    case (let package?, nil):
      sentence =
        "no longer made; it was \(Self.words(package)), accepted at \(NumberFormat.percent(old))"
    case (let before?, let after?):
      let changes = Self.changes(from: before, to: after)
      let shares = [old, new].map(NumberFormat.percentNumber)
      sentence =
        (changes.isEmpty ? "the same package" : changes.joined(separator: ", ")) + "; accepts "
        + (shares[0] == shares[1] ? "" : "\(shares[0]) > ") + "\(shares[1]) %"
      isSlight = changes.isEmpty && shares[0] == shares[1]
    case (nil, nil): sentence = "none"
    }
    self.isSlight = isSlight
  }

  private static func words(_ package: PlanDocument.Offer.Contents) -> String {
    let equity = package.equity == 0 ? [] : ["\(NumberFormat.money(package.equity)) of equity"]
    let levels = package.levels.sorted { $0.key < $1.key }
      .filter { $0.value != 0 }.map { "\($0.key) \($0.value.plain)" }
    return ([NumberFormat.money(package.cash)] + equity + [gpus(package)] + levels)
      .joined(separator: ", ")
  }

  private static func gpus(_ package: PlanDocument.Offer.Contents) -> String {
    package.gpus == 0
      ? "no GPUs" : "\(NumberFormat.grouped(package.gpus)) \(package.pool ?? "GPUs")"
  }

  private static func changes(
    from before: PlanDocument.Offer.Contents, to after: PlanDocument.Offer.Contents
  ) -> [String] {
    var parts: [String] = []
    func note(_ what: String, _ old: String, _ new: String) {
      if old != new { parts.append("\(what)\(old) > \(new)") }
    }
    note("", NumberFormat.money(before.cash), NumberFormat.money(after.cash))
    note("equity ", NumberFormat.money(before.equity), NumberFormat.money(after.equity))
    note("", gpus(before), gpus(after))
    for key in Set(before.levels.keys).union(after.levels.keys).sorted() {
      note(
        "\(key) ", before.levels[key]?.plain ?? "as usual",
        after.levels[key]?.plain ?? "as usual")
    }
    return parts
  }
}
