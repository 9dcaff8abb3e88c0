internal import Foundation
internal import Kernels

/// The choices that share one set of taste draws, laid out for the panel passes: a person's, or one
/// situation's.
///
/// Of reference type, as are its screenings: they are handed round by the million.
final class ChoiceUnit: Sendable {
  /// The choices as they are where some of the alternatives are screened.
  final class Screening: Sendable {
    /// Cut-offs above this, and at most ``upper``, leave these choices; nil: from the lowest.
    let lower: Double?
    /// Nil: without an end.
    let upper: Double?
    let panel: PackedPanel
    /// The same plainly, for the nested logit, with the nest of each alternative by position, -1 in none;
    /// empty where the model has no nests.
    let choices: PanelChoices
    let nests: [[Int]]

    init(
      lower: Double?, upper: Double?, panel: PackedPanel, choices: PanelChoices, nests: [[Int]]
    ) {
      self.lower = lower
      self.upper = upper
      self.panel = panel
      self.choices = choices
      self.nests = nests
    }
  }

  /// The key of the draws.
  let id: String
  /// Which person's they are, by position.
  let person: Int
  /// The sources of the situations, by position; coefficient k of the s-th of them is slot `s · K + k`.
  let sources: [Int]
  /// What a cut-off can leave, by rising cut-offs; one without ends where nobody is screened.
  ///
  /// Cut-offs that would have screened what was chosen are left out: they have no part in the likelihood.
  let screenings: [Screening]
  /// What the log-odds of having no cut-off are more than the parameter says.
  let neverOdds: Double

  init(
    id: String, person: Int, sources: [Int], screenings: [Screening], neverOdds: Double
  ) {
    self.id = id
    self.person = person
    self.sources = sources
    self.screenings = screenings
    self.neverOdds = neverOdds
  }
}

/// Lays out situations under a model.
struct ChoiceUnitLayout {
  private let model: ChoiceModel
  private let data: ChoiceData
  // The column of each coefficient, nil for constants, and of the cut-off.
  private let columns: [Int?]
  private let cutoff: Int?
  private let neverOdds: Int?

  /// - Precondition: The model's columns are in the data.
  init(_ model: ChoiceModel, _ data: ChoiceData) {
    func position(_ name: String) -> Int {
      guard let position = data.column(name) else { preconditionFailure("no column \(name)") }
      return position
    }
    self.model = model
    self.data = data
    columns = model.coefficients.map { $0.column.map(position) }
    cutoff = (model.cutoff?.column).map(position)
    neverOdds = (model.cutoff?.neverOdds).map(position)
  }

  /// One unit for each person where something is the same in all situations of one, for each situation
  /// otherwise.
  func units() -> [ChoiceUnit] {
    let isShared = model.isPanel && model.isMixed
    return data.persons.enumerated().flatMap { index, person in
      let situations = Array(data.situations[person.situations])
      if isShared { return [unit(person.id, index, situations)] }
      return situations.map { unit("\(person.id)\u{0}\($0.id)", index, [$0]) }
    }
  }

  /// One situation as if one of its options had been chosen, of the person or situation of a unit.
  func asked(_ situation: ChoiceData.Situation, choosing option: Int) -> ChoiceUnit {
    var asked = situation
    for index in asked.options.indices { asked.options[index].share = index == option ? 1 : 0 }
    return unit("", 0, [asked])
  }

  /// The attributes of an option, by coefficient.
  func attributes(of option: ChoiceData.Option) -> [Double] {
    zip(model.coefficients, columns).map { coefficient, column in
      if let alternatives = coefficient.alternatives, !alternatives.contains(option.alternative) {
        return 0
      }
      return column.map { option.values[$0] } ?? 1
    }
  }

  private func unit(
    _ id: String, _ person: Int, _ situations: [ChoiceData.Situation]
  ) -> ChoiceUnit {
    let sources =
      model.referenceSource == nil
      ? [0] : Set(situations.compactMap { data.sources.firstIndex(of: $0.source) }).sorted()
    let levels = situations.map { $0.options.map(level) }
    let width = sources.count * model.coefficients.count
    return ChoiceUnit(
      id: id, person: person, sources: sources,
      screenings: screenings(situations, sources, levels, width),
      neverOdds: neverOdds.map { situations[0].options[0].values[$0] } ?? 0)
  }

  // Its level on the scale of the cut-off; nil where it is never screened.
  private func level(of option: ChoiceData.Option) -> Double? {
    guard let cutoff, let rule = model.cutoff, !rule.unscreened.contains(option.alternative) else {
      return nil
    }
    return option.values[cutoff] < 1e300 ? option.values[cutoff] : nil
  }

  private func screenings(
    _ situations: [ChoiceData.Situation], _ sources: [Int], _ levels: [[Double?]], _ width: Int
  ) -> [ChoiceUnit.Screening] {
    let sizes = Set(levels.joined().compactMap { $0 }).sorted()
    var found: [ChoiceUnit.Screening] = []
    for (place, upper) in (sizes.map(Optional.some) + [nil]).enumerated() {
      let lower = place == 0 ? nil : sizes[place - 1]
      guard let left = tasks(situations, sources, levels, above: lower) else { break }
      let choices = PanelChoices(left.map(\.task), attributes: width)
      let isNested = !model.nests.isEmpty
      found.append(
        ChoiceUnit.Screening(
          lower: lower, upper: upper, panel: PackedPanel(choices),
          choices: isNested ? choices : PanelChoices([], attributes: width),
          nests: isNested ? left.map(\.nests) : []))
    }
    return found
  }

  // The tasks that cut-offs above a level leave; nil where they would have screened what was chosen.
  private func tasks(
    _ situations: [ChoiceData.Situation], _ sources: [Int], _ levels: [[Double?]],
    above lower: Double?
  ) -> [(task: PanelChoices.Task, nests: [Int])]? {
    var tasks: [(task: PanelChoices.Task, nests: [Int])] = []
    for (situation, levels) in zip(situations, levels) {
      let left = situation.options.indices.filter { index in
        guard let lower, let level = levels[index] else { return true }
        return level > lower
      }
      let isWhole = left.count == situation.options.count
      if !isWhole, left.reduce(0, { $0 + situation.options[$1].share }) < 1 - 1e-6 { return nil }
      let options = left.map { situation.options[$0] }
      let slip =
        situation.isShared
        ? nil
        : model.lapse.flatMap { lapse in
          options.firstIndex { $0.alternative == lapse }
        }
      let place = sources.firstIndex {
        model.referenceSource == nil || data.sources[$0] == situation.source
      }
      let task = PanelChoices.Task(
        x: options.map { slots(attributes(of: $0), place ?? 0, sources.count) },
        shares: options.map(\.share), lapse: slip)
      let nests = options.map { option in
        model.nests.firstIndex { $0.alternatives.contains(option.alternative) } ?? -1
      }
      tasks.append((task, nests))
    }
    return tasks
  }

  private func slots(_ attributes: [Double], _ source: Int, _ count: Int) -> [Double] {
    if count == 1 { return attributes }
    var slots = [Double](repeating: 0, count: count * attributes.count)
    for (k, x) in attributes.enumerated() { slots[source * attributes.count + k] = x }
    return slots
  }
}

extension ChoiceModel {
  /// Whether tastes or cut-offs differ over people.
  var isMixed: Bool {
    cutoff != nil || coefficients.contains { $0.distribution.isRandom }
  }
}
