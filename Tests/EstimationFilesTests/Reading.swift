import Documents
import Estimation

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
