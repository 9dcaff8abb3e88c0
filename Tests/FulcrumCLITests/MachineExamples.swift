/// Files that other tools write of one machine, as a user would hand them over.
enum MachineExamples {
  /// `lstopo machine.xml`: two packages of two cores, a GPU at each; one figure of a memory carries
  /// the flags of another, and a kind of threads names one that is not there.
  static let hwloc =
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE topology SYSTEM "hwloc2.dtd">
    <topology version="2.0">
      <object type="Machine" os_index="0" \(sets("f", "3")) gp_index="1"
        allowed_cpuset="0x0000000f" allowed_nodeset="0x00000003">
        <info name="DMIProductName" value="Bench"/>
        \((0..<2).map(package).joined(separator: "\n"))
      </object>
      <support name="discovery.pu"/>
      <memattr name="Bandwidth" flags="6">
        <memattr_value target_obj_type="NUMANode" target_obj_gp_index="10" value="250000"
          initiator_cpuset="0x00000003"/>
      </memattr>
      <cpukind cpuset="0x0000001f"/>
    </topology>

    """

  private static func package(_ number: Int) -> String {
    let cpus = number == 0 ? "3" : "c"
    let node = "\(number + 1)"
    return """
      <object type="Package" os_index="\(number)" \(sets(cpus, node)) gp_index="\(2 + number)">
        <object type="NUMANode" os_index="\(number)" \(sets(cpus, node))
          gp_index="1\(number)" local_memory="68719476736"/>
        \((0..<2).map { core(2 * number + $0, node) }.joined(separator: "\n"))
        <object type="PCIDev" gp_index="4\(number)" pci_busid="0000:\(number + 1)b:00.0"
          pci_type="0302 [10de:20b0] [10de:1450] a1" pci_link_speed="31.507692">
          <object type="OSDev" gp_index="5\(number)" name="nvml\(number)" subtype="NVML"
            osdev_type="5">
            <info name="GPUModel" value="NVIDIA A100-SXM4-40GB"/>
          </object>
        </object>
      </object>
      """
  }

  private static func core(_ number: Int, _ node: String) -> String {
    let own = sets("\(1 << number)", node)
    return """
      <object type="Core" os_index="\(number)" \(own) gp_index="2\(number)">
        <object type="PU" os_index="\(number)" \(own) gp_index="3\(number)"/>
      </object>
      """
  }

  private static func sets(_ cpus: String, _ nodes: String) -> String {
    "cpuset=\"0x0000000\(cpus)\" complete_cpuset=\"0x0000000\(cpus)\""
      + " nodeset=\"0x0000000\(nodes)\" complete_nodeset=\"0x0000000\(nodes)\""
  }

  /// `nvidia-smi topo -m` on a terminal, with its colours, and the list of `nvidia-smi -L`.
  static let table = """
    GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-1)
    GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-2)
    GPU 2: NVIDIA A100-SXM4-40GB (UUID: GPU-3)
    GPU 3: NVIDIA A100-SXM4-40GB (UUID: GPU-4)
    GPU 4: NVIDIA A100-SXM4-40GB (UUID: GPU-5)
    \u{1B}[4m\tGPU0\tGPU1\tGPU2\tGPU3\tNIC0\tCPU Affinity\tNUMA Affinity\tGPU NUMA ID\u{1B}[0m
    GPU0\t X \tNV4\tNV4\tNV4\tPXB\t0-15\t0\t\tN/A
    GPU1\tNV4\t X \tNV4\tNV4\tSYS\t0-15\t0\t\tN/A
    GPU2\tNV4\tNV4\t X \tNV4\tSYS\t16-31\t1\t\tN/A
    GPU3\tNV4\tNV4\tNV4\t X \tSYS\t16-31\t1\t\tN/A
    NIC0\tPXB\tSYS\tSYS\tSYS\t X

    Legend:

      X    = Self
      NV#  = Connection traversing a bonded set of # NVLinks

    NIC Legend:

      NIC0: mlx5_0

    """

  /// What `NCCL_TOPO_DUMP_FILE` keeps: two A100 side by side.
  static let collectives = """
    <system version="1">
      <cpu numaid="0" affinity="00000000,0000ffff" arch="x86_64">
        <pci busid="0000:1b:00.0" class="0x030200" vendor="0x10de" device="0x20b0">
          <gpu dev="0" sm="80" rank="0" gdr="1">
            <nvlink target="0000:2b:00.0" count="4" tclass="0x030200"/>
          </gpu>
        </pci>
        <pci busid="0000:91:00.0" class="0x020700">
          <nic><net name="mlx5_0" dev="0" speed="200000" port="1" guid="0x1"/></nic>
        </pci>
      </cpu>
      <cpu numaid="1" affinity="0000ffff,00000000" arch="x86_64">
        <pci busid="0000:2b:00.0" class="0x030200" vendor="0x10de" device="0x20b0">
          <gpu dev="1" sm="80" rank="1" gdr="1">
            <nvlink target="0000:1b:00.0" count="4" tclass="0x030200"/>
          </gpu>
        </pci>
      </cpu>
    </system>

    """
}
