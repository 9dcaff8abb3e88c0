extension Accelerator {
  // MARK: Modules, which servers join by NVLink.
  static let nvidiaModules: [Accelerator] = [
    Accelerator(
      "p100", "NVIDIA P100 SXM2 data sheet 2016",
      Figures(
        basis: .fp16, teraflops: .read(21.2, .pascalLaunch), memory: .read(16, .pascalLaunch),
        memoryBandwidth: .read(720, .pascalLaunch, note: "later data sheets print 732"),
        link: .read(80, .linkTables), chipPower: .read(300, .pascalNews))),
    Accelerator(
      "v100", "NVIDIA V100 SXM2 data sheet 2017",
      Figures(
        basis: .fp16, teraflops: .read(125, .tensorCores),
        memory: .read(16, .summit, note: "also sold with 32"),
        memoryBandwidth: .read(900, .summit), link: .read(150, .linkTables),
        chipPower: .read(300, .voltaNews),
        serverPower: .read(625, .dgx2, note: "DGX-2: 10 kW for 16"))),
    Accelerator(
      "a100", "NVIDIA A100 SXM data sheet 2020",
      Figures(
        basis: .bf16, teraflops: .read(312, .tables),
        memory: .read(80, .tables, note: "the first had 40"),
        memoryBandwidth: .read(2_000, .tables, note: "NVIDIA prints 2,039; the one of 40 GB 1,555"),
        link: .read(300, .linkTables), chipPower: .read(400, .tables),
        serverPower: .read(812.5, .dgxA100, note: "DGX A100: 6.5 kW for 8"))),
    Accelerator(
      "a800", "NVIDIA A800 SXM data sheet 2022",
      Figures(
        basis: .bf16, teraflops: .said(312, .exportNVIDIA), memory: .read(80, .pciNames),
        memoryBandwidth: .said(2_000, .exportNVIDIA), link: .said(200, .exportNVIDIA),
        chipPower: .said(400, .exportNVIDIA))),
    Accelerator(
      "h100", "NVIDIA H100 SXM data sheet 2022",
      Figures(
        basis: .bf16, teraflops: .read(989, .tables), memory: .read(80, .tables),
        memoryBandwidth: .read(3_350, .tables), link: .read(450, .linkTables),
        chipPower: .read(700, .tables),
        serverPower: .read(1_275, .dgxPower, note: "DGX H100: 10.2 kW for 8"))),
    Accelerator(
      "h800", "NVIDIA H800 SXM data sheet 2023",
      Figures(
        basis: .bf16, teraflops: .said(989, .exportNVIDIA), memory: .said(80, .exportNVIDIA),
        memoryBandwidth: .said(3_350, .exportNVIDIA), link: .said(200, .exportNVIDIA),
        chipPower: .said(700, .exportNVIDIA))),
    Accelerator(
      "h200", "NVIDIA H200 SXM data sheet 2024",
      Figures(
        basis: .bf16, teraflops: .read(989, .tables), memory: .read(141, .tables),
        memoryBandwidth: .read(4_800, .tables), link: .read(450, .linkTables),
        chipPower: .read(700, .tables),
        serverPower: .read(1_275, .dgxPower, note: "DGX H200: 10.2 kW for 8"))),
    Accelerator(
      "gh200", "NVIDIA GH200 data sheet 2023",
      Figures(
        basis: .bf16, teraflops: .read(989, .tables), memory: .read(96, .tables),
        memoryBandwidth: .read(4_000, .tables), link: .read(450, .linkTables),
        chipPower: .read(1_000, .hopperArticle, note: "GPU, CPU and memory together, at most"))),
    Accelerator(
      "gh200-144", "NVIDIA GH200 data sheet 2023",
      Figures(
        basis: .bf16, teraflops: .read(989, .tables),
        memory: .read(141, .tables, note: "sold as 144 GB; 141 can be used"),
        memoryBandwidth: .read(4_800, .tables, note: "NVIDIA prints 4.9 TB/s"),
        link: .read(450, .linkTables),
        chipPower: .read(1_000, .hopperArticle, note: "GPU, CPU and memory together, at most"))),
    Accelerator(
      "h20", "NVIDIA H20 data sheet 2024",
      Figures(
        basis: .bf16, teraflops: .read(148, .h20Review),
        memory: .read(96, .h20Review, note: "a later one, H20-3e, has 141"),
        memoryBandwidth: .read(4_000, .h20Review), link: .read(450, .h20Review),
        chipPower: .read(400, .h20Review))),
    Accelerator(
      "b200", "NVIDIA HGX B200 data sheet 2024",
      Figures(
        basis: .bf16, teraflops: .read(2_250, .tables),
        memory: .read(180, .dgxB200, note: "1,440 GB for 8; 192 GB on the first slides"),
        memoryBandwidth: .read(7_700, .verda, note: "other pages print 8 TB/s"),
        link: .read(900, .linkTables), chipPower: .read(1_000, .tables),
        serverPower: .read(1_787.5, .dgxB200, note: "DGX B200: 14.3 kW for 8"))),
    Accelerator(
      "gb200", "NVIDIA GB200 NVL72 data sheet 2024",
      Figures(
        basis: .bf16, teraflops: .read(2_500, .tables, note: "verda.com prints 2,250"),
        memory: .read(186, .tables, note: "13.4 TB a rack; other pages print 188 and 192"),
        memoryBandwidth: .read(7_700, .verda, note: "other pages print 8 TB/s"),
        link: .read(900, .linkTables), chipPower: .read(1_200, .missionControl),
        serverPower: .read(1_666.7, .missionControl, note: "a rack of 72: about 120 kW"))),
    Accelerator(
      "b300", "NVIDIA DGX B300 data sheet 2025",
      Figures(
        basis: .bf16, teraflops: .read(2_250, .tables),
        memory: .read(270, .mlperf6, note: "the stacks hold 288"),
        memoryBandwidth: .read(7_700, .verda, note: "other pages print 8 TB/s"),
        link: .read(900, .linkTables),
        chipPower: .read(
          1_400, .klockwood, note: "verda.com prints 1,100; a DGX B300 allows 1,000"),
        serverPower: .read(1_812.5, .dgxB300, note: "DGX B300: 14.5 kW for 8"))),
    Accelerator(
      "gb300", "NVIDIA GB300 NVL72 data sheet 2025",
      Figures(
        basis: .bf16, teraflops: .read(2_500, .tables),
        memory: .read(279, .verda, note: "20 TB a rack; the stacks hold 288"),
        memoryBandwidth: .read(8_000, .verda), link: .read(900, .linkTables),
        chipPower: .read(1_400, .tables),
        serverPower: .read(
          1_972.2, .nvl72, note: "a rack of 72: up to 142 kW; 135 kW in NVIDIA's planning example"))
    ),
  ]

  // MARK: Cards, which stand alone on PCIe or are joined by bridges.
  static let nvidiaCards: [Accelerator] = [
    Accelerator(
      "h100-pcie", "NVIDIA H100 PCIe data sheet 2022",
      Figures(
        basis: .bf16, teraflops: .read(756, .tables), memory: .read(80, .tables),
        memoryBandwidth: .read(2_000, .h100PCIe), link: .said(300, .h100PCIe, note: bridged),
        chipPower: .read(350, .h100PCIe))),
    Accelerator(
      "h100-nvl", "NVIDIA H100 NVL data sheet 2024",
      Figures(
        basis: .bf16,
        teraflops: .said(835, .h100NVL, note: "early sheets count it as the SXM, 989"),
        memory: .read(94, .h100NVLReview), memoryBandwidth: .read(3_900, .h100NVLReview),
        link: .read(300, .h100NVLReview, note: bridged), chipPower: .read(400, .tables))),
    Accelerator(
      "a100-pcie", "NVIDIA A100 PCIe data sheet 2021",
      Figures(
        basis: .bf16, teraflops: .read(312, .tables),
        memory: .read(80, .tables, note: "the first had 40"),
        memoryBandwidth: .read(1_940, .tables), link: .said(300, .a100, note: bridged),
        chipPower: .read(300, .tables))),
    Accelerator(
      "l40s", "NVIDIA L40S data sheet 2023",
      Figures(
        basis: .bf16, teraflops: .read(362, .tables), memory: .read(48, .tables),
        memoryBandwidth: .read(864, .l40), chipPower: .read(350, .tables))),
    Accelerator(
      "l40", "NVIDIA L40 data sheet 2022",
      Figures(
        basis: .bf16, teraflops: .read(181, .l40), memory: .read(48, .l40),
        memoryBandwidth: .read(864, .l40), chipPower: .read(300, .l40))),
    Accelerator(
      "l4", "NVIDIA L4 data sheet 2023",
      Figures(
        basis: .bf16, teraflops: .read(121, .l4, note: "242 with sparsity"),
        memory: .read(24, .l4), memoryBandwidth: .read(300, .l4), chipPower: .read(72, .l4))),
    Accelerator(
      "a40", "NVIDIA A40 data sheet 2021",
      Figures(
        basis: .bf16, teraflops: .read(149.7, .a40), memory: .read(48, .a40),
        memoryBandwidth: .said(696, .a40Sheet), link: .said(56.25, .a40Sheet, note: bridged),
        chipPower: .read(300, .a40))),
    Accelerator(
      "a10", "NVIDIA A10 data sheet 2021",
      Figures(
        basis: .bf16, teraflops: .said(125, .a10), memory: .said(24, .a10),
        memoryBandwidth: .said(600, .a10), chipPower: .said(150, .a10))),
    Accelerator(
      "t4", "NVIDIA T4 data sheet 2018",
      Figures(
        basis: .fp16, teraflops: .read(65, .t4Readme), memory: .said(16, .t4),
        memoryBandwidth: .read(300, .t4Readme, note: "the data sheet is said to print 320"),
        chipPower: .said(70, .t4))),
  ]

  private static let bridged = "between two cards that a bridge joins"
}

