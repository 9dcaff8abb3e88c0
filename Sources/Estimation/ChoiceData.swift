/// What people chose, in which situation, from which alternatives.
///
/// Everything is kept in the order of the ids, so that the order of the rows of a file changes nothing.
public struct ChoiceData: Hashable, Sendable {
  /// One alternative that was available in a situation.
  public struct Option: Hashable, Sendable {
    /// The alternative's id, such as `car`.
    public var alternative: String
    /// What was chosen of it: 1 or 0, or a share where a situation's answer is shares or probabilities.
    public var share: Double
    /// The numbers of the columns, in their order; finite.
    public var values: [Double]

    /// An alternative that was available.
    public init(alternative: String, share: Double, values: [Double]) {
      self.alternative = alternative
      self.share = share
      self.values = values
    }
  }

  /// One choice situation.
  public struct Situation: Hashable, Sendable {
    /// The decision maker's id.
    public var person: String
    /// The situation's id, unique within the person.
    public var id: String
    /// Where the data are from, such as `conjoint`; empty where there is one source.
    public var source: String
    /// The available alternatives, by id; at least one.
    public var options: [Option]

    /// A situation; its alternatives are put in the order of their ids.
    public init(person: String, id: String, source: String = "", options: [Option]) {
      self.person = person
      self.id = id
      self.source = source
      self.options = options.sorted { Self.precedes($0.alternative, $1.alternative) }
    }

    /// Whether the answer is a share of several alternatives rather than one of them.
    public var isShared: Bool { !options.contains { $0.share == 1 } }
  }

  /// What the numbers of an option are, by position.
  public let columns: [String]
  /// The situations, by person and id.
  public let situations: [Situation]
  /// Which of ``situations`` are whose; by person's id.
  public let persons: [(id: String, situations: Range<Int>)]
  /// The ids of all alternatives, in order.
  public let alternatives: [String]
  /// The sources, in order.
  public let sources: [String]

  /// Choices with the columns given.
  ///
  /// - Precondition: Every situation has options, whose shares sum to 1 and which have a number for each
  ///   column; no person has two situations of one id, and no situation an alternative twice.
  public init(columns: [String], situations: [Situation]) {
    self.init(columns: columns, situations: situations, sources: nil)
  }

  // `sources` are those that there could be, where that is more than there are.
  private init(columns: [String], situations: [Situation], sources: Set<String>?) {
    self.columns = columns
    let sorted = situations.sorted {
      $0.person == $1.person ? Self.precedes($0.id, $1.id) : Self.precedes($0.person, $1.person)
    }
    var persons: [(id: String, situations: Range<Int>)] = []
    for (index, situation) in sorted.enumerated() {
      precondition(!situation.options.isEmpty, "a situation without alternatives")
      precondition(situation.options.allSatisfy { $0.values.count == columns.count })
      if persons.last?.id == situation.person {
        persons[persons.count - 1].situations =
          persons[persons.count - 1].situations.lowerBound..<index + 1
      } else {
        persons.append((situation.person, index..<index + 1))
      }
    }
    self.situations = sorted
    self.persons = persons
    alternatives = Set(sorted.flatMap { $0.options.map(\.alternative) }).sorted(by: Self.precedes)
    self.sources = (sources ?? Set(sorted.map(\.source))).sorted()
  }

  /// The position of a column.
  public func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

  /// The same choices, of some persons alone, by their positions in ``persons``.
  ///
  /// The sources stay those of all, so that a model has the same parameters for both.
  public func choices(of persons: [Int]) -> ChoiceData {
    ChoiceData(
      columns: columns, situations: persons.flatMap { situations[self.persons[$0].situations] },
      sources: Set(sources))
  }

  /// By columns and situations.
  public static func == (left: ChoiceData, right: ChoiceData) -> Bool {
    left.columns == right.columns && left.situations == right.situations
  }

  /// By situations.
  public func hash(into hasher: inout Hasher) { hasher.combine(situations) }

  /// Whole numbers by size, before everything else by its letters: the order of ids in all results.
  static func precedes(_ a: String, _ b: String) -> Bool { Situation.precedes(a, b) }
}

extension ChoiceData.Situation {
  static func precedes(_ a: String, _ b: String) -> Bool {
    switch (Int(a), Int(b)) {
    case (let a?, let b?) where a != b: a < b
    case (_?, nil): true
    case (nil, _?): false
    default: a < b
    }
  }
}
