import Foundation

@testable import Estimation

/// Other people's data sets, where the environment says that they are.
enum PublishedData {
  /// The folder with `swissmetro.dat` and `electricity.csv`; nil where there is none.
  static let folder = ProcessInfo.processInfo.environment["FULCRUM_CHOICE_DATA"]

  private static func rows(_ file: String, by separator: Character) throws -> [[String: Double]] {
    let text = try String(contentsOfFile: (folder ?? "") + "/" + file, encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    let names = lines[0].split(separator: separator).map { $0.filter { $0 != "\"" } }
    return lines.dropFirst().map { line in
      let cells = line.split(separator: separator).map {
        Double($0) ?? ($0.contains("TRUE") ? 1 : 0)
      }
      return Dictionary(uniqueKeysWithValues: zip(names, cells))
    }
  }

  /// 4,308 situations of 361 people, four unnamed offers each (Revelt, Train 1998).
  static func electricity() throws -> ChoiceData {
    let columns = ["pf", "cl", "loc", "wk", "tod", "seas"]
    let rows = Dictionary(
      grouping: try rows("electricity.csv", by: ","), by: { Int($0["chid"] ?? 0) })
    return ChoiceData(
      columns: columns,
      situations: rows.map { id, rows in
        ChoiceData.Situation(
          person: String(Int(rows[0]["id"] ?? 0)), id: String(id),
          options: rows.map { row in
            .init(
              alternative: String(Int(row["alt"] ?? 0)), share: row["choice"] ?? 0,
              values: columns.map { row[$0] ?? .nan })
          })
      })
  }

  /// 6,768 situations as Biogeme's first examples take them (Bierlaire, Axhausen, Abay 2001).
  static func swissmetro() throws -> ChoiceData {
    let rows = try rows("swissmetro.dat", by: "\t")
    var situations: [ChoiceData.Situation] = []
    for (index, row) in rows.enumerated() {
      func value(_ name: String) -> Double { row[name] ?? .nan }
      guard [1, 3].contains(value("PURPOSE")), value("CHOICE") != 0 else { continue }
      let isFree = value("GA") != 0
      let isAsked = value("SP") != 0
      let options: [(code: Double, name: String, isAvailable: Bool, time: Double, cost: Double)] = [
        (
          1, "train", value("TRAIN_AV") * (isAsked ? 1 : 0) != 0, value("TRAIN_TT"),
          isFree ? 0 : value("TRAIN_CO")
        ),
        (2, "sm", value("SM_AV") != 0, value("SM_TT"), isFree ? 0 : value("SM_CO")),
        (3, "car", value("CAR_AV") * (isAsked ? 1 : 0) != 0, value("CAR_TT"), value("CAR_CO")),
      ]
      situations.append(
        ChoiceData.Situation(
          person: String(Int(value("ID"))), id: String(index),
          options: options.filter(\.isAvailable).map {
            .init(
              alternative: $0.name, share: value("CHOICE") == $0.code ? 1 : 0,
              values: [$0.time / 100, $0.cost / 100])
          }))
    }
    return ChoiceData(columns: ["time", "cost"], situations: situations)
  }

  /// The model of the published tables for it.
  static func swissmetroModel(
    time: ChoiceModel.Distribution = .fixed, isPanel: Bool = false
  ) -> ChoiceModel {
    ChoiceModel(
      coefficients: [
        .init(name: "A_CAR", column: nil, alternatives: ["car"]),
        .init(name: "A_TRAIN", column: nil, alternatives: ["train"]),
        .init(name: "CO", column: "cost"),
        .init(name: "TT", column: "time", distribution: time),
      ], isPanel: isPanel)
  }
}
