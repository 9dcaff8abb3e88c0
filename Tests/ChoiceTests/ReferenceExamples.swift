import Choice
import Foundation
import Units

/// The two worked examples as data, and the reference values computed from them by an independent
/// program: 8 scrambles of 262,144 Sobol points in double precision.
enum ReferenceExamples {
  struct Row: Sendable, CustomStringConvertible {
    let example, preset, id, pool: String
    let cash, gpus, data, autonomy: Double
    let values: [Double]
    var description: String { "\(example) \(preset) \(id) \(cash) \(gpus) \(pool)" }
    var isCandidate: Bool { pool == "H100" || pool == "A100" }
  }

  static let rows: [Row] = text("expected-probabilities.tsv").split(separator: "\n")
    .filter { !$0.hasPrefix("#") && !$0.hasPrefix("example") }
    .map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Row(
        example: cells[0], preset: cells[1], id: cells[2], pool: cells[5],
        cash: Double(cells[3]) ?? 0, gpus: Double(cells[4]) ?? 0, data: Double(cells[6]) ?? 0,
        autonomy: Double(cells[7]) ?? 0, values: cells[8...11].map { Double($0) ?? 0 })
    }

  static func text(_ name: String) -> String {
    let url = Bundle.module.url(forResource: "Fixtures/" + name, withExtension: nil)
    return url.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
  }

  struct File: Decodable, Sendable {
    let examples: [String: Example]
  }
  struct Example: Decodable, Sendable {
    let own: [String: Double]
    let teams: [Team]
    let candidates: [Candidate]
  }
  struct Team: Decodable, Sendable {
    let id, segment: String
    let heads, H, A, value, phi, alpha, pay, retention2, eA: Double
  }
  struct Candidate: Decodable, Sendable {
    let id, segment: String
    let equity: Double
    let cutoff: Double?
    let stay: [String: Scalar]
    let rivals: [[String: Scalar]]
  }
  enum Scalar: Decodable, Sendable {
    case number(Double), text(String)
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  static let examples: [String: Example] =
    (try? JSONDecoder().decode(File.self, from: Data(text("examples.json").utf8)).examples) ?? [:]

  static let presets = Dictionary(uniqueKeysWithValues: Preset.shipped.map { ($0.id, $0) })
  static let segments = Dictionary(uniqueKeysWithValues: Segment.shipped.map { ($0.id, $0) })
  static let a100 = 312.0 / 989.0

  static func coefficients(_ segment: String, _ preset: String) -> Coefficients? {
    guard let segment = segments[segment], let preset = presets[preset] else { return nil }
    return Coefficients(of: segment, at: .offer, preset: preset)
  }

  static func levels(_ row: [String: Double]) -> [String: Double] {
    let names = ["S": "cluster_gpus", "g": "guaranteed_gpus", "wait": "gpu_wait_days"]
    return Dictionary(uniqueKeysWithValues: row.map { (names[$0.key] ?? $0.key, $0.value) })
  }

  static func alternative(_ row: [String: Scalar]) -> Alternative {
    var numbers: [String: Double] = [:]
    var id = ""
    for (key, value) in row {
      switch value {
      case .number(let number): numbers[key] = number
      case .text(let text): id = text
      }
    }
    let cash = numbers.removeValue(forKey: "cash") ?? 0
    let equity = numbers.removeValue(forKey: "equity") ?? 0
    return Alternative(id: id, cash: cash, equity: equity, levels: levels(numbers))
  }

  static func situation(_ candidate: Candidate, _ preset: String) -> ChoiceSituation? {
    coefficients(candidate.segment, preset).map {
      ChoiceSituation(
        person: candidate.id, coefficients: $0, staying: alternative(candidate.stay),
        rivals: candidate.rivals.map(alternative), statedCutoff: candidate.cutoff)
    }
  }

  static func package(_ row: Row, _ example: Example, equity: Double) -> Alternative {
    var levels = levels(example.own)
    levels["data"] = row.data
    levels["autonomy"] = row.autonomy
    levels["guaranteed_gpus"] = row.gpus * (row.pool == "A100" ? a100 : 1)
    return Alternative(id: "package", cash: row.cash, equity: equity, levels: levels)
  }
}
