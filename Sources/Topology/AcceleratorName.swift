extension Accelerator {
  /// The shipped accelerator that a product's name means; nil if it means none.
  ///
  /// A PCIe card is not its SXM sister: `NVIDIA-H100-PCIe` is `h100-pcie`, or nil while no such
  /// accelerator is shipped, never `h100`.
  public static func id(ofModel model: String) -> String? {
    name(ofModel: model).flatMap { named($0)?.id }
  }

  /// The accelerator that a product's name means, shipped or not; nil if the name is of none known.
  ///
  /// Drivers write `NVIDIA H100 80GB HBM3`, labels `NVIDIA-H100-80GB-HBM3`, Slurm
  /// `nvidia_h100_80gb_hbm3`, clouds `nvidia-h100-80gb` or `H100_NVLINK_80GB`, the PCI database
  /// `GH100 [H100 SXM5 80GB]`: a word of the name decides, and other words tell the card from the
  /// module.
  public static func name(ofModel model: String) -> String? {
    let words = Set(model.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    if words.contains("TPU") {
      return tensorUnits.first { $0.words.isSubset(of: words) }?.name
    }
    guard let chip = chips.first(where: { words.contains($0.word) }) else { return nil }
    if chip.name == "gh200", !words.isDisjoint(with: ["144", "144G", "144GB"]) {
      return "gh200-144"
    }
    if words.contains("NVL"), nvlBridged.contains(chip.name) { return chip.name + "-nvl" }
    let isCard = words.contains { $0.hasPrefix("PCI") }
    return isCard && onCardsToo.contains(chip.name) ? chip.name + "-pcie" : chip.name
  }

  // Chips that are sold as modules with NVLink and as slower PCIe cards.
  private static let onCardsToo: Set<String> = ["p100", "v100", "a100", "h100", "a800", "h800"]
  private static let nvlBridged: Set<String> = ["h100", "h200"]

  // The longer chips first: a GB200 is named with its B200, a GH200 with its H200.
  private static let chips: [(word: String, name: String)] = [
    ("GB300", "gb300"), ("GB200", "gb200"), ("GH200", "gh200"), ("B300", "b300"), ("B200", "b200"),
    ("H200", "h200"), ("H100", "h100"), ("H800", "h800"), ("H20", "h20"), ("A100", "a100"),
    ("A800", "a800"), ("A40", "a40"), ("A30", "a30"), ("A10G", "a10g"), ("A10", "a10"),
    ("L40S", "l40s"), ("L40", "l40"), ("L4", "l4"), ("T4", "t4"), ("V100", "v100"),
    ("V100M16", "v100"), ("V100M32", "v100"), ("P100", "p100"), ("MI355X", "mi355x"),
    ("MI355", "mi355x"), ("MI350X", "mi350x"), ("MI350", "mi350x"), ("MI325X", "mi325x"),
    ("MI325", "mi325x"), ("MI300X", "mi300x"), ("MI300A", "mi300a"), ("MI250X", "mi250x-gcd"),
    ("MI250", "mi250-gcd"), ("MI210", "mi210"), ("MI100", "mi100"), ("1550", "pvc"), ("PVC", "pvc"),
    ("GAUDI3", "gaudi3"), ("HL325L", "gaudi3"), ("GAUDI2", "gaudi2"), ("HL225", "gaudi2"),
    ("GAUDI", "gaudi"), ("TRAINIUM2", "trainium2"), ("TRAINIUM1", "trainium1"),
    ("TRAINIUM", "trainium1"),
  ]

  // GKE writes tpu-v5-lite-podslice for a v5e.
  private static let tensorUnits: [(words: Set<String>, name: String)] = [
    (["V4"], "tpu-v4"), (["V5E"], "tpu-v5e"), (["V5", "LITE"], "tpu-v5e"), (["V5P"], "tpu-v5p"),
    (["V6E"], "tpu-v6e"),
  ]
}
