import Documents
import Foundation

@testable import ProblemFiles

/// A problem of a text, as a file of that name would be read.
func problem(
  _ text: String, as name: String = "t.csv", capacities: [String] = []
) throws(Diagnostics) -> ValuedProblem {
  var stated: [StatedCapacity] = []
  for text in capacities {
    stated.append(try StatedCapacity(text, at: SourceLocation(file: "--capacity")))
  }
  return try ValuedProblem(InputText(text, file: name), path: name, capacities: stated)
}

/// What is wrong with a text; empty if nothing is.
func complaints(_ text: String, capacities: [String] = []) -> String {
  do throws(Diagnostics) {
    _ = try problem(text, as: "t", capacities: capacities)
    return ""
  } catch {
    return error.description
  }
}
