import Documents
import Foundation
import Scenario
import Testing

@Suite("Scenarios on disk")
struct DiskTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "fulcrum-scenario-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in SmallScenario().files {
      try AtomicFile.write(file.text, to: "\(folder)/\(file.name)")
    }
  }

  private func failure(_ path: String) -> String {
    do throws(Diagnostics) {
      _ = try Scenario(readingFrom: path)
      return "nothing was refused"
    } catch {
      return error.description.replacing(folder, with: "F")
    }
  }

  @Test(
    "the folder and its scenario.yaml are the same scenario",
    arguments: ["", "/", "/scenario.yaml"])
  func paths(suffix: String) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let scenario = try Scenario(readingFrom: folder + suffix)
    #expect(scenario.teams == (try SmallScenario().read()).teams)
    #expect(scenario.inputs.map(\.path).first == "\(folder)/scenario.yaml")
    #expect(!scenario.inputs.contains { $0.isBuiltin })
  }

  @Test("files that are no text, or no files, are refused with what they are")
  func notText() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write([0x69, 0x64, 0x0A, 0xFF], to: folder + "/teams.csv")
    try AtomicFile.write([0xFF, 0xFE, 0x69, 0x00], to: folder + "/candidates.csv")
    try FileManager.default.removeItem(atPath: folder + "/rivals.csv")
    try FileManager.default.createDirectory(
      atPath: folder + "/rivals.csv", withIntermediateDirectories: true)
    #expect(
      failure(folder) == """
        F/candidates.csv: is UTF-16 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)
        F/rivals.csv: is a folder, not a file; name a file in it
        F/teams.csv:2: is not UTF-8 text: byte 4 of the file does not belong to a character \
        (0xFF); save the file as UTF-8 (in a spreadsheet: CSV UTF-8)
        """)
    #expect(
      failure(folder + "/no/scenario.yaml")
        == "F/no/scenario.yaml: there is no such file; check the path and its spelling")
  }

  @Test("a scenario inherits what it does not say")
  func base() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let variant = folder + "/variant"
    try FileManager.default.createDirectory(atPath: variant, withIntermediateDirectories: true)
    try AtomicFile.write(
      "base: ..\nname: variant\nclusters: {bay: {nodes: 20}}\nprices: ~\nrole_slots:\n",
      to: variant + "/scenario.yaml")
    try AtomicFile.write(
      "id,heads,pay,floor_gpus\nserving,7,,~\n", to: variant + "/teams.csv")
    let scenario = try Scenario(readingFrom: variant)
    #expect(scenario.name == "variant")
    #expect((scenario.clusters[0].nodes, scenario.clusters[0].spareNodes) == (20, 1))
    #expect(scenario.pools[0].rentPerGPUHour == nil)
    #expect(scenario.roleSlots.map(\.count) == [1])
    #expect(scenario.teams.map(\.heads) == [10, 7])
    #expect(scenario.teams.map(\.pay) == [900_000, 600_000])
    #expect(scenario.teams.map(\.floor) == [[1], [0]])
    #expect(scenario.candidates == (try SmallScenario().read()).candidates)
    #expect(scenario.inputs.count == 6)

    try AtomicFile.write(
      "base: ..\nteams: {serving: ~}\nbudget: {cash: much}\n", to: variant + "/scenario.yaml")
    try FileManager.default.removeItem(atPath: variant + "/teams.csv")
    #expect(
      failure(variant)
        == "F/variant/scenario.yaml:3:16: budget.cash: is not a number (much); give dollars a "
        + "year, such as 450k")
    try AtomicFile.write("base: ..\nteams: {serving: ~}\n", to: variant + "/scenario.yaml")
    #expect(try Scenario(readingFrom: variant).teams.map(\.id) == ["models"])
  }

  @Test("a scenario that is its own base is refused")
  func ownBase() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write("base: .\n", to: folder + "/scenario.yaml")
    #expect(failure(folder).contains("is the base of 8 scenarios in a row (.); check that no"))
  }

  @Test("a damaged single file is not said to lack tables")
  func singleFile() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/one", withIntermediateDirectories: true)
    try AtomicFile.write("name: [a\nb: 1", to: folder + "/one/all.yaml")
    #expect(
      failure(folder + "/one/all.yaml")
        == "F/one/all.yaml:2:2: a list in brackets is not closed; put commas between its values "
        + "and ] at its end")
  }

  @Test("problems of all files come out in one go")
  func together() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, old, new) in [
      ("scenario.yaml", "cash: 2M", "cash: much"), ("teams.csv", "0.78", "1.78"),
      ("candidates.csv", "offer", "ofer"), ("rivals.csv", "rival", "friend"),
    ] {
      let text = try InputText(readingFile: "\(folder)/\(name)").text
      try AtomicFile.write(text.replacing(old, with: new), to: "\(folder)/\(name)")
    }
    #expect(
      failure(folder) == """
        F/candidates.csv:2:14: candidates[P-1].stage: is not one of cold, offer (ofer); did you \
        mean offer?
        F/rivals.csv:3:11: rivals[P-1/there].kind: is not one of stay, rival (friend); choose one
        F/scenario.yaml:7:16: budget.cash: is not a number (much); give dollars a year, such as 450k
        F/teams.csv:3:17: teams[serving].retention_2y: is outside 0 to 1 (1.78); give a share \
        above 0, at most 1, such as 0.67
        """)
  }

  @Test("damaged files are refused or read, never a crash", arguments: 0..<8)
  func damaged(round: UInt64) {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var state = round &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let bits = Array("{}[],:\"'|&*!-~#%.0159eEkM \n\t\r$/é".unicodeScalars)
    for _ in 0..<60 {
      var small = SmallScenario()
      let file = next(small.files.count)
      var scalars = Array(small.files[file].text.unicodeScalars)
      for _ in 0..<(1 + next(4)) {
        let place = next(scalars.count)
        switch next(3) {
        case 0: scalars[place] = bits[next(bits.count)]
        case 1: scalars.insert(bits[next(bits.count)], at: place)
        default: scalars.removeSubrange(place..<min(place + 1 + next(20), scalars.count - 1))
        }
      }
      small.files[file].text = String(String.UnicodeScalarView(scalars))
      do throws(Diagnostics) {
        _ = try small.read()
      } catch {
        #expect(!error.problems.isEmpty)
        #expect(!error.problems.contains { $0.remedy.isEmpty || $0.location.file.isEmpty })
      }
    }
  }
}
