import Documents
import Estimation
import Foundation
import Testing

@testable import EstimationFiles

/// Tables of other people, which are not ours to ship: read where ``variable`` names a folder of
/// them.
@Suite("Published tables of choices")
struct PublishedTablesTests {
  static let variable = "FULCRUM_CHOICE_DATA"

  @Test("the table of Swissmetro: 6,768 answers of 752 persons")
  func swissmetro() throws {
    guard let path = Self.path(of: "swissmetro.dat") else { return }
    let read = try example("Swissmetro").choices(readingFile: path)
    #expect(read.rows == 10_728 && read.rowsLeftOut == 3_960)
    #expect(read.data.situations.count == 6_768 && read.data.persons.count == 752)
    #expect(read.data.alternatives == ["car", "swissmetro", "train"])
    #expect(chosen(read.data) == ["train": 908, "swissmetro": 4_090, "car": 1_770])
    let model = try example("Swissmetro").choice
    let fit = Estimator(model).estimate(read.data).fit
    #expect(abs(fit.logLikelihood + 5_331.252007) < 1e-5)
    let available = read.data.situations.flatMap(\.options).count { $0.alternative == "car" }
    #expect(available == 5_607)
  }

  @Test("the table of electricity suppliers: 4,308 answers of 361 persons")
  func electricity() throws {
    guard let path = Self.path(of: "electricity.csv") else { return }
    let read = try example("electricity").choices(readingFile: path)
    #expect(read.rows == 17_232 && read.rowsLeftOut == 0)
    #expect(read.data.situations.count == 4_308 && read.data.persons.count == 361)
    #expect(read.data.situations.allSatisfy { $0.options.count == 4 })
    #expect(read.data.columns == ["pf", "cl", "loc", "wk", "tod", "seas"])
  }

  @Test("a table whose columns and rows are mixed up gives the same choices")
  func order() throws {
    guard let path = Self.path(of: "swissmetro.dat") else { return }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).reversed()
        .joined(separator: "\t")
    }
    let header = lines.removeFirst()
    // Rows of a person stay in their order: situations without an id of their own are counted.
    let persons = Dictionary(grouping: lines) { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).reversed()[3]
    }
    let mixed = persons.keys.sorted(by: >).flatMap { persons[$0] ?? [] }
    let table = ([header] + mixed).joined(separator: "\n")
    let model = try example("Swissmetro")
    #expect(
      try model.choices(InputText(table, file: "t")).data
        == model.choices(readingFile: path).data)
  }

  private func example(_ word: String) throws -> EstimationModel {
    let text = try #require(try documentedModels().first { $0.contains(word) })
    return try model(text)
  }

  private func chosen(_ data: ChoiceData) -> [String: Int] {
    var counts: [String: Int] = [:]
    for option in data.situations.flatMap(\.options) where option.share == 1 {
      counts[option.alternative, default: 0] += 1
    }
    return counts
  }

  private static func path(of file: String) -> String? {
    let folder = ProcessInfo.processInfo.environment[variable] ?? ""
    let path = "\(folder)/\(file)"
    if !folder.isEmpty, FileManager.default.fileExists(atPath: path) { return path }
    print("skipped: no data (\(variable) names no folder with \(file))")
    return nil
  }
}
