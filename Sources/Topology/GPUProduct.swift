/// The common accelerators by PCI numbers, for machines without driver and PCI database.
///
/// Names: the PCI ID repository, pci-ids.ucw.cz, and NVIDIA/gpu-admin-tools on GitHub. Memory: what the makers' names and data sheets say,
/// in gigabytes of 10^9 bytes; a driver shows a little more or less.
enum GPUProduct {
  /// The product's name; nil for one that is not in the table.
  static func name(of function: PCIFunction) -> String? { product(function)?.name }

  /// The memory that the product is sold with, in bytes.
  static func memoryBytes(of function: PCIFunction) -> Int? {
    product(function).map { $0.gigabytes * 1_000_000_000 }
  }

  private typealias Product = (name: String, gigabytes: Int)

  private static func product(_ function: PCIFunction) -> Product? {
    switch function.vendor {
    case PCIMaker.nvidia: nvidia[function.device]
    case PCIMaker.amd: amd[function.device]
    case PCIMaker.intel: intel[function.device]
    default: nil
    }
  }

  private static let nvidia: [Int: Product] = [
    0x15f7: ("Tesla P100 PCIe 12GB", 12), 0x15f8: ("Tesla P100 PCIe 16GB", 16),
    0x15f9: ("Tesla P100 SXM2 16GB", 16), 0x1db1: ("Tesla V100 SXM2 16GB", 16),
    0x1db4: ("Tesla V100 PCIe 16GB", 16), 0x1db5: ("Tesla V100 SXM2 32GB", 32),
    0x1db6: ("Tesla V100 PCIe 32GB", 32), 0x1db8: ("Tesla V100 SXM3 32GB", 32),
    0x1df5: ("Tesla V100 SXM2 16GB", 16), 0x1df6: ("Tesla V100S PCIe 32GB", 32),
    0x1eb8: ("Tesla T4", 16), 0x20b0: ("A100 SXM4 40GB", 40), 0x20b1: ("A100 PCIe 40GB", 40),
    0x20b2: ("A100 SXM4 80GB", 80), 0x20b3: ("A100 SXM 64GB", 64),
    0x20b5: ("A100 PCIe 80GB", 80), 0x20b7: ("A30 PCIe", 24), 0x20f1: ("A100 PCIe 40GB", 40),
    0x20f3: ("A800 SXM4 80GB", 80), 0x20f5: ("A800 PCIe 80GB", 80),
    0x20f6: ("A800 PCIe 40GB", 40), 0x2235: ("A40", 48), 0x2236: ("A10", 24), 0x2237: ("A10G", 24),
    0x26b5: ("L40", 48), 0x26b9: ("L40S", 48), 0x27b8: ("L4", 24), 0x2321: ("H100 NVL", 94),
    0x2322: ("H800 PCIe", 80), 0x2324: ("H800", 80), 0x2329: ("H20", 96),
    0x2330: ("H100 SXM5 80GB", 80), 0x2331: ("H100 PCIe", 80), 0x2335: ("H200 SXM 141GB", 141),
    0x2342: ("GH200 120GB", 96), 0x2901: ("B200", 180), 0x2941: ("GB200", 186),
  ]

  private static let amd: [Int: Product] = [
    0x738c: ("Instinct MI100", 32), 0x738e: ("Instinct MI100", 32),
    0x7408: ("Instinct MI250X", 64),
    0x740c: ("Instinct MI250X/MI250", 64),
    0x740f: ("Instinct MI210", 64), 0x74a0: ("Instinct MI300A", 128),
    0x74a1: ("Instinct MI300X", 192),
    0x74a5: ("Instinct MI325X", 256),
  ]

  private static let intel: [Int: Product] = [
    0x0bd5: ("Data Center GPU Max 1550", 128), 0x0bd6: ("Data Center GPU Max 1550", 128),
    0x0bd9: ("Data Center GPU Max 1100", 48), 0x0bda: ("Data Center GPU Max 1100", 48),
    0x0bdb: ("Data Center GPU Max 1100", 48),
  ]
}
