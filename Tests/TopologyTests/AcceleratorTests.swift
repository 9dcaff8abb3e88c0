import Foundation
import Testing

@testable import Topology

@Suite("accelerators") struct AcceleratorTests {
  @Test("the ratio is the published dense rate over the H100's 989", arguments: Self.rates)
  func ratio(id: String, teraflops: Double) throws {
    let accelerator = try #require(Accelerator.named(id))
    #expect(accelerator.h100e == teraflops / 989)
    #expect(accelerator.source.hasPrefix("\(teraflops) TFLOPS dense "))
  }

  @Test("each shipped one is in the list of rates")
  func complete() {
    #expect(Set(Accelerator.shipped.map(\.id)) == Set(Self.rates.map(\.0)))
    #expect(Accelerator.shipped.count == Self.rates.count)
  }

  @Test("what it says of its ratio does not change", arguments: Self.sayings)
  func saying(id: String, source: String) throws {
    #expect(try #require(Accelerator.named(id)).source == source)
  }

  @Test("every figure has a value, a source and a date", arguments: Accelerator.shipped.map(\.id))
  func sources(id: String) throws {
    let figures = try #require(Accelerator.named(id)?.figures)
    #expect(figures.all.count >= 3)
    for (name, figure) in figures.all {
      #expect(figure.value > 0 && figure.value < 1e5, "\(name)")
      #expect(!figure.source.isEmpty && figure.source.count <= 100, "\(name)")
      let parts = figure.date.split(separator: "-").compactMap { Int($0) }
      #expect(parts.count == figure.date.split(separator: "-").count, "\(name)")
      #expect((2016...2026).contains(try #require(parts.first)), "\(name)")
      #expect(parts.dropFirst().allSatisfy { (1...12).contains($0) }, "\(name)")
      #expect(figure.note != "", "\(name)")
      // What was only heard of is named after the maker's paper, never after a page that was read.
      let isPaper =
        figure.source.contains("sheet") || figure.source.contains("brief")
        || figure.source.contains("product page")
      #expect(figure.isVerified || isPaper, "\(name): \(figure.source)")
    }
  }

  @Test("only those that have no bf16 count by fp16")
  func bases() {
    let byHalf = Accelerator.shipped.filter { $0.figures?.basis == .fp16 }.map(\.id)
    #expect(byHalf == ["p100", "v100", "t4"])
    for accelerator in Accelerator.shipped where accelerator.devicesPerCard == 1 {
      let basis = accelerator.figures?.basis.rawValue ?? "none"
      #expect(accelerator.source.contains(" dense \(basis), "), "\(accelerator.id)")
    }
  }

  @Test(
    "a module's link is its links times the rate of one",
    arguments: [
      ("p100", 4, 20.0), ("v100", 6, 25), ("a100", 12, 25), ("a800", 8, 25), ("h100", 18, 25),
      ("h800", 8, 25), ("h200", 18, 25), ("gh200", 18, 25), ("gh200-144", 18, 25), ("h20", 18, 25),
      ("b200", 18, 50), ("gb200", 18, 50), ("b300", 18, 50), ("gb300", 18, 50), ("mi250x", 7, 50),
      ("mi300a", 6, 64), ("mi300x", 7, 64), ("mi325x", 7, 64), ("mi350x", 7, 76.5),
      ("mi355x", 7, 76.5), ("gaudi2", 24, 12.5), ("gaudi3", 24, 25),
    ])
  func link(id: String, links: Int, rate: Double) throws {
    #expect(Accelerator.named(id)?.figures?.link?.value == Double(links) * rate)
  }

  @Test(
    "a server's power is shared by its GPUs",
    arguments: [
      ("v100", 10_000.0, 16), ("a100", 6_500, 8), ("h100", 10_200, 8), ("h200", 10_200, 8),
      ("b200", 14_300, 8), ("b300", 14_500, 8), ("gb200", 120_000, 72), ("gb300", 142_000, 72),
    ])
  func serverPower(id: String, watts: Double, gpus: Int) throws {
    let figures = try #require(Accelerator.named(id)?.figures)
    let share = try #require(figures.serverPower?.value)
    #expect(abs(share - watts / Double(gpus)) < 0.05)
    let chip = try #require(figures.chipPower?.value)
    #expect(share > chip && share < 3 * chip)
  }

