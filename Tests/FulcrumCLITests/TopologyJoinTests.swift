import Testing

@Suite("Machines beside clusters, as a process")
struct TopologyJoinTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(arguments, in: folder.path)
  }

  @Test("a machine says what the nodes of our own cluster are too, whichever stands first")
  func ownCluster() throws {
    try folder.write(
      "cluster: bay\ntemplates: {n: {gpus: {count: 8, model: H100, accelerator: h100}}}\n"
        + "pools: {h100: {template: n, nodes: 4}}\n", to: "bay.yaml")
    let bare = try run("topology", "show", "bay.yaml", "--sizes", "8")
    #expect(bare.code == 0 && bare.output.contains("not known"), "\(bare.output)")
    #expect(!bare.output.contains("of memory"))
    for names in [
      ["bay.yaml", "dgx-h100"], ["dgx-h100", "bay.yaml"], ["bay.yaml", "h100=dgx-h100"],
    ] {
      let joined = try ProgramRun(
        ["topology", "show"] + names + ["--sizes", "8"], in: folder.path)
      #expect(joined.code == 0 && joined.output.contains("4 x 8"), "\(joined.errors)")
    }
    let twice = try run("topology", "show", "bay.yaml", "dgx-h100", "dgx-h200")
    #expect(twice.code == 65)
    #expect(twice.errors.contains("is a topology of its own beside bay.yaml; give one of the two"))
  }

  @Test("what --set says of a cluster that --cluster replaces is said to have no effect")
  func uselessOverride() throws {
    let plan = try run(
      "plan", "--set", "clusters.bay-1.nodes=130", "--cluster", "dgx-superpod-127", "--no-explain",
      "--draws", "256")
    #expect(plan.code == 0, "\(plan.errors)")
    #expect(
      plan.output.replacing("\n", with: " ").contains(
        "clusters.bay-1.nodes has no effect: --cluster replaces bay-1."), "\(plan.output)")
  }

  @Test("XML without links is of links that nobody told, not of none")
  func links() throws {
    let gpu = { (bus: Int) in
      "<pci busid=\"0000:0\(bus):00.0\" class=\"0x030200\"><gpu dev=\"\(bus)\" sm=\"80\"/></pci>"
    }
    try folder.write(
      "<system version=\"1\"><cpu numaid=\"0\">\(gpu(1))\(gpu(2))</cpu></system>", to: "t.xml")
    let run = try run("topology", "show", "t.xml")
    #expect(run.code == 0 && run.output.contains("domains  not known"), "\(run.output)")
  }

  @Test("more nodes than a picture can show are no picture")
  func tooLarge() throws {
    try folder.write("NodeName=n[1-200001] Gres=gpu:h100:8\n", to: "slurm.conf")
    let run = try run("topology", "draw", "slurm.conf", "-o", "x.svg")
    #expect(run.code == 65 && folder.names == ["slurm.conf"])
    #expect(
      run.errors
        == "slurm.conf: has more than the 200000 nodes that a picture can show (200001); draw a part of it\n"
    )
  }
}
