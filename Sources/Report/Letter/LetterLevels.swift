internal import Choice

/// Levels of attributes in plain words, a function for each: never a number on a scale of ours.
struct LetterLevels {
  private let levels: [String: Double]
  private let registry: AttributeRegistry

  /// - Parameter levels: By attribute id, the package's over the organisation's.
  init(_ levels: [String: Double], _ registry: AttributeRegistry) {
    self.levels = levels
    self.registry = registry
  }

  /// How long a job waits; nil where nobody said.
  ///
  /// - Parameter isGuaranteed: GPUs are guaranteed: who waits wants more than these.
  func wait(isGuaranteed: Bool) -> String? {
    levels["gpu_wait_days"].map { Self.wait($0, isGuaranteed: isGuaranteed) }
  }

  /// What can be held to.
  var terms: [String] {
    let known: [(id: String, words: (Double) -> String?)] = [
      ("data", Self.data), ("autonomy", Self.autonomy), ("publication", Self.publication),
      ("remote", Self.remote), ("visa_route", Self.visaRoute),
    ]
    return known.compactMap { entry in levels[entry.id].flatMap(entry.words) } + own
  }

  /// What we think of ourselves, as far as it speaks for us: nobody is told less than that by a letter.
  var judgements: [String] {
    let known: [(id: String, words: (Double) -> String)] = [
      ("mission", Self.mission), ("team_quality", Self.teamQuality),
      ("leadership", Self.leadership), ("product_reach", Self.productReach),
      ("safety_culture", Self.safetyCulture), ("stability", Self.stability),
    ]
    return known.compactMap { entry in
      guard let level = levels[entry.id], level >= registry[entry.id]?.reference ?? 0 else {
        return nil
      }
      return entry.words(level)
    }
  }

  // Attributes that the scenario brings, in the registry's order.
  private var own: [String] {
    let shipped = Set(AttributeRegistry.shipped.map(\.id))
    return registry.attributes.filter { !shipped.contains($0.id) }.compactMap { attribute in
      levels[attribute.id].map { Self.own(attribute, $0) }
    }
  }
}

// MARK: What can be held to
extension LetterLevels {
  static func wait(_ days: Double, isGuaranteed: Bool) -> String {
    let job = isGuaranteed ? "A job of yours beyond the guarantee" : "A job of yours"
    if days == 0 { return "\(job) starts at once." }
    let hours = max(1, (days * 24).rounded())
    let time = days < 1 ? count(hours, "hour") : count(days, "day")
    return "\(job) waits about \(time) before it starts."
  }

  /// Nil without any: an offer names what it holds.
  static func data(_ level: Double) -> String? {
    switch level {
    case ...0: nil
    case ..<0.35: "You may use some data of ours that few others have."
    case ..<0.75: "You may use much data of ours that few others have."
    case ..<1: "You may use data of ours that hardly anybody else has."
    default: "You may use data of ours that nobody else has."
    }
  }

  static func autonomy(_ level: Double) -> String {
    switch level {
    case ...0: "What you work on is given to you."
    case ..<0.3: "Most of what you work on is given to you; some of it you choose."
    case ..<0.6: "You choose part of what you work on."
    case ..<0.85: "You choose most of what you work on."
    case ..<1: "You choose what you work on almost freely."
    default: "You choose freely what you work on."
    }
  }

  static func publication(_ share: Double) -> String {
    switch share {
    case ...0: "The work may not be published."
    case ..<1: "About \(NumberFormat.percent(share)) of the work may be published."
    default: "All of the work may be published."
    }
  }

  static func remote(_ share: Double) -> String {
    let days = share * 5
    return switch share {
    case ...0: "The work is done on site."
    case ..<1: "About \(count(days, "day")) of 5 may be worked elsewhere."
    default: "All of the work may be done elsewhere."
    }
  }

  static func visaRoute(_ level: Double) -> String {
    switch level {
    case ..<0.3: "There is no safe route to a work permit at present."
    case ..<0.7: "There is a route to a work permit; it is not certain."
    case ..<1: "There is a safe route to a work permit."
    default: "A work permit is safe, or not needed."
    }
  }

  /// An attribute of the scenario's own: its level with its unit, or a word where it has none.
  static func own(_ attribute: Attribute, _ level: Double) -> String {
    let name = attribute.id.map { "-_.".contains($0) ? " " : String($0) }.joined()
    if !attribute.unit.isEmpty {
      return "\(capitalised(name)): \(plain(level)) \(attribute.unit)."
    }
    let (low, high) = (attribute.range.lowerBound, attribute.range.upperBound)
    let words = ["low", "rather low", "middling", "rather high", "high"]
    let place = high > low ? (level - low) / (high - low) : 0
    return "\(capitalised(name)): \(words[min(4, max(0, Int(place * 5)))])."
  }
}

// MARK: What we think of ourselves
extension LetterLevels {
  static func mission(_ level: Double) -> String {
    compared(
      level,
      [
        "Our purpose speaks to people as others' does.", "Our purpose speaks to people.",
        "Our purpose is what people come for.",
      ])
  }

  static func teamQuality(_ level: Double) -> String {
    compared(
      level,
      [
        "The people you would work with are as good as the field.",
        "The people you would work with are better than the field.",
        "The people you would work with are among the best of the field.",
      ])
  }

  static func leadership(_ level: Double) -> String {
    compared(
      level,
      [
        "Leadership is as usual.", "Leadership is better than usual.",
        "Leadership is among the best of the field.",
      ])
  }

  static func productReach(_ level: Double) -> String {
    compared(
      level,
      [
        "As many people outside use what is built here as is usual.",
        "More people outside use what is built here than is usual.",
        "Very many people outside use what is built here.",
      ])
  }

  static func safetyCulture(_ level: Double) -> String {
    compared(
      level,
      [
        "Safety of what is built weighs as much as is usual.",
        "Safety of what is built weighs more than usual.", "Safety of what is built comes first.",
      ])
  }

  static func stability(_ level: Double) -> String {
    switch level {
    case ..<0.3: "Whether the position lasts three years is open."
    case ..<0.5: "The position may not last three years."
    case ..<0.8: "The position is rather safe for three years."
    default: "The position is safe for three years, as far as anybody can say."
    }
  }

  // The words of a level beside the field's: like it, above, far above.
  private static func compared(_ level: Double, _ words: [String]) -> String {
    words[[0.2, 1].count { level >= $0 }]
  }

  /// `2 days`, `1.5 days`, `1 day`.
  private static func count(_ number: Double, _ noun: String) -> String {
    let text = plain((number * 10).rounded() / 10)
    return "\(text) \(noun)\(text == "1" ? "" : "s")"
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15
      ? NumberFormat.count(number) : "\((number * 1e6).rounded() / 1e6)"
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
