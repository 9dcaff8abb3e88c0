import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

// Files of real machines, wherever they lie; none of them is part of this repository.
@Suite(
  "files of a folder that FULCRUM_MACHINE_FILES names",
  .enabled(if: ProcessInfo.processInfo.environment["FULCRUM_MACHINE_FILES"] != nil))
struct RealMachineTests {
  static let folder = ProcessInfo.processInfo.environment["FULCRUM_MACHINE_FILES"] ?? ""
  static let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder).sorted()) ?? []

  @Test("tables have as many GPUs as rows that name one")
  func tables() throws {
    for name in Self.names where name.hasSuffix(".txt") {
      let input = try InputText(
        readingFile: Self.folder + "/" + name,
        strippingTerminalCodesIf: NvidiaTopologyTable.recognises)
      #expect(NvidiaTopologyTable.recognises(input.text), "\(name)")
      let rows = input.text.matches(of: /(?m)^[\s#>]*GPU[0-9]+[ \t]+(X|NV|SYS|SOC|NODE|P)/).count
      let reading = try NvidiaTopologyTable.read(input)
      guard case .template(let machine) = reading.file else { continue }
      #expect(machine.gpus.count == rows, "\(name)")
      print("\(name): \(Self.summary(machine))")
      for note in reading.sources[0].contradictions { print("   contradicts: \(note)") }
    }
  }

  @Test("XML has as many GPUs as elements or functions that are one")
  func xml() throws {
    for name in Self.names where name.hasSuffix(".xml") {
      let input = try InputText(readingFile: Self.folder + "/" + name)
      #expect(CollectivesXML.recognises(input.text), "\(name)")
      let elements = input.text.matches(of: #/<gpu /#).count
      let functions = input.text.matches(of: #/<pci [^>]*class="0x(0302|0380|1200)/#).count
      do throws(Diagnostics) {
        let reading = try CollectivesXML.read(input)
        guard case .template(let machine) = reading.file else { continue }
        #expect(machine.gpus.count == max(elements, functions), "\(name)")
        print("\(name): \(Self.summary(machine))")
        for note in reading.sources[0].contradictions { print("   contradicts: \(note)") }
      } catch {
        #expect(input.text.contains("<graphs") || elements + functions == 0, "\(error)")
        print("refused: \(error)")
      }
    }
  }

  private static func summary(_ machine: NodeTemplate) -> String {
    let rates = Set(machine.links.map(\.gigabytesPerSecondPerDirection)).sorted()
    return "\(machine.gpus.count) x \(machine.gpus[0].model), NUMA "
      + machine.gpus.map { $0.numa.map(String.init) ?? "-" }.joined(separator: ",")
      + ", domains \(machine.domains.map(\.count)), GB/s \(rates),"
      + " NICs \(machine.nics.map { Int($0.gigabitsPerSecond) })"
  }
}
