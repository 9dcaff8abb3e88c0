import Foundation
import KernelMeasure
import Kernels
import Report
import Testing

@Suite("what bench reports") struct BenchDocumentTests {
  /// A measurement that nobody made, with figures `factor` times as large as a fast machine's.
  static func document(threads: Int = 2, factor: Double = 1, hasPricePass: Bool = true)
    -> BenchDocument
  {
    var measurement = MachineMeasurement()
    for kernel in Kernel.allCases {
      func row(_ form: KernelRow.Form, _ shape: MeasuredShape) -> KernelRow {
        KernelRow(
          kernel: kernel, form: form, shape: shape, nanoseconds: 0.2 * factor, peak: 250 / factor,
          error: 3.2e-7)
      }
      for shape in MeasuredShape.usual {
        var full = row(.full, shape)
        full.mixNanoseconds = 0.18 * factor
        full.productNanoseconds = 0.14 * factor
        measurement.rows.append(full)
      }
      var derivatives = row(.derivatives(4), MeasuredShape.usual[1])
      derivatives.ratio = 1.5
      measurement.rows.append(derivatives)
      for side in [8, 16, 32] {
        let shape = MeasuredShape(
          candidates: 100, packages: side * side, draws: 500, attributes: 16, timed: 50)
        measurement.rows.append(row(.grid(side, side), shape))
      }
      if threads > 1 {
        var all = row(.full, MeasuredShape.usual[3])
        all.threads = threads
        all.scaling = 0.95 * Double(threads)
        all.peakScaling = 0.99 * Double(threads)
        measurement.rows.append(all)
      }
    }
    measurement.memory.read = 30 / factor
    measurement.memory.readByAll = threads > 1 ? 50 / factor : nil
    measurement.memory.pricePass = hasPricePass ? 27 / factor : nil
    measurement.memory.bytes = 1 << 28
    return BenchDocument(
      measurement, processor: "A processor", chosen: .best, isQuick: false, version: "1.2.3",
      run: BenchDocument.Run(
        seconds: 10, kernel: Kernel.best.rawValue, threads: threads, generated: "2026-01-01"))
  }

  @Test("the document has the promised keys, and keeps them")
  func keys() throws {
    let object = try JSONSerialization.jsonObject(with: Data(Self.document().json().utf8))
    var keys: Set<String> = []
    func collect(_ value: Any, _ path: String) {
      if let object = value as? [String: Any] {
        for (key, value) in object { collect(value, path.isEmpty ? key : "\(path).\(key)") }
      } else if let list = value as? [Any] {
        for value in list { collect(value, "\(path)[]") }
      } else {
        keys.insert(path)
      }
    }
    collect(object, "")
    #expect(
      keys.sorted() == [
        "chosen", "kernels[].form", "kernels[].fraction_of_issue_mix", "kernels[].fraction_of_peak",
        "kernels[].gflops", "kernels[].grid[]", "kernels[].isa", "kernels[].issue_mix_gflops",
        "kernels[].lanes", "kernels[].max_abs_error", "kernels[].microseconds_per_candidate",
        "kernels[].name", "kernels[].ns_per_element", "kernels[].peak_gflops",
        "kernels[].peak_scaling", "kernels[].product_fraction_of_peak", "kernels[].product_gflops",
        "kernels[].ratio_to_full", "kernels[].scaling", "kernels[].shape.c", "kernels[].shape.k",
        "kernels[].shape.p", "kernels[].shape.r", "kernels[].slopes", "kernels[].threads",
        "memory.bytes", "memory.price_pass_fraction_of_read",
        "memory.price_pass_gbytes_per_second", "memory.read_gbytes_per_second",
        "memory.read_gbytes_per_second_all_threads", "processor", "quick", "run.generated",
        "run.kernel", "run.seconds", "run.threads", "schema", "supported[]", "version",
      ])
  }

  @Test("fractions and rates follow from nanoseconds")
  func figures() throws {
    let document = Self.document()
    #expect(document.schema == "fulcrum.bench/1")
    let offer = try #require(document.kernels.first)
    #expect(offer.isa == "SSE2" || offer.isa == "NEON")
    #expect(abs(offer.microsecondsPerCandidate - 12.8) < 1e-9)
    #expect(abs((offer.gflops ?? 0) - 160) < 1e-9)
    #expect(abs((offer.fractionOfPeak ?? 0) - 0.64) < 1e-9)
    #expect(abs((offer.fractionOfIssueMix ?? 0) - 0.9) < 1e-9)
    #expect(abs((offer.issueMixGflops ?? 0) - 32 / 0.18) < 1e-9)
    #expect(abs((offer.productFractionOfPeak ?? 0) - 32 / 0.14 / 250) < 1e-9)
    #expect(abs((document.memory.pricePassFractionOfRead ?? 0) - 0.9) < 1e-9)
    // A grid has no product of matrices of which a share could be said.
    let grid = try #require(document.kernels.first { $0.form == "grid" })
    #expect(grid.gflops == nil && grid.fractionOfPeak == nil && grid.grid == [8, 8])
    let again = try JSONDecoder().decode(BenchDocument.self, from: Data(document.json().utf8))
    #expect(again == document)
  }

  @Test(
    "no line is wider than 80 columns, and none has an empty figure",
    arguments: [(1, 1), (2, 1), (64, 0.01), (1024, 300), (2, 4e4)])
  func width(threads: Int, factor: Double) {
    let text = TerminalBench(Self.document(threads: threads, factor: factor)).text
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.count <= 80, "\(line)")
      #expect(line.last != " ")
    }
    #expect(!text.contains("nan") && !text.contains("inf"))
  }

  @Test("the page names processor and kernels first and how to force one last")
  func page() {
    let lines = TerminalBench(Self.document()).text.split(separator: "\n")
    #expect(lines.first?.hasPrefix("A processor; kernels baseline") == true)
    #expect(lines.first?.contains("\(Kernel.best.rawValue) (chosen)") == true)
    #expect(lines.last?.hasPrefix("To force a kernel: FULCRUM_KERNEL=") == true)
    let text = lines.joined(separator: "\n")
    #expect(
      text.contains("1 x 64 x 1,000 x 16       0.200      160     64 %    90 %     91 %   4e-7"))
    #expect(text.contains("12.8 µs for 64 packages, 1,000 draws"))
    #expect(text.contains("for 4 attributes: 1.50 times the time of P alone; error 4e-7"))
    #expect(text.contains("8 x 8: 0.200 ns, 16 x 16: 0.200 ns, 32 x 32: 0.200 ns; error 4e-7"))
    #expect(text.contains("many people 1.90 times as fast as on one; a loop of products 1.98"))
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("the allocator's price pass 27.0 GB/s, 90 % of one thread's"))
    let without = TerminalBench(Self.document(threads: 1, hasPricePass: false)).text
    #expect(!without.contains("price pass") && !without.contains("times as fast"))
  }

  @Test("the list says what every kernel needs and which one is chosen")
  func list() throws {
    let lines = TerminalKernels(chosen: .baseline, reason: "by FULCRUM_KERNEL").text.split(
      separator: "\n")
    #expect(lines.count == 1 + Kernel.allCases.count)
    for (kernel, line) in zip(Kernel.allCases, lines.dropFirst()) {
      #expect(line.hasPrefix(kernel.rawValue) && line.contains(" \(kernel.lanes) "))
      #expect(line.contains(kernel.instructions))
      #expect(line.contains("not supported") == !kernel.isSupported)
      #expect(line.hasSuffix("chosen by FULCRUM_KERNEL") == (kernel == .baseline))
    }
  }
}
