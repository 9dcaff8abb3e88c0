/// What one believes of the worth of compute to people, while no data of one's own decides.
///
/// No published figure exists, so the undecided preset is the default and the two named ones are the
/// ends of its 90 % interval.
public struct Preset: Hashable, Sendable {
  /// The name in files.
  public let id: String
  /// Multiplies the median part-worth of `guaranteed_gpus`.
  public let guaranteeFactor: Double
  /// Multiplies the median part-worth of `cluster_gpus`.
  public let clusterFactor: Double
  /// Replaces the ignorance of the two compute attributes; `nil` keeps it.
  public let computeIgnorance: Double?
  /// What was estimated, around the medians of ``undecided``; nil where the numbers are beliefs.
  public let preferences: Preferences?

  private init(
    id: String, guaranteeFactor: Double, clusterFactor: Double, computeIgnorance: Double?,
    preferences: Preferences? = nil
  ) {
    self.id = id
    self.guaranteeFactor = guaranteeFactor
    self.clusterFactor = clusterFactor
    self.computeIgnorance = computeIgnorance
    self.preferences = preferences
  }

  /// What data of one's own say.
  public static func estimated(_ preferences: Preferences) -> Preset {
    Preset(
      id: "estimated", guaranteeFactor: 1, clusterFactor: 1, computeIgnorance: nil,
      preferences: preferences)
  }

  /// A belief between the other two, and wide.
  public static let undecided = Preset(
    id: "undecided", guaranteeFactor: 1, clusterFactor: 1, computeIgnorance: nil)
  /// Compute is what people come for.
  public static let computeFirst = Preset(
    id: "compute-first", guaranteeFactor: 3.1629337537984754, clusterFactor: 3.378054661935673,
    computeIgnorance: 0.2)
  /// People come for pay, and compute is a detail.
  public static let cashFirst = Preset(
    id: "cash-first", guaranteeFactor: 1 / 3.1629337537984754,
    clusterFactor: 1 / 3.378054661935673, computeIgnorance: 0.2)

  /// The shipped presets, by id.
  public static let shipped = [undecided, computeFirst, cashFirst]
}
