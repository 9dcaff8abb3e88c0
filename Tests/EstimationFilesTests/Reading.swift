import Documents
import Estimation
import Foundation

@testable import EstimationFiles

/// The choices of a table, by a model; both in memory.
func choices(_ table: String, by model: String) throws -> ReadChoices {
  try EstimationModel(InputText(model, file: "m")).choices(InputText(table, file: "t"))
}

/// A model in memory.
func model(_ text: String) throws -> EstimationModel {
  try EstimationModel(InputText(text, file: "m"))
}

/// What is wrong, a line for each problem; empty for nothing.
func complaints(_ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch {
    return "\(error)"
  }
}

/// What is wrong with a model.
func complaints(ofModel text: String) -> String { complaints { _ = try model(text) } }

/// What is wrong with a table.
func complaints(of table: String, by model: String) -> String {
  complaints { _ = try choices(table, by: model) }
}

/// The model files that the documentation shows.
func documentedModels() throws -> [String] {
  let page = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/EstimationFiles/EstimationFiles.docc/ModelFiles.md")
  let text = try String(contentsOf: page, encoding: .utf8)
  return text.components(separatedBy: "```yaml\n").dropFirst().map {
    $0.components(separatedBy: "```")[0].components(separatedBy: "```")[0]
  }
}
