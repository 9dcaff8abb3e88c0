extension Employer {
  /// A page as the Internet Archive holds it, by the time of its copy.
  static func archived(_ time: String, _ page: String) -> String {
    "https://web.archive.org/web/\(time)/https://\(page)"
  }

  /// Firms: laboratories, large companies, startups, and who rents out GPUs.
  static let companies = laboratories + large + small + renting

  private static let laboratories: [Employer] = [
    Employer(
      "xai-colossus", "xAI", .frontierLab, .us, profile: "frontier-lab",
      200_000, "h100", 2025, .confirmed, "https://archive.ph/oHQSA"),
    Employer(
      "meta-100k", "Meta AI", .frontierLab, .us, profile: "frontier-lab",
      100_000, "h100", 2024, .likely, "https://archive.ph/85KB1"),
    Employer(
      "openai-goodyear", "OpenAI, with Microsoft", .frontierLab, .us, profile: "frontier-lab",
      100_000, "h100", 2024, .likely,
      archived("20241006181731", "www.dwarkeshpatel.com/p/dylan-jon")),
    Employer(
      "google-oklahoma", "Google, DeepMind", .frontierLab, .us, profile: "frontier-lab",
      32_768, "tpu-v4", 2022, .confirmed,
      archived(
        "20240516184309",
        "techcrunch.com/2022/05/11/"
          + "google-launches-a-9-exaflop-cluster-of-cloud-tpu-v4-pods-into-public-preview/")),
    Employer(
      "deepseek", "DeepSeek, High-Flyer", .frontierLab, .asia, profile: "frontier-lab",
      10_000, "a100-pcie", 2021, .published, source: "Fire-Flyer AI-HPC, arXiv 2408.14158",
      "https://arxiv.org/abs/2408.14158"),
  ]

  private static let large: [Employer] = [
    Employer(
      "oracle-h200", "Oracle", .bigTech, .us, profile: "big-tech",
      65_536, "h200", 2024, .likely, "https://archive.ph/B3HJm"),
    Employer(
      "tesla-cortex", "Tesla", .bigTech, .us, profile: "big-tech",
      50_000, "h100", 2024, .confirmed,
      archived(
        "20250217061801",
        "www.datacenterdynamics.com/en/news/"
          + "teslas-50000-gpu-cortex-supercomputer-went-live-in-q4-2024/")),
    Employer(
      "aws-p5", "Amazon", .bigTech, .us, profile: "big-tech",
      20_000, "h100", 2023, .likely,
      archived(
        "20240823004421",
        "aws.amazon.com/blogs/aws/new-amazon-ec2-p5-instances-powered-by-nvidia-h100-tensor-core"
          + "-gpus-for-accelerating-generative-ai-and-hpc-applications/")),
    Employer(
      "azure-eagle", "Microsoft", .bigTech, .us, profile: "big-tech",
      14_400, "h100", 2023, .confirmed,
      archived(
        "20240901103636",
        "www.servethehome.com/"
          + "microsoft-azure-eagle-is-a-paradigm-shifting-cloud-supercomputer-nvidia-intel/")),
    Employer(
      "nvidia-eos", "NVIDIA", .bigTech, .us, profile: "big-tech",
      4_608, "h100", 2023, .confirmed,
      "https://nvidianews.nvidia.com/news/nvidia-announces-dgx-h100-systems-worlds-most-advanced-"
        + "enterprise-ai-infrastructure"),
    Employer(
      "nvidia-israel-1", "NVIDIA, Israel", .bigTech, .middleEast, profile: "big-tech",
      2_048, "h100", 2024, .likely,
      archived(
        "20240628053616",
        "www.datacenterdynamics.com/en/news/nvidias-israel-1-supercomputer-starts-operations/")),
    Employer(
      "bytedance", "ByteDance", .bigTech, .asia, profile: "big-tech",
      12_288, "a100", 2023, .published, source: "MegaScale, arXiv 2402.15627",
      "https://arxiv.org/abs/2402.15627"),
    Employer(
      "softbank-chie-2", "SoftBank", .bigTech, .asia, profile: "big-tech",
      2_040, "h100", 2024, .confirmed,
      archived("20241119082609", "top500.org/system/180329/")),
    Employer(
      "bloomberg", "Bloomberg", .bank, .us, profile: "bank",
      512, "a100", 2023, .confirmed, "https://arxiv.org/abs/2303.17564"),
  ]

  private static let small: [Employer] = [
    Employer(
      "imbue-10k", "Imbue", .startup, .us, profile: "startup",
      10_000, "h100", 2023, .likely,
      archived(
        "20240423234157",
        "investors.delltechnologies.com/news-releases/news-release-details/"
          + "imbue-develop-next-generation-ai-models-150-million-dell-high")),
    Employer(
      "inflection-2", "Inflection AI", .startup, .us, profile: "startup",
      5_000, "h100", 2023, .likely,
      archived("20241203070436", "inflection.ai/blog/inflection-2")),
    Employer(
      "reka-h100", "Reka AI", .startup, .us, profile: "startup",
      2_000, "h100", 2023, .confirmed,
      archived("20250108153733", "publications.reka.ai/reka-core-tech-report.pdf")),
    Employer(
      "stability-ezra-1", "Stability AI, at Amazon", .startup, .uk, profile: "startup",
      4_000, "a100", 2022, .confirmed,
      archived("20241207204816", "stability.ai/news/stable-diffusion-announcement")),
  ]

  private static let renting: [Employer] = [
    Employer(
      "coreweave-eos", "CoreWeave, for NVIDIA", .neocloud, .us, profile: "neocloud",
      10_752, "h100", 2023, .confirmed,
      archived("20240430123932", "blogs.nvidia.com/blog/scaling-ai-training-mlperf/")),
    Employer(
      "nebius-iseg2", "Nebius AI", .neocloud, .europe, profile: "neocloud",
      4_992, "h200", 2025, .confirmed, "https://archive.ph/ZFjf3"),
    Employer(
      "together-h100", "Together AI", .neocloud, .us, profile: "neocloud",
      4_424, "h100", 2023, .likely, "https://archive.ph/58l2A"),
    Employer(
      "yotta-shakti", "Yotta Data Services", .neocloud, .asia, profile: "neocloud",
      4_096, "h100", 2024, .confirmed, archived("20240527112515", "shakticloud.ai/")),
  ]
}
