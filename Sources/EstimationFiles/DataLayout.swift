/// How the rows of a table become choices.
public struct DataLayout: Hashable, Sendable {
  /// What stands between two cells.
  public enum Separator: String, CaseIterable, Hashable, Sendable {
    case comma, tab, semicolon

    var byte: UInt8 {
      switch self {
      case .comma: UInt8(ascii: ",")
      case .tab: UInt8(ascii: "\t")
      case .semicolon: UInt8(ascii: ";")
      }
    }

    var spelling: String { "\(rawValue)s" }
  }

  /// What a row is.
  public enum Rows: Hashable, Sendable {
    /// A choice situation: with a column of the chosen alternative's code, or, without it, shares
    /// of the alternatives.
    case situations(choice: ColumnReference?)
    /// One alternative of a situation.
    case alternatives(LongColumns)
    /// An offer that was made, with what became of it.
    case offers(OfferOutcome)
  }

  /// The columns of a table whose rows are alternatives.
  public struct LongColumns: Hashable, Sendable {
    /// The column with the alternative's code.
    public var alternative: ColumnReference
    /// The column that, with the person, tells situations apart.
    public var situation: ColumnReference
    /// 1 for the chosen alternative and 0 for others, or shares that sum to 1.
    public var choice: Formula
    /// Whether the alternative was available; nil: all were.
    public var available: Formula?

    /// The columns.
    public init(
      alternative: ColumnReference, situation: ColumnReference, choice: Formula,
      available: Formula? = nil
    ) {
      self.alternative = alternative
      self.situation = situation
      self.choice = choice
      self.available = available
    }
  }

  /// One alternative, as the table has it.
  public struct Alternative: Hashable, Sendable {
    /// Its id in results.
    public var id: String
    /// What the table calls it.
    public var code: String
    /// Whether it was available; nil: it always was.
    public var available: Formula?
    /// How much of the answer it has, where rows are situations without a column of the choice.
    public var share: Formula?

    /// An alternative; its code is its id unless another is given.
    public init(
      id: String, code: String? = nil, available: Formula? = nil, share: Formula? = nil
    ) {
      self.id = id
      self.code = code ?? id
      self.available = available
      self.share = share
    }
  }

  /// A column that is worked out from those of the table and those before it.
  public struct DerivedColumn: Hashable, Sendable {
    /// How it is worked out.
    public enum Rule: Hashable, Sendable {
      /// Alike for all alternatives.
      case all(Formula)
      /// By alternative's id; it has no number for others.
      case each([String: Formula])
    }

    /// Its name.
    public var name: String
    /// How it is worked out.
    public var rule: Rule

    /// A derived column.
    public init(name: String, rule: Rule) {
      self.name = name
      self.rule = rule
    }

    /// The formula for an alternative.
    func formula(of alternative: String?) -> Formula? {
      switch rule {
      case .all(let formula): formula
      case .each(let formulas): alternative.flatMap { formulas[$0] }
      }
    }
  }

  /// What stands between two cells.
  public var separator: Separator
  /// What a row is.
  public var rows: Rows
  /// The column of the decision maker's id; nil: every situation is somebody else's.
  public var person: ColumnReference?
  /// The column that tells a person's situations apart where each has a row; nil: they are counted.
  public var situation: ColumnReference?
  /// The column that says where the data are from; nil: all from one source.
  public var source: ColumnReference?
  /// Which rows count; nil: all.
  public var filter: Formula?
  /// The alternatives; empty where rows are alternatives and their codes are the ids.
  public var alternatives: [Alternative]
  /// Columns that are worked out, each from those before it.
  public var columns: [DerivedColumn]

  /// A layout.
  public init(
    rows: Rows, separator: Separator = .comma, person: ColumnReference? = nil,
    situation: ColumnReference? = nil, source: ColumnReference? = nil, filter: Formula? = nil,
    alternatives: [Alternative] = [], columns: [DerivedColumn] = []
  ) {
    self.rows = rows
    self.separator = separator
    self.person = person
    self.situation = situation
    self.source = source
    self.filter = filter
    self.alternatives = alternatives
    self.columns = columns
  }
}
