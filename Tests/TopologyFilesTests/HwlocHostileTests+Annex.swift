extension HwlocHostileTests {
  /// Kinds, figures, tiers and matrices that no machine has; they begin in line 29.
  static let annex: [Hostile] = wrongKinds + wrongFigures + bombs

  private static func after(_ text: String) -> String {
    good.replacing("</topology>", with: text + "</topology>")
  }

  private static let bandwidth = "<memattr name=\"Bandwidth\" flags=\"5\">"
  private static let target = "target_obj_type=\"NUMANode\" target_obj_gp_index=\"20\""

  private static let wrongKinds: [Hostile] = [
    Hostile(
      name: "kind without threads", text: after("<cpukind forced_efficiency=\"1\"/>"),
      message: "f.xml:29:1: cpuset: a kind of threads without cpuset"),
    Hostile(
      name: "kind of all threads there are", text: after("<cpukind cpuset=\"0xf...f\"/>"),
      message: "f.xml:29:1: cpuset: is no set of indices below 2^20 (0xf...f)"),
    Hostile(
      name: "kind of no set", text: after("<cpukind cpuset=\"P-cores\"/>"),
      message: "f.xml:29:1: cpuset: is no set of indices below 2^20 (P-cores); write such as"),
    Hostile(
      name: "rank of 2^31",
      text: after("<cpukind cpuset=\"0x1\" forced_efficiency=\"2147483648\"/>"),
      message: "f.xml:29:1: forced_efficiency: is not a whole number from 0 to 2147483647 "
        + "(2147483648)"),
    Hostile(
      name: "rank in words", text: after("<cpukind cpuset=\"0x1\" forced_efficiency=\"fast\"/>"),
      message: "f.xml:29:1: forced_efficiency: is not a whole number"),
    Hostile(
      name: "object in a kind",
      text: after("<cpukind cpuset=\"0x1\"><object type=\"PU\"/></cpukind>"),
      message: "f.xml:29:23: <object> where it cannot be"),
    Hostile(
      name: "tier without nodes", text: after("<memtier kinds=\"1\"/>"),
      message: "f.xml:29:1: nodeset: a memory tier without the set of its NUMA nodes"),
    Hostile(
      name: "allowed threads of no set",
      text: good.replacing("allowed_cpuset=\"0x000000ff\"", with: "allowed_cpuset=\"some\""),
      message: "f.xml:4:1: allowed_cpuset: is no set in hwloc's notation (some)"),
  ]

  private static let wrongFigures: [Hostile] = [
    Hostile(
      name: "figure without name", text: after("<memattr flags=\"5\"/>"),
      message: "f.xml:29:1: name: a memory attribute without name"),
    Hostile(
      name: "figure of no meaning", text: after("<memattr name=\"a\" flags=\"3\"/>"),
      message: "f.xml:29:1: flags: is no set of flags of a memory attribute (3)"),
    Hostile(
      name: "bandwidth of 0",
      text: after(
        "\(bandwidth)<memattr_value \(target) value=\"0\" initiator_cpuset=\"0x1\"/></memattr>"),
      message: "f.xml:29:37: value: is no bandwidth (0)"),
    Hostile(
      name: "bandwidth below 0",
      text: after(
        "\(bandwidth)<memattr_value \(target) value=\"-5\" initiator_cpuset=\"0x1\"/></memattr>"),
      message: "f.xml:29:37: value: is not a whole number (-5)"),
    Hostile(
      name: "bandwidth of 2^63",
      text: after(
        "\(bandwidth)<memattr_value \(target) value=\"9223372036854775808\""
          + " initiator_cpuset=\"0x1\"/></memattr>"),
      message: "f.xml:29:37: value: is no bandwidth (9223372036854775808)"),
    Hostile(
      name: "bandwidth for nobody",
      text: after("\(bandwidth)<memattr_value \(target) value=\"5\"/></memattr>"),
      message: "f.xml:29:37: memattr_value: a figure that depends on who asks does not say who"),
    Hostile(
      name: "figure of nothing",
      text: after("\(bandwidth)<memattr_value value=\"5\" initiator_cpuset=\"0x1\"/></memattr>"),
      message: "f.xml:29:37: target_obj_gp_index: is not a whole number"),
    Hostile(
      name: "figure for all threads there are",
      text: after(
        "\(bandwidth)<memattr_value \(target) value=\"5\" initiator_cpuset=\"0xf...f\"/></memattr>"),
      message: "f.xml:29:37: initiator_cpuset: is no set of indices below 2^20 (0xf...f)"),
    Hostile(
      name: "value outside a figure",
      text: after("<cpukind cpuset=\"0x1\"><memattr_value/></cpukind>"),
      message: "f.xml:29:23: <memattr_value> where it cannot be"),
    Hostile(
      name: "matrix of 0 objects", text: after("<distances2 type=\"PU\" nbobjs=\"0\" kind=\"5\"/>"),
      message: "f.xml:29:1: nbobjs: a matrix of no or too many objects (0)"),
  ]

  private static let bombs: [Hostile] = [
    Hostile(
      name: "2,000 kinds",
      text: after(String(repeating: "<cpukind cpuset=\"0x1\"/>\n", count: 2000)),
      message: "f.xml:1053:1: cpukind: has more than 1024 kinds of threads"),
    Hostile(
      name: "1,000 tiers",
      text: after(String(repeating: "<memtier nodeset=\"0x1\"/>\n", count: 1000)),
      message: "f.xml:541:1: memtier: has more than 512 memory tiers"),
    Hostile(
      name: "1,000 matrices",
      text: after(
        String(
          repeating: "<distances2 type=\"PU\" nbobjs=\"4000\" kind=\"5\" indexing=\"os\"/>\n",
          count: 1000)),
      message: "f.xml:285:1: distances2: has more than 256 matrices"),
    Hostile(
      name: "200,000 figures",
      text: after(
        bandwidth
          + String(
            repeating: "<memattr_value \(target) value=\"5\" initiator_cpuset=\"0x1\"/>\n",
            count: 200_000) + "</memattr>"),
      message: "f.xml:100028:1: has more kinds, figures and matrices than any machine"),
    Hostile(
      name: "figures with sets of 90 MB in all",
      text: after(
        bandwidth
          + String(
            repeating: "<memattr_value \(target) value=\"5\" initiator_cpuset=\"0x1"
              + "\(String(repeating: ",", count: 32_000))\"/>\n", count: 700) + "</memattr>"),
      message: "f.xml:291:1: has more kinds, figures and matrices than any machine"),
    Hostile(
      name: "kinds with 200,000 infos",
      text: after(
        "<cpukind cpuset=\"0x1\">"
          + String(repeating: "<info name=\"a\" value=\"b\"/>\n", count: 200_000) + "</cpukind>"),
      message: "f.xml:100028:1: has more kinds, figures and matrices than any machine"),
  ]
}
