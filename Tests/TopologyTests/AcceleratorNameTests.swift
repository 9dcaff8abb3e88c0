import Testing
import Topology

@Suite("names of accelerators") struct AcceleratorNameTests {
  @Test(
    "what drivers, labels, clouds and schedulers write means one accelerator",
    arguments: [
      ("NVIDIA-H100-80GB-HBM3", "h100"), ("NVIDIA H100 80GB HBM3", "h100"),
      ("nvidia-h100-80gb", "h100"), ("nvidia-h100-mega-80gb", "h100"), ("h100-mega-80gb", "h100"),
      ("H100_NVLINK_80GB", "h100"), ("nvidia_h100_80gb_hbm3_4g.40gb", "h100"),
      ("GH100 [H100 SXM5 80GB]", "h100"), ("NVIDIA-H100-PCIe", "h100-pcie"),
      ("GH100 [H100 PCIe]", "h100-pcie"), ("NVIDIA-H100-NVL", "h100-nvl"),
      ("nvidia_a100-sxm4-80gb", "a100"), ("NVIDIA-A100-SXM4-40GB", "a100"),
      ("nvidia-tesla-a100", "a100"), ("NVIDIA-A100-PCIE-40GB", "a100-pcie"),
      ("NVIDIA-A100-80GB-PCIe", "a100-pcie"), ("Tesla-V100-SXM2-32GB", "v100"),
      ("Tesla-V100-PCIE-16GB", "v100-pcie"), ("V100M32", "v100"), ("nvidia-tesla-p100", "p100"),
      ("NVIDIA-H200", "h200"), ("nvidia-h200-141gb", "h200"), ("NVIDIA-H200-NVL", "h200-nvl"),
      ("NVIDIA-GH200-480GB", "gh200"), ("NVIDIA-GB200", "gb200"), ("NVIDIA GB200 NVL72", "gb200"),
      ("NVIDIA-B200", "b200"), ("nvidia-b200", "b200"), ("NVIDIA-GB300", "gb300"),
      ("NVIDIA H20", "h20"), ("NVIDIA-L40S", "l40s"), ("NVIDIA-L4", "l4"), ("Tesla-T4", "t4"),
      ("NVIDIA-A10G", "a10g"), ("AMD_Instinct_MI300X_OAM", "mi300x"), ("mi300x", "mi300x"),
      ("AMD Instinct MI300A", "mi300a"), ("AMD_Instinct_MI325_OAM", "mi325x"),
      ("AMD_Instinct_MI250X", "mi250x-gcd"), ("Intel(R) Data Center GPU Max 1550", "pvc"),
      ("Max_1550", "pvc"), ("gaudi3", "gaudi3"), ("HL-325L Gaudi3", "gaudi3"),
      ("NVIDIA-GH200-144G-HBM3e", "gh200-144"), ("tpu-v5-lite-podslice", "tpu-v5e"),
      ("tpu-v5p-slice", "tpu-v5p"), ("tpu-v6e-slice", "tpu-v6e"), ("Trainium2", "trainium2"),
    ])
  func named(model: String, name: String) {
    #expect(Accelerator.name(ofModel: model) == name)
    #expect(Accelerator.id(ofModel: model) == Accelerator.named(name)?.id)
  }

  @Test(
    "a name of something else means none",
    arguments: [
      "", "GPU-series-1", "G2", "Quadro", "Matrox G200eW3", "ASPEED", "100", "H1000", "TPU", "v4",
    ])
  func unknown(model: String) {
    #expect(Accelerator.name(ofModel: model) == nil)
    #expect(Accelerator.id(ofModel: model) == nil)
  }

  // What the system shows of a MI250X are its halves.
  @Test(
    "every shipped accelerator is found by its own id",
    arguments: Accelerator.shipped.map(\.id).filter { $0 != "mi250x" })
  func shipped(id: String) { #expect(Accelerator.id(ofModel: id) == id) }
}