extension Accelerator.Source {
  fileprivate static let pascalLaunch = Self(
    "tech4gamers.com on Tesla P100, NVLink and PCIe", "2016")
  fileprivate static let pascalNews = Self("xtreview.com on the launch of Tesla P100", "2016")
  fileprivate static let tensorCores = Self(
    "developer.nvidia.com, Programming Tensor Cores in CUDA 9", "2017")
  fileprivate static let summit = Self("olcf/olcf-user-docs on GitHub, Summit user guide", "2023")
  fileprivate static let voltaNews = Self("techrival.com on Tesla V100", "2017")
  fileprivate static let dgx2 = Self("datacenterdynamics.com on DGX-2", "2018")
  fileprivate static let dgxA100 = Self("hardwaretimes.com on DGX A100", "2020")
  fileprivate static let dgxPower = Self("flashgenius.net, table of DGX systems", "2026")
  fileprivate static let dgxB200 = Self("docs.nvidia.com, DGX B200 user guide", "2025")
  fileprivate static let dgxB300 = Self("thedailyscout.com, from NVIDIA's deployment guide", "2026")
  fileprivate static let missionControl = Self(
    "docs.nvidia.com, Mission Control 2.0, power reservation", "2025")
  fileprivate static let nvl72 = Self(
    "docs.nvidia.com, NVL72 AI Factory reference architecture", "2026")
  fileprivate static let verda = Self("verda.com on GB300 NVL72, table per GPU", "2026")
  fileprivate static let klockwood = Self("glennklockwood.com on B300", "2025")
  fileprivate static let mlperf6 = Self(
    "mlcommons/training_results_v6.0 on GitHub, B300-SXM-270GB", "2026")
  fileprivate static let hopperArticle = Self("wikimili.com on Hopper (microarchitecture)", "2024")
  fileprivate static let h20Review = Self("willitrunai.com on H20; tweaktown.com 95224", "2025")
  fileprivate static let exportNVIDIA = Self(
    "NVIDIA's data sheet for China, which is no longer published", "2023")
  fileprivate static let pciNames = Self("PCI ID repository, pci-ids.ucw.cz", "2023-04")
  fileprivate static let h100PCIe = Self("NVIDIA H100 PCIe product brief PB-11133", "2022-11")
  fileprivate static let h100NVL = Self("NVIDIA H100 data sheet", "2024")
  fileprivate static let h100NVLReview = Self("aiminingco.com on H100 NVL", "2025")
  fileprivate static let a100 = Self("NVIDIA A100 data sheet", "2021")
  fileprivate static let l40 = Self("mullet.se, NVIDIA L40 and L40S specifications", "2023")
  fileprivate static let l4 = Self("grokipedia.com on L4 and L40S", "2026")
  fileprivate static let a40 = Self("hmc-tech.com on L40 and A40", "2024")
  fileprivate static let a40Sheet = Self("NVIDIA A40 data sheet", "2021")
  fileprivate static let a10 = Self("NVIDIA A10 data sheet", "2021")
  fileprivate static let t4 = Self("NVIDIA T4 data sheet", "2018")
  fileprivate static let t4Readme = Self(
    "kentjliu/acml-project1 on GitHub, from NVIDIA's data sheet", "2024")
}
