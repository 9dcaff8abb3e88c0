import Kernels
import Scoring
import Testing

@Suite("placed price tables") struct PlacedPriceTableTests {
  @Test(
    "nodes and threads change nothing", arguments: [0, 1, 31, 32, 33, 1000], [1, 2, 5])
  func same(claimants: Int, threads: Int) {
    let options = 7
    let values = (0..<claimants * options).map { Float(($0 * 37) % 101) }
    let penalties = (0..<options).map { Float($0 * 5 % 11) }
    for kernel in Kernel.supported {
      let plain = kernel.bestOptions(
        of: PriceTable(values, options: options), penalties: penalties)
      let placed = PlacedPriceTable(values, options: options, crew: NodeCrew(threads: threads))
        .bestOptions(by: kernel, penalties: penalties)
      #expect(placed.options == plain.options)
      #expect(placed.values == plain.values)
    }
  }
}
