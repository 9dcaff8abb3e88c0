import Choice
import Testing

@Suite("attributes") struct AttributeTests {
  @Test("features are zero at the reference", arguments: AttributeRegistry().attributes)
  func reference(attribute: Attribute) {
    #expect(attribute.feature(of: attribute.reference, halfSaturation: 32) == 0)
  }

  @Test("the slope is the derivative of the feature", arguments: AttributeRegistry().attributes)
  func slope(attribute: Attribute) {
    for level in [0.25, 0.5, 0.875] {
      let step = 1e-5
      let slope =
        (attribute.feature(of: level + step, halfSaturation: 32)
          - attribute.feature(of: level - step, halfSaturation: 32)) / (2 * step)
      #expect(isClose(attribute.slope(at: level, halfSaturation: 32), slope, within: 1e-6))
    }
  }

  @Test("published levels give published features") func levels() throws {
    let registry = AttributeRegistry()
    let guarantee = try #require(registry["guaranteed_gpus"])
    let gain =
      guarantee.feature(of: 64, halfSaturation: 32) - guarantee.feature(of: 32, halfSaturation: 32)
    #expect(isClose(gain, 1.0 / 6, within: 1e-14))
    let cluster = try #require(registry["cluster_gpus"])
    // From 1,000 to 16,000 is ln(17 / 2) = ln 8.5.
    #expect(
      isClose(cluster.feature(of: 16_000, halfSaturation: 1), 2.140066163496271, within: 1e-14))
    #expect(isClose(cluster.feature(of: 0, halfSaturation: 1), -0.6931471805599453, within: 1e-14))
    let wait = try #require(registry["gpu_wait_days"])
    #expect(isClose(wait.feature(of: 30, halfSaturation: 1), 1.6650077635889111, within: 1e-14))
  }
}
