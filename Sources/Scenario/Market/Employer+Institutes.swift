extension Employer {
  /// Universities, and public computing centres and laboratories.
  static let institutes = universities + american + elsewhere

  private static let universities: [Employer] = [
    Employer(
      "isambard-ai", "University of Bristol", .university, .uk, profile: "university",
      5_448, "gh200", 2025, .confirmed,
      archived("20240526090503", "blogs.nvidia.com/blog/uk-largest-ai-supercomputer/")),
    Employer(
      "princeton-della", "Princeton University", .university, .us, profile: "university",
      296, "h100", 2024, .confirmed,
      archived(
        "20240320225612",
        "www.datacenterdynamics.com/en/news/"
          + "princeton-university-acquires-300-strong-nvidia-h100-gpu-cluster/")),
    Employer(
      "ncsa-delta", "University of Illinois", .university, .us, profile: "university",
      480, "a100", 2022, .confirmed,
      archived(
        "20240503170712",
        "www.datacenterdynamics.com/en/news/"
          + "ncsa-announces-delta-supercomputer-is-ready-for-operations/")),
  ]

  private static let american: [Employer] = [
    Employer(
      "el-capitan", "Lawrence Livermore", .national, .us, profile: "national-lab",
      44_544, "mi300a", 2024, .confirmed,
      archived(
        "20241122140255",
        "www.tomshardware.com/pc-components/cpus/amd-powered-el-capitan-is-now-the-worlds-fastest-"
          + "supercomputer-with-1-7-exaflops-of-performance-fastest-intel-machine-falls-to-third-"
          + "place-on-top500-list")),
    Employer(
      "aurora", "Argonne", .national, .us, profile: "national-lab",
      63_744, "pvc", 2024, .confirmed,
      archived(
        "20240824025729",
        "www.intel.com/content/www/us/en/newsroom/news/"
          + "intel-powered-aurora-supercomputer-breaks-exascale-barrier.html")),
    Employer(
      "ornl-frontier", "Oak Ridge", .national, .us, profile: "national-lab",
      37_632, "mi250x", 2022, .confirmed,
      archived("20240720224959", "docs.olcf.ornl.gov/systems/frontier_user_guide.html")),
    Employer(
      "perlmutter", "Lawrence Berkeley", .national, .us, profile: "national-lab",
      6_144, "a100", 2021, .confirmed,
      archived(
        "20240421214604",
        "www.hpcwire.com/2021/05/27/nersc-debuts-perlmutter-worlds-fastest-ai-supercomputer/")),
  ]

  private static let elsewhere: [Employer] = [
    Employer(
      "alps", "ETH Domain, CSCS", .national, .europe, profile: "national-lab",
      10_752, "gh200", 2024, .confirmed,
      archived("20240519135849", "www.cscs.ch/computers/alps")),
    Employer(
      "jupiter", "Juelich, EuroHPC", .national, .europe, profile: "national-lab",
      23_536, "gh200", 2025, .confirmed,
      archived(
        "20240825120701",
        "nvidianews.nvidia.com/news/nvidia-grace-hopper-superchip-powers-jupiter-defining-a-new-"
          + "class-of-supercomputers-to-propel-ai-for-scientific-discovery")),
    Employer(
      "lumi", "CSC, EuroHPC", .national, .europe, profile: "national-lab",
      11_912, "mi250x", 2022, .confirmed,
      archived(
        "20241003125301", "www.lumi-supercomputer.eu/lumis-full-system-architecture-revealed/")),
    Employer(
      "marenostrum-5", "Barcelona Supercomputing", .national, .europe, profile: "national-lab",
      4_480, "h100", 2023, .confirmed,
      archived("20240710184832", "www.bsc.es/es/marenostrum/marenostrum-5")),
    Employer(
      "leonardo", "CINECA, EuroHPC", .national, .europe, profile: "national-lab",
      13_824, "a100", 2022, .confirmed,
      archived(
        "20240830104624",
        "www.theregister.com/2022/11/22/leonardo_supercomputer_goes_live/")),
    Employer(
      "gefion", "Danish Centre for AI Innovation", .national, .europe, profile: "national-lab",
      1_528, "h100", 2024, .confirmed,
      archived(
        "20240531144416",
        "www.datacenterdynamics.com/en/news/"
          + "novo-nordisk-foundation-to-build-danish-nvidia-dgx-superpod-supercomputer/")),
    Employer(
      "jean-zay", "GENCI", .national, .europe, profile: "national-lab",
      1_456, "h100", 2024, .confirmed,
      archived(
        "20240528032205", "www.idris.fr/eng/annonces/idris-extension-jean-zay-h100-eng.html")),
    Employer(
      "abci-3", "AIST", .national, .asia, profile: "national-lab",
      6_128, "h200", 2025, .confirmed,
      archived("20241115024655", "arxiv.org/html/2411.09134v1")),
  ]
}
