extension Accelerator {
  // MARK: AMD. The matrix rates are published without sparsity.
  static let amdShipped: [Accelerator] = [
    Accelerator(
      "mi100", "AMD MI100 data sheet 2020",
      Figures(
        basis: .bf16, teraflops: .said(92.3, .mi100, note: "184.6 in fp16"),
        memory: .said(32, .mi100), memoryBandwidth: .said(1_229, .mi100),
        chipPower: .said(300, .mi100))),
    Accelerator(
      "mi210", "AMD MI210 data sheet 2022",
      Figures(
        basis: .bf16, teraflops: .said(181, .mi210), memory: .said(64, .mi210),
        memoryBandwidth: .said(1_638, .mi210), chipPower: .said(300, .mi210))),
    Accelerator(
      "mi250x", "AMD MI250X data sheet 2021",
      Figures(
        basis: .bf16, teraflops: .read(383, .tables), memory: .read(128, .tables),
        memoryBandwidth: .read(3_200, .frontier, note: "two dies of 1.6 TB/s; AMD prints 3.28"),
        link: .read(350, .linkTables), chipPower: .read(560, .tables, note: "peak; TDP 500"))),
    Accelerator(
      "mi250x-gcd", "one of the two dies of an AMD MI250X, data sheet 2021",
      Figures(
        basis: .bf16, teraflops: .read(191.5, .tables, note: "half of a card's 383"),
        memory: .read(64, .frontier), memoryBandwidth: .read(1_600, .frontier),
        chipPower: .read(280, .tables, note: "half of a card's 560")), devicesPerCard: 2),
    Accelerator(
      "mi300a", "AMD MI300A data sheet 2023",
      Figures(
        basis: .bf16, teraflops: .read(981, .mi300aNews, note: "980.6, rounded"),
        memory: .read(128, .elCapitan, note: "which the CPU cores share"),
        memoryBandwidth: .said(5_300, .mi300a),
        link: .read(
          384, .elCapitan, note: "2 links to each of 3, 128 each way if 256 is both ways"),
        chipPower: .said(760, .mi300a, note: "CPU cores included; 550 in air"))),
    Accelerator(
      "mi300x", "AMD MI300X data sheet 2023",
      Figures(
        basis: .bf16, teraflops: .read(1_307, .tables, note: "1,307.4; some pages print 1,300"),
        memory: .read(192, .tables), memoryBandwidth: .read(5_300, .tables),
        link: .read(448, .linkTables), chipPower: .read(750, .tables))),
    Accelerator(
      "mi325x", "AMD MI325X data sheet 2024",
      Figures(
        basis: .bf16, teraflops: .read(1_307, .mi325x, note: "1,307.4; some pages print 1,300"),
        memory: .read(256, .tables), memoryBandwidth: .read(6_000, .tables),
        link: .read(448, .linkTables), chipPower: .read(1_000, .tables))),
    Accelerator(
      "mi350x", "AMD MI350X data sheet 2025",
      Figures(
        basis: .bf16, teraflops: .said(2_300, .mi350x, note: "2,307 by clock and cores"),
        memory: .read(288, .tables), memoryBandwidth: .read(8_000, .tables),
        link: .read(535.5, .linkTables), chipPower: .read(1_000, .tables))),
    Accelerator(
      "mi355x", "AMD MI355X data sheet 2025",
      Figures(
        basis: .bf16,
        teraflops: .read(2_517, .tables, note: "by clock and cores; AMD prints 2,500"),
        memory: .read(288, .tables), memoryBandwidth: .read(8_000, .tables),
        link: .read(535.5, .linkTables), chipPower: .read(1_400, .tables))),
  ]

  // MARK: Intel.
  static let intelShipped: [Accelerator] = [
    Accelerator(
      "pvc", "Intel Data Center GPU Max 1550 product brief 2023",
      Figures(
        basis: .bf16,
        teraflops: .said(
          832, .pvcBrief, note: "Argonne measured 273 on one of the two stacks, 546 for both"),
        memory: .read(128, .klockwoodPVC), memoryBandwidth: .read(3_277, .klockwoodPVC),
        chipPower: .read(600, .klockwoodPVC))),
    Accelerator(
      "gaudi2", "Intel Gaudi 2 white paper 2022",
      Figures(
        basis: .bf16, teraflops: .read(432, .tables), memory: .read(96, .tables),
        memoryBandwidth: .read(2_460, .tables),
        link: .read(300, .linkTables, note: gaudiPorts), chipPower: .read(600, .tables))),
    Accelerator(
      "gaudi3", "Intel Gaudi 3 at the 1,600 MHz that is sold, 2026",
      Figures(
        basis: .bf16,
        teraflops: .read(1_677, .tables, note: "the white paper of 2024 prints 1,835 at 1,750 MHz"),
        memory: .read(128, .tables),
        memoryBandwidth: .read(3_670, .hotChips, note: "other pages print 3.7 TB/s"),
        link: .read(600, .linkTables, note: gaudiPorts),
        chipPower: .read(1_200, .hotChips, note: "with liquid; 900 in air"))),
  ]

