/// Names of the common accelerators by PCI numbers, for machines without driver and PCI database.
///
/// Source: the PCI ID repository, pci-ids.ucw.cz.
enum GPUModelName {
  /// The product's name; nil for one that is not in the table.
  static func of(_ function: PCIFunction) -> String? {
    switch function.vendor {
    case PCIMaker.nvidia: nvidia[function.device]
    case PCIMaker.amd: amd[function.device]
    case PCIMaker.intel: intel[function.device]
    default: nil
    }
  }

  private static let nvidia = [
    0x15f9: "Tesla P100 SXM2 16GB", 0x1db1: "Tesla V100 SXM2 16GB", 0x1db5: "Tesla V100 SXM2 32GB",
    0x1db8: "Tesla V100 SXM3 32GB", 0x1eb8: "Tesla T4", 0x20b0: "A100 SXM4 40GB",
    0x20b2: "A100 SXM4 80GB", 0x20b5: "A100 PCIe 80GB", 0x20f1: "A100 PCIe 40GB",
    0x2235: "A40", 0x26b5: "L40", 0x26b9: "L40S", 0x27b8: "L4", 0x2321: "H100 NVL",
    0x2330: "H100 SXM5 80GB", 0x2331: "H100 PCIe", 0x2335: "H200 SXM 141GB",
    0x2342: "GH200 120GB", 0x2901: "B200", 0x2941: "GB200",
  ]

  private static let amd = [
    0x738c: "Instinct MI100", 0x7408: "Instinct MI250X", 0x740c: "Instinct MI250X/MI250",
    0x740f: "Instinct MI210", 0x74a0: "Instinct MI300A", 0x74a1: "Instinct MI300X",
    0x74a5: "Instinct MI325X",
  ]

  private static let intel = [
    0x0bd5: "Data Center GPU Max 1550", 0x0bda: "Data Center GPU Max 1100",
  ]
}
