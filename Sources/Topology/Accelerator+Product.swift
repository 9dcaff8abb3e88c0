extension Accelerator {
  /// What the maker sells it as, `NVIDIA H100 SXM`; the id of one that is not shipped.
  public var product: String { Self.products[id] ?? id }

  private static let products = [
    "p100": "NVIDIA P100 SXM2", "v100": "NVIDIA V100 SXM2", "a100": "NVIDIA A100 SXM",
    "a800": "NVIDIA A800 SXM", "h100": "NVIDIA H100 SXM", "h800": "NVIDIA H800 SXM",
    "h200": "NVIDIA H200 SXM", "gh200": "NVIDIA GH200", "gh200-144": "NVIDIA GH200 144GB",
    "h20": "NVIDIA H20", "b200": "NVIDIA B200", "gb200": "NVIDIA GB200", "b300": "NVIDIA B300",
    "gb300": "NVIDIA GB300", "h100-pcie": "NVIDIA H100 PCIe", "h100-nvl": "NVIDIA H100 NVL",
    "a100-pcie": "NVIDIA A100 PCIe", "l40s": "NVIDIA L40S", "l40": "NVIDIA L40",
    "l4": "NVIDIA L4", "a40": "NVIDIA A40", "a10": "NVIDIA A10", "t4": "NVIDIA T4",
    "mi100": "AMD Instinct MI100", "mi210": "AMD Instinct MI210", "mi250x": "AMD Instinct MI250X",
    "mi250x-gcd": "AMD Instinct MI250X half", "mi300a": "AMD Instinct MI300A",
    "mi300x": "AMD Instinct MI300X", "mi325x": "AMD Instinct MI325X",
    "mi350x": "AMD Instinct MI350X", "mi355x": "AMD Instinct MI355X",
    "pvc": "Intel Data Center GPU Max 1550", "gaudi2": "Intel Gaudi 2", "gaudi3": "Intel Gaudi 3",
    "trainium1": "AWS Trainium", "trainium2": "AWS Trainium2", "tpu-v4": "Google TPU v4",
    "tpu-v5e": "Google TPU v5e", "tpu-v5p": "Google TPU v5p", "tpu-v6e": "Google TPU v6e",
  ]
}
