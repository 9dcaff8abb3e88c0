import Scenario

extension ScenarioFiles {
  /// The hospital that ships inside the program, for tests that write or change its files.
  public static let hospital = ScenarioFiles(.hospital)
}
