import Testing
import Topology

@Suite("instance types of clouds") struct CloudInstanceTests {
  @Test(
    "have the GPUs that their names or their makers say",
    arguments: [
      ("p5.48xlarge", 8, "h100", 80), ("P4D.24xlarge", 8, "a100", 40),
      ("p4de.24xlarge", 8, "a100", 80), ("p5en.48xlarge", 8, "h200", 141),
      ("ml.p5.48xlarge", 8, "h100", 80), ("a3-megagpu-8g", 8, "h100", 80),
      ("a2-ultragpu-4g", 4, "a100", 80), ("a2-megagpu-16g", 16, "a100", 40),
      ("Standard_ND96isr_H100_v5", 8, "h100", 80), ("Standard_ND96isr_H200_v5", 8, "h200", 141),
      ("BM.GPU.H100.8", 8, "h100", 80), ("BM.GPU.GB200.4", 4, "gb200", 186),
    ])
  func known(name: String, gpus: Int, model: String, gigabytes: Int) throws {
    let instance = try #require(CloudInstance.named(name))
    #expect(instance.gpus == gpus)
    #expect(instance.model == model)
    #expect(instance.memoryBytes == gigabytes * 1_000_000_000)
    #expect(Accelerator.name(ofModel: instance.model) == model)
    #expect(instance.source.hasSuffix("2025"))
  }

  @Test("one without GPUs is not known", arguments: ["m7i.48xlarge", "Standard_D4s_v5", "", "p5"])
  func unknown(name: String) { #expect(CloudInstance.named(name) == nil) }
}