  // MARK: Chips that are only rented. Their makers print no power.
  static let cloudShipped: [Accelerator] = [
    Accelerator(
      "trainium1", "AWS Trainium architecture 2022",
      Figures(
        basis: .bf16, teraflops: .read(190, .neuron), memory: .read(32, .neuron),
        memoryBandwidth: .read(820, .neuron))),
    Accelerator(
      "trainium2", "AWS Trainium2 architecture 2024",
      Figures(
        basis: .bf16, teraflops: .read(667, .neuron), memory: .read(96, .tables),
        memoryBandwidth: .read(2_900, .tables),
        link: .read(512, .linkTables, note: "inside one server; 640 in the larger torus"))),
    Accelerator(
      "tpu-v4", "Google TPU v4 documentation 2022",
      Figures(
        basis: .bf16, teraflops: .read(275, .tpu4), memory: .read(32, .tpu4),
        memoryBandwidth: .read(1_200, .tpu4), chipPower: .read(192, .tpu4))),
    Accelerator(
      "tpu-v5e", "Google TPU v5e documentation 2023",
      Figures(
        basis: .bf16, teraflops: .read(197, .tpu5e), memory: .read(16, .tpu5e),
        memoryBandwidth: .read(819, .tpu5e),
        link: .read(100, .tpu5e, note: "1,600 Gb/s, taken as both ways"))),
    Accelerator(
      "tpu-v5p", "Google TPU v5p documentation 2023",
      Figures(
        basis: .bf16, teraflops: .read(459, .tables), memory: .read(95, .tables),
        memoryBandwidth: .read(2_760, .tables),
        link: .read(300, .tpu5p, note: "4,800 Gb/s, taken as both ways"))),
    Accelerator(
      "tpu-v6e", "Google TPU v6e documentation 2024",
      Figures(
        basis: .bf16, teraflops: .read(918, .tables), memory: .read(32, .roofline),
        memoryBandwidth: .read(1_600, .roofline, note: "other pages print 1,640"))),
  ]

  private static let gaudiPorts = "Ethernet ports of the chip, some of which leave the server"
}

extension Accelerator.Source {
  fileprivate static let mi100 = Self("AMD Instinct MI100 data sheet", "2020")
  fileprivate static let mi210 = Self("AMD Instinct MI210 data sheet", "2022")
  fileprivate static let frontier = Self(
    "olcf/olcf-user-docs on GitHub, Frontier user guide", "2025")
  fileprivate static let mi300a = Self("AMD Instinct MI300A data sheet", "2023")
  fileprivate static let mi300aNews = Self(
    "vengineer.hatenablog.com, from AMD's MI300A data sheet", "2023-12")
  fileprivate static let elCapitan = Self("hpc.llnl.gov, El Capitan systems, node 1244", "2025")
  fileprivate static let mi325x = Self("awesomeagents.ai on MI325X", "2025")
  fileprivate static let mi350x = Self("AMD Instinct MI350X product page", "2025")
  fileprivate static let pvcBrief = Self("Intel Data Center GPU Max Series product brief", "2023")
  fileprivate static let klockwoodPVC = Self("glennklockwood.com on Ponte Vecchio", "2024")
  fileprivate static let hotChips = Self(
    "Intel at Hot Chips, Gaudi 3 (sgpjbg.com 465025)", "2024-08")
  fileprivate static let neuron = Self("AWS Neuron documentation, Trainium architecture", "2025")
  fileprivate static let tpu4 = Self("glennklockwood.com on TPU v4, from Google's pages", "2023")
  fileprivate static let tpu5e = Self("cloud.google.com, TPU v5e", "2024")
  fileprivate static let tpu5p = Self("aiwiki.ai on TPU v5p", "2026")
  fileprivate static let roofline = Self("rooflinenotes.dev, accelerator catalog", "2026")
}