  @Test("no chip links faster than it remembers, or draws what none draws")
  func plausible() throws {
    for accelerator in Accelerator.shipped {
      let figures = try #require(accelerator.figures)
      if let link = figures.link, let memory = figures.memoryBandwidth {
        #expect(link.value < memory.value, "\(accelerator.id)")
      }
      if let power = figures.chipPower { #expect((70...1_400).contains(power.value)) }
      #expect((12...288).contains(figures.memory.value), "\(accelerator.id)")
    }
  }

  @Test("a die is half of its card")
  func die() throws {
    let card = try #require(Accelerator.named("mi250x"))
    let die = try #require(Accelerator.named("mi250x-gcd"))
    #expect(die.devicesPerCard == 2 && card.devicesPerCard == 1)
    for ((name, whole), (other, half)) in zip(
      try #require(card.figures).all.filter { $0.name != "link" }, try #require(die.figures).all)
    {
      #expect(name == other && whole.value == 2 * half.value, "\(name)")
    }
  }

  @Test(
    "a product by its PCI numbers",
    arguments: [
      (0x10de, 0x2330, "H100 SXM5 80GB", 80), (0x10de, 0x1db4, "Tesla V100 PCIe 16GB", 16),
      (0x10de, 0x20b3, "A100 SXM 64GB", 64), (0x10de, 0x2324, "H800", 80),
      (0x10de, 0x2236, "A10", 24), (0x10de, 0x2901, "B200", 180),
      (0x1002, 0x74a1, "Instinct MI300X", 192), (0x1002, 0x738e, "Instinct MI100", 32),
      (0x8086, 0x0bd6, "Data Center GPU Max 1550", 128),
    ])
  func product(vendor: Int, device: Int, name: String, gigabytes: Int) {
    let function = PCIFunction(
      address: PCIAddress(domain: 0, bus: 1, device: 0, function: 0), vendor: vendor,
      device: device)
    #expect(GPUProduct.name(of: function) == name)
    #expect(GPUProduct.memoryBytes(of: function) == gigabytes * 1_000_000_000)
    let other = PCIFunction(address: function.address, vendor: vendor, device: 0xffff)
    #expect(GPUProduct.name(of: other) == nil)
  }

  private static let rates: [(String, Double)] = [
    ("p100", 21.2), ("v100", 125), ("a100", 312), ("a800", 312), ("h100", 989), ("h800", 989),
    ("h200", 989), ("gh200", 989), ("gh200-144", 989), ("h20", 148), ("b200", 2_250),
    ("gb200", 2_500), ("b300", 2_250), ("gb300", 2_500), ("h100-pcie", 756), ("h100-nvl", 835),
    ("a100-pcie", 312), ("l40s", 362), ("l40", 181), ("l4", 121), ("a40", 149.7), ("a10", 125),
    ("t4", 65), ("mi100", 92.3), ("mi210", 181), ("mi250x", 383), ("mi250x-gcd", 191.5),
    ("mi300a", 981), ("mi300x", 1_307), ("mi325x", 1_307), ("mi350x", 2_300), ("mi355x", 2_517),
    ("pvc", 832), ("gaudi2", 432), ("gaudi3", 1_677), ("trainium1", 190), ("trainium2", 667),
    ("tpu-v4", 275), ("tpu-v5e", 197), ("tpu-v5p", 459), ("tpu-v6e", 918),
  ]

  private static let sayings: [(String, String)] = [
    ("h100", "989.0 TFLOPS dense bf16, NVIDIA H100 SXM data sheet 2022"),
    ("h200", "989.0 TFLOPS dense bf16, NVIDIA H200 SXM data sheet 2024"),
    ("b200", "2250.0 TFLOPS dense bf16, NVIDIA HGX B200 data sheet 2024"),
    ("v100", "125.0 TFLOPS dense fp16, NVIDIA V100 SXM2 data sheet 2017"),
    (
      "mi250x-gcd",
      "191.5 TFLOPS dense bf16, one of the two dies of an AMD MI250X, data sheet 2021"
    ),
    ("pvc", "832.0 TFLOPS dense bf16, Intel Data Center GPU Max 1550 product brief 2023"),
  ]
}
