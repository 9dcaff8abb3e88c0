import Foundation
public import Scenario

/// The files of a scenario as a test writes them.
public struct ScenarioFiles: Sendable {
  /// `scenario.yaml`.
  public var yaml: String
  /// `teams.csv`.
  public var teams: String
  /// `candidates.csv`.
  public var candidates: String
  /// `rivals.csv`.
  public var rivals: String

  /// Files.
  public init(yaml: String, teams: String, candidates: String, rivals: String) {
    self.yaml = yaml
    self.teams = teams
    self.candidates = candidates
    self.rivals = rivals
  }

  /// The files that ship inside the program.
  public init(_ builtin: BuiltinScenario) {
    let texts = Dictionary(uniqueKeysWithValues: builtin.files.map { ($0.name, $0.text) })
    self.init(
      yaml: texts["scenario.yaml"] ?? "", teams: texts["teams.csv"] ?? "",
      candidates: texts["candidates.csv"] ?? "", rivals: texts["rivals.csv"] ?? "")
  }

  /// Names and texts, `scenario.yaml` first.
  public var all: [(name: String, text: String)] {
    [
      ("scenario.yaml", yaml), ("teams.csv", teams), ("candidates.csv", candidates),
      ("rivals.csv", rivals),
    ]
  }

  /// The scenario, checked, with changes as `PATH=VALUE`.
  public func scenario(_ changes: String...) throws -> Scenario {
    try ScenarioSource(files: all, in: "test")
      .scenario(with: try changes.map { try Scenario.Override(argument: $0) })
  }

  /// Writes the files into a folder, which is made.
  public func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in all {
      try file.text.write(toFile: "\(folder)/\(file.name)", atomically: false, encoding: .utf8)
    }
  }

  /// The same with rows, columns and keys in another order.
  public func shuffled(_ seed: UInt64) -> ScenarioFiles {
    var random = SplitMix(seed)
    return ScenarioFiles(
      yaml: Self.shuffled(yaml: yaml, &random), teams: Self.shuffled(csv: teams, &random),
      candidates: Self.shuffled(csv: candidates, &random),
      rivals: Self.shuffled(csv: rivals, &random))
  }

  private static func shuffled(csv: String, _ random: inout SplitMix) -> String {
    let rows = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    guard let header = rows.first else { return csv }
    let order = header.indices.shuffled(using: &random)
    return ([header] + rows.dropFirst().shuffled(using: &random))
      .map { row in order.map { String(row[$0]) }.joined(separator: ",") + "\n" }.joined()
  }

  // Blocks that begin at the margin, and the keys inside them where they have one level only.
  private static func shuffled(yaml: String, _ random: inout SplitMix) -> String {
    var blocks: [[String]] = []
    for line in yaml.split(separator: "\n").map(String.init) where !isComment(line) {
      if line.hasPrefix(" ") {
        blocks[blocks.count - 1].append(line)
      } else {
        blocks.append([line])
      }
    }
    let inner = blocks.map { block in
      let isFlat = block.dropFirst().allSatisfy { !$0.hasPrefix("   ") }
      return isFlat ? [block[0]] + block.dropFirst().shuffled(using: &random) : block
    }
    return inner.shuffled(using: &random).map { $0.joined(separator: "\n") + "\n" }.joined()
  }

  private static func isComment(_ line: String) -> Bool {
    line.drop { $0 == " " }.hasPrefix("#")
  }
}

/// SplitMix64: the same numbers on every machine.
public struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  /// A generator.
  public init(_ seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
