public import Documents
import Topology
public import TopologyFiles

/// The machines and clusters that ship inside the program, and how names find them.
///
/// A file in `machines` or `clusters` is embedded by the build; a line below gives it its name.
public enum TopologyCatalog {
  /// What an entry describes.
  public enum Kind: Hashable, Sendable {
    /// One machine.
    case template
    /// A cluster.
    case cluster
  }

  /// A shipped file.
  public struct Entry: Sendable {
    /// The name, which is the file's without `.yaml`.
    public let name: String
    /// What it describes.
    public let kind: Kind
    private let bytes: [UInt8]

    fileprivate init(_ name: String, _ kind: Kind, _ bytes: [UInt8]) {
      self.name = name
      self.kind = kind
      self.bytes = bytes
    }

    /// The file's text; its place in messages is `catalogue:NAME`.
    public var input: InputText {
      get throws(Diagnostics) { try InputText(bytes: bytes, file: "catalogue:\(name)") }
    }

    /// What the file describes.
    public func read() throws(Diagnostics) -> TopologyFile {
      try TopologyFile(yaml: try input, shelf: TopologyCatalog.shelf)
    }
  }

  /// All entries: machines, then clusters, each by name.
  public static let entries: [Entry] = [
    Entry("aurora-pvc", .template, PackageResources.aurora_pvc_yaml),
    Entry("aws-p5-48xlarge", .template, PackageResources.aws_p5_48xlarge_yaml),
    Entry("azure-nd96isr-h100-v5", .template, PackageResources.azure_nd96isr_h100_v5_yaml),
    Entry("dgx-1v", .template, PackageResources.dgx_1v_yaml),
    Entry("dgx-2", .template, PackageResources.dgx_2_yaml),
    Entry("dgx-a100", .template, PackageResources.dgx_a100_yaml),
    Entry("dgx-a100-40", .template, PackageResources.dgx_a100_40_yaml),
    Entry("dgx-b200", .template, PackageResources.dgx_b200_yaml),
    Entry("dgx-b300", .template, PackageResources.dgx_b300_yaml),
    Entry("dgx-h100", .template, PackageResources.dgx_h100_yaml),
    Entry("dgx-h200", .template, PackageResources.dgx_h200_yaml),
    Entry("elcap-mi300a", .template, PackageResources.elcap_mi300a_yaml),
    Entry("frontier-mi250x", .template, PackageResources.frontier_mi250x_yaml),
    Entry("gb200-nvl72-tray", .template, PackageResources.gb200_nvl72_tray_yaml),
    Entry("gb300-nvl72-tray", .template, PackageResources.gb300_nvl72_tray_yaml),
    Entry("gcp-a3-megagpu-8g", .template, PackageResources.gcp_a3_megagpu_8g_yaml),
    Entry("gh200-quad", .template, PackageResources.gh200_quad_yaml),
    Entry("gh200-single", .template, PackageResources.gh200_single_yaml),
    Entry("l40s-8", .template, PackageResources.l40s_8_yaml),
    Entry("lassen", .template, PackageResources.lassen_yaml),
    Entry("mi300x-8", .template, PackageResources.mi300x_8_yaml),
    Entry("mi325x-8", .template, PackageResources.mi325x_8_yaml),
    Entry("mi355x-8", .template, PackageResources.mi355x_8_yaml),
    Entry("perlmutter-a100", .template, PackageResources.perlmutter_a100_yaml),
    Entry("summit-v100", .template, PackageResources.summit_v100_yaml),

    Entry("abci-3", .cluster, PackageResources.abci_3_yaml),
    Entry("alps", .cluster, PackageResources.alps_yaml),
    Entry("aurora", .cluster, PackageResources.aurora_yaml),
    Entry("azure-eagle", .cluster, PackageResources.azure_eagle_yaml),
    Entry("dgx-superpod-127", .cluster, PackageResources.dgx_superpod_127_yaml),
    Entry("el-capitan", .cluster, PackageResources.el_capitan_yaml),
    Entry("frontier", .cluster, PackageResources.frontier_yaml),
    Entry("gb200-nvl72-8racks", .cluster, PackageResources.gb200_nvl72_8racks_yaml),
    Entry("imbue-10k", .cluster, PackageResources.imbue_10k_yaml),
    Entry("imbue-70b", .cluster, PackageResources.imbue_70b_yaml),
    Entry("isambard-ai", .cluster, PackageResources.isambard_ai_yaml),
    Entry("jupiter", .cluster, PackageResources.jupiter_yaml),
    Entry("lumi", .cluster, PackageResources.lumi_yaml),
    Entry("meta-100k", .cluster, PackageResources.meta_100k_yaml),
    Entry("meta-genai-roce", .cluster, PackageResources.meta_genai_roce_yaml),
    Entry("nvidia-eos", .cluster, PackageResources.nvidia_eos_yaml),
    Entry("oracle-h200", .cluster, PackageResources.oracle_h200_yaml),
    Entry("oracle-mi300x", .cluster, PackageResources.oracle_mi300x_yaml),
    Entry("perlmutter", .cluster, PackageResources.perlmutter_yaml),
    Entry("princeton-della", .cluster, PackageResources.princeton_della_yaml),
    Entry("summit", .cluster, PackageResources.summit_yaml),
    Entry("tesla-cortex", .cluster, PackageResources.tesla_cortex_yaml),
    Entry("xai-colossus", .cluster, PackageResources.xai_colossus_yaml),
  ]

  /// The entry of that name.
  public static func entry(named name: String) -> Entry? { byName[name] }

  private static let byName = Dictionary(
    entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The machines, for clusters that name them.
  public static let shelf = TemplateShelf(
    names: entries.filter { $0.kind == .template }.map(\.name)
  ) { name in
    guard let file = try? entry(named: name)?.read(), case .template(let template) = file else {
      return nil
    }
    return template
  }
}
