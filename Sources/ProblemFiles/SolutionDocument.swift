public import Allocation
internal import Units

/// A solution as the outside may rely on it: `fulcrum.solution/1`.
///
/// Holds what is needed to find the problem again and to recheck every figure in one pass over it. Sums
/// of values are exact: whole numbers of `10^-decimals`.
public struct SolutionDocument: Hashable, Sendable {
  /// How the answer stands.
  public enum Status: String, Hashable, Sendable {
    /// No choice is worth more: proven.
    case optimal
    /// A choice and a bound; the limits ended the proof.
    case feasible
    /// No choice keeps within every capacity: proven.
    case infeasible
    /// The limits ended the search before a choice was found or excluded.
    case undecided
  }

  /// Where the problem is.
  public enum Problem: Hashable, Sendable {
    /// A file, relative to the document, and what was said of capacities beside it.
    case file(path: String, sha256: String, capacities: [Capacity])
    /// The reference generator's arguments.
    case generated(String, isShared: Bool, isInBlocks: Bool)
  }

  /// A resource and an amount of it.
  public struct Capacity: Hashable, Sendable {
    /// The resource's id.
    public var resource: String
    /// Whole units.
    public var amount: Int64
  }

  /// One row: a resource, or a rule between claimants.
  public struct Row: Hashable, Sendable {
    /// The row's id.
    public var id: String
    /// Whether it is a rule.
    public var isRule: Bool
    /// What may be used, in whole units.
    public var capacity: Int64
    /// What the choice uses; nil without a choice.
    public var used: Int64?
    /// What a unit is worth at the margin, in own units of value: exactly the price of the proof.
    public var price: Double
  }

  /// What one claimant is given.
  public struct Grant: Hashable, Sendable {
    /// The claimant's id.
    public var claimant: String
    /// The option's id.
    public var option: String
    /// What it is worth, in own units of value.
    public var value: Int64
  }

  /// Why no choice exists.
  public struct Shortfall: Hashable, Sendable {
    /// The resources that together exclude every choice.
    public var resources: [Shortage]
    /// The claimants that cannot do without them.
    public var claimants: [String]
    /// Whether each of the resources is proven necessary for the conflict.
    public var isMinimal: Bool
  }

  /// One resource of a conflict.
  public struct Shortage: Hashable, Sendable {
    /// The resource's id.
    public var resource: String
    /// The least that any choice needs; nil where no amount would do or it is not known.
    public var needed: Int64?
    /// What there is.
    public var capacity: Int64
  }

  /// What the document says of the run that made it.
  public struct Run: Hashable, Sendable {
    /// Wall time of solving alone, in seconds.
    public var seconds: Double
    /// Wall time of reading or generating the problem, in seconds.
    public var readingSeconds: Double
    /// Threads it was given.
    public var threads: Int
    /// The kernel of the program.
    public var kernel: String
    /// ISO 8601, UTC.
    public var generated: String

    /// A run.
    public init(
      seconds: Double, readingSeconds: Double, threads: Int, kernel: String, generated: String
    ) {
      self.seconds = seconds
      self.readingSeconds = readingSeconds
      self.threads = threads
      self.kernel = kernel
      self.generated = generated
    }
  }

  /// The schema's name.
  public static let schema = "fulcrum.solution/1"

  /// The program's version.
  public var version: String
  /// Where the problem is.
  public var problem: Problem
  /// FNV-1a of the problem's numbers: see ``ValuedProblem/checksum``.
  public var checksum: String
  /// Decimals of the problem's own unit of value.
  public var decimals: Int
  /// How the answer stands.
  public var status: Status
  /// What the choice is worth, in own units; nil without a choice.
  public var objective: Int128?
  /// No choice is worth more, in own units: proven; nil where none exists.
  public var bound: Int128?
  /// The bound that the prices prove on their own; at least ``bound``.
  public var certifiedBound: Int128?
  /// How much better a choice might be, as a share of the bound; nil without a choice.
  public var relativeGap: Double?
  /// Rows, with their prices.
  public var rows: [Row]
  /// What every claimant is given; empty without a choice.
  public var choice: [Grant]
  /// Why no choice exists.
  public var shortfall: Shortfall?
  /// Passes over the whole table; zero where it was not read as a whole.
  public var passes: Int
  /// Nodes of the search tree.
  public var nodes: Int
  /// Options undecided when the tree search began last.
  public var optionsLeft: Int
  /// Nil where the document is to be reproducible.
  public var run: Run?

