extension HwlocFixture {
  /// Machines whose files say more than their objects: kinds of threads, figures of memories.
  static let annotated: [HwlocFixture] = [2, 3].flatMap { version in
    [twoKinds, twoMemories].map {
      var fixture = $0
      fixture.version = version
      return fixture
    }
  }

  /// A fast and a frugal package.
  static let twoKinds: HwlocFixture = {
    var fixture = HwlocFixture(name: "fast and frugal cores")
    fixture.annex = [
      "<cpukind cpuset=\"0x0000000f\" forced_efficiency=\"0\">",
      "<info name=\"CoreType\" value=\"IntelAtom\"/>",
      "<info name=\"FrequencyMaxMHz\" value=\"3600\"/>", "</cpukind>",
      "<cpukind cpuset=\"0x000000f0\" forced_efficiency=\"1\">",
      "<info name=\"CoreType\" value=\"IntelCore\"/>",
      "<info name=\"FrequencyMaxMHz\" value=\"5200\"/>", "</cpukind>",
    ]
    return fixture
  }()

  /// A memory of high bandwidth beside the plain one of each package, numbered first there.
  static let twoMemories: HwlocFixture = {
    var fixture = HwlocFixture(name: "two memories")
    fixture.fastNodes = true
    let values: [(target: String, cpus: String, bandwidth: Int, latency: Int)] = [
      ("20", "0x0000000f", 250_000, 105), ("21", "0x000000f0", 250_000, 105),
      ("82", "0x0000000f", 800_000, 130), ("83", "0x000000f0", 800_000, 130),
      ("20", "0x000000f0", 90_000, 180),
    ]
    func attribute(_ name: String, _ flags: Int, _ figures: [Int]) -> [String] {
      ["<memattr name=\"\(name)\" flags=\"\(flags)\">"]
        + zip(values, figures).map { value, figure in
          "<memattr_value target_obj_type=\"NUMANode\" target_obj_gp_index=\"\(value.target)\""
            + " value=\"\(figure)\" initiator_cpuset=\"\(value.cpus)\"/>"
        } + ["</memattr>"]
    }
    fixture.annex =
      attribute("Bandwidth", 5, values.map(\.bandwidth))
      + attribute("Latency", 6, values.map(\.latency)) + [
        "<memattr name=\"wear\" flags=\"2\">",
        "<memattr_value target_obj_type=\"NUMANode\" target_obj_gp_index=\"82\" value=\"7\"/>",
        "</memattr>",
      ]
    return fixture
  }()
}
