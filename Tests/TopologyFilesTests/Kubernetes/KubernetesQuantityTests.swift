import Testing

@testable import TopologyFiles

@Suite("quantities of Kubernetes") struct KubernetesQuantityTests {
  @Test(
    "are read exactly",
    arguments: [
      ("8", 8, 8), ("0", 0, 0), ("64000m", 64, 64), ("7910m", 7, nil), ("1500m", 1, nil),
      ("2113394736Ki", 2_164_116_209_664, 2_164_116_209_664), ("1.5Ti", 3 << 39, 3 << 39),
      ("0.1", 0, nil), ("1e3", 1000, 1000), ("2E2", 200, 200),
      ("1E", 1_000_000_000_000_000_000, 1_000_000_000_000_000_000),
      ("100n", 0, nil), ("1000000000n", 1, 1), ("1e-3", 0, nil), ("12e-1", 1, nil),
      ("9007199254740993", 9_007_199_254_740_993, 9_007_199_254_740_993),
      ("007", 7, 7), ("1.", 1, 1), (".5Gi", 1 << 29, 1 << 29), ("-0", 0, 0),
      ("1G", 1_000_000_000, 1_000_000_000),
      ("16Ei", nil, nil), ("999999999999999999E", nil, nil),
    ] as [(String, Int?, Int?)])
  func exact(text: String, down: Int?, whole: Int?) throws {
    let quantity = try KubernetesQuantity(text)
    #expect(quantity.roundedDown == down)
    #expect(quantity.whole == whole)
  }

  @Test(
    "are refused for what is wrong with them",
    arguments: [
      ("", KubernetesQuantity.Fault.malformed), ("Gi", .malformed), ("8gb", .malformed),
      ("8 Gi", .malformed), ("1.2.3", .malformed), (".", .malformed), ("--1", .malformed),
      ("1e", .malformed), ("1e1e1", .malformed), ("٨", .malformed), ("-1", .negative),
      ("-1Gi", .negative), ("1000000000000000000000", .tooLarge), ("1e99", .tooLarge),
      ("0.0000000001", .malformed),
    ])
  func refused(text: String, fault: KubernetesQuantity.Fault) {
    #expect(throws: fault) { try KubernetesQuantity(text) }
  }
}