  /// Whether nothing remains to be proven.
  public var isProven: Bool { status == .optimal || status == .infeasible }

  /// A number of own units of value, in digits.
  public func digits(_ value: Int128) -> String { value.digits(decimals: decimals) }
}

extension SolutionDocument {
  /// The document of an answer.
  ///
  /// - Parameters:
  ///   - problem: What was solved.
  ///   - allocation: The answer.
  ///   - path: How a path reads from where the document will lie.
  public init(
    _ problem: ValuedProblem, _ allocation: Allocation, version: String, run: Run?,
    path: (String) -> String
  ) {
    self.version = version
    self.run = run
    self.problem = Problem(problem.source, path: path)
    checksum = problem.checksum
    decimals = problem.decimals
    (status, shortfall) = Self.status(of: allocation)
    let table = problem.problem
    let hasChoice = allocation.choice != nil
    rows = table.resources.indices.map { row in
      let resource = table.resources[row]
      return Row(
        id: resource.id, isRule: row >= problem.ownResources, capacity: resource.capacity,
        used: hasChoice ? allocation.used[row] : nil,
        price: allocation.certificate.prices[row].cents)
    }
    objective = hasChoice ? allocation.objective : nil
    bound = status == .infeasible ? nil : allocation.bound
    let certified = allocation.certificate.bound
    certifiedBound = status == .infeasible || certified == .max ? nil : certified
    relativeGap = hasChoice ? allocation.relativeGap : nil
    choice = (allocation.choice ?? []).enumerated().map { claimant, position in
      let option = table.start[claimant] + position
      return Grant(
        claimant: table.claimants[claimant], option: problem.optionID(option),
        value: table.value[option])
    }
    passes = allocation.passes
    nodes = allocation.nodes
    optionsLeft = allocation.optionsLeft
  }

  /// The document of a problem some of whose claimants have no option at all.
  public init(
    withoutOptionsIn problem: ValuedProblem, version: String, run: Run?, path: (String) -> String
  ) {
    self.version = version
    self.run = run
    self.problem = Problem(problem.source, path: path)
    checksum = problem.checksum
    decimals = problem.decimals
    status = .infeasible
    shortfall = Shortfall(resources: [], claimants: problem.withoutOptions, isMinimal: true)
    rows = problem.problem.resources.map {
      Row(id: $0.id, isRule: false, capacity: $0.capacity, used: nil, price: 0)
    }
    (choice, passes, nodes, optionsLeft) = ([], 0, 0, 0)
  }

  private static func status(of allocation: Allocation) -> (Status, Shortfall?) {
    switch allocation.status {
    case .optimal: return (.optimal, nil)
    case .feasible: return (.feasible, nil)
    case .undecided: return (.undecided, nil)
    case .infeasible(let conflict):
      let shortages = conflict.resources.map {
        Shortage(resource: $0.resource, needed: $0.needed, capacity: $0.capacity)
      }
      return (
        .infeasible,
        Shortfall(
          resources: shortages, claimants: conflict.claimants, isMinimal: conflict.isMinimal)
      )
    }
  }
}

extension SolutionDocument.Problem {
  init(_ source: ValuedProblem.Source, path: (String) -> String) {
    switch source {
    case .file(let file, let sha256, let capacities):
      self = .file(
        path: path(file), sha256: sha256.description,
        capacities: capacities.map { .init(resource: $0.resource, amount: $0.capacity) })
    case .generated(let shape):
      self = .generated(
        shape.description, isShared: shape.isShared, isInBlocks: shape.isInBlocks)
    }
  }
}
