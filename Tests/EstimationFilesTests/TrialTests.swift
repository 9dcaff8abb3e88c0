import Documents
import Estimation
import Foundation
import Testing
@testable import EstimationFiles

@Test func trial() throws {
  let clock = ContinuousClock()
  for (m, d) in [("swissmetro-logit", "swissmetro.dat"), ("swissmetro-mixed", "swissmetro.dat"), ("electricity-logit", "electricity.csv"), ("electricity-mixed", "electricity.csv")] {
    for _ in 0..<40 {
    let a = clock.now
    let model = try EstimationModel(readingFile: "/tmp/choice-data/models/\(m).yaml")
    let b = clock.now
    let input = try InputText(readingFile: "/tmp/choice-data/\(d)")
    let c = clock.now
    let table = try DataTable(input, separator: model.layout.separator)
    try table.readRows(keeping: Array(0..<5))
    let e = clock.now
    let read = try model.choices(input)
    let f = clock.now
    print(m, read.rows, read.rowsLeftOut, read.data.situations.count, read.data.persons.count, "model", b - a, "input", c - b, "scan", e - c, "all", f - e)
    }
  }
}
