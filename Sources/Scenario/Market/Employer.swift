internal import Topology

/// An employer with a published cluster: whom the people whom one wants may work for instead.
public struct Employer: Hashable, Sendable {
  /// What kind of house it is.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    /// Trains the largest models there are.
    case frontierLab = "frontier-lab"
    /// A large company with research of its own.
    case bigTech = "big-tech"
    /// Young, small, and paid by investors.
    case startup
    /// Rents out GPUs.
    case neocloud
    /// A bank, or a house that sells to banks.
    case bank
    /// A university.
    case university
    /// A public computing centre or laboratory.
    case national
  }

  /// Where it has its seat.
  public enum Region: String, Hashable, Sendable, CaseIterable {
    /// The United States.
    case us
    /// The United Kingdom.
    case uk
    /// The European Union, its neighbours in the single market, and Switzerland.
    case europe
    /// Asia east of the Gulf.
    case asia
    /// Israel and the Gulf.
    case middleEast = "middle-east"
  }

  /// How sure the size of a cluster is.
  public enum Certainty: String, Hashable, Sendable, CaseIterable {
    /// Said by the owner or seen by others, as the list that has it grades it.
    case confirmed
    /// Probable, by the same list.
    case likely
    /// In a paper of the owner's own, and graded by nobody.
    case published
  }

  /// The name in files; that of the cluster, where the employer has several.
  public let id: String
  /// Who it is.
  public let owner: String
  /// What kind of house.
  public let stage: Stage
  /// Where it has its seat.
  public let region: Region
  /// What it is like to work there: the id of an ``EmployerProfile``.
  public let profile: String
  /// GPUs of its largest single cluster that is published.
  public let gpus: Int
  /// Their kind: an ``Accelerator``'s id.
  public let accelerator: String
  /// When the cluster had that size.
  public let date: FactDate
  /// How sure the size is.
  public let certainty: Certainty
  /// The list or paper that has it.
  public let source: String
  /// The page that the source rests on.
  public let page: String

  /// The H100-equivalents of the cluster, by dense bf16 rates.
  public var h100e: Double {
    guard let kind = Accelerator.named(accelerator) else {
      preconditionFailure("the table names only accelerators that ship")
    }
    return Double(gpus) * kind.h100e
  }

  /// The shipped employer of that id.
  public static func named(_ id: String) -> Employer? { byID[id] }

  /// The shipped employers, by id.
  ///
  /// Each carries its largest cluster that is published; few publish any. Counts, years and grades
  /// are those of the sources, H100-equivalents are counts times the accelerator's ratio. An employer
  /// whose clusters nobody has sized publicly is not here, whatever it is known for.
  public static let shipped: [Employer] = (companies + institutes).sorted { $0.id < $1.id }

  private static let byID = Dictionary(
    shipped.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// What the table covers, in a sentence or two.
  public static let covers =
    "This is a table of published clusters, not a census: its rows are of \(list), which says that "
    + "it covers 10-20 % of the world's computing power, or of papers of the owners' own."

  /// What the list behind most rows is called.
  static let list = "Epoch AI, GPU Clusters (CC BY), April 2026"

  /// A row; the source is the list, unless a paper is named.
  init(
    _ id: String, _ owner: String, _ stage: Stage, _ region: Region, profile: String,
    _ gpus: Int, _ accelerator: String, _ year: Int, _ certainty: Certainty,
    source: String = Employer.list, _ page: String
  ) {
    self.id = id
    self.owner = owner
    self.stage = stage
    self.region = region
    self.profile = profile
    self.gpus = gpus
    self.accelerator = accelerator
    self.date = FactDate(year: year)
    self.certainty = certainty
    self.source = source
    self.page = page
  }
}
