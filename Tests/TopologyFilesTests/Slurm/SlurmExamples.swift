import Documents
import Foundation

@testable import TopologyFiles

/// Slurm's files in the shape of real ones.
enum SlurmExamples {
  static let configuration = """
    # Lab cluster
    ClusterName=lab
    SlurmctldHost=head1(10.0.0.1)
    GresTypes=gpu,shard
    TopologyPlugin=topology/tree
    SchedulerParameters=bf_interval=5,\\
    sched_interval=5
    NodeName=DEFAULT Boards=1 SocketsPerBoard=2 CoresPerSocket=56 ThreadsPerCore=2
    nodename=DEFAULT RealMemory=2048000 State=UNKNOWN
    NodeName=gpu[001-016] Gres=gpu:h100:8(S:0-1),shard:h100:32 Feature=h100,ib Weight=10
    NodeName=gpu[017-018] NodeAddr=10.1.0.[17-18] \\
      GRES=gpu:a100:4(S:0),gpu:a100:4(S:1) Features=a100
    NodeName=DEFAULT RealMemory=512000
    NodeName=cpu[1-4]
    NodeName=new[1-8] State=FUTURE Gres=gpu:b200:8
    NodeName=burst[1-2] State=CLOUD Gres=gpu:h100:8
    DownNodes=gpu[003,005] State=DRAIN Reason="bad #fan\\#2"
    NodeSet=fast Feature=h100
    PartitionName=main Nodes=fast,gpu[017-018] Default=YES MaxTime=INFINITE
    PartitionName=debug Nodes=cpu[1-4]
    """.replacingOccurrences(of: "\"bad #fan\\#2\"", with: "\"bad \\#2 fan\"")

  static let resources = """
    AutoDetect=off
    # one line for each GPU
    NodeName=gpu[1-2] Name=gpu Type=h100 File=/dev/nvidia0 Cores=0-15 Links=-1,18
    NodeName=gpu[1-2] Name=gpu Type=h100 File=/dev/nvidia1 Cores=16-31 Links=18,-1
    NodeName=gpu2 Name=gpu Type=h100 File=/dev/nvidia2
    NodeName=gpu[3-4] Name=gpu Type=a100 File=/dev/nvidia[0-3],/dev/nvidia7 Flags=nvidia_gpu_env
    NodeName=gpu5 Name=gpu Type=1g.10gb MultipleFiles=/dev/nvidia0,/dev/nvidia-caps/nvidia-cap21
    Name=mps Count=100
    """

  static let tree = """
    # core1=fabric-a
    SwitchName=core1 Switches=spine[1-2] LinkSpeed=400
    SwitchName=spine1 Switches=leaf[1-2]
    SwitchName=spine2 Switches=leaf3
    SwitchName=leaf1 Nodes=gpu[001-008]
    SwitchName=leaf2 Nodes=gpu[009-016]
    SwitchName=leaf3 Nodes=gpu[017-018]
    """

  static let blocks = """
    BlockName=b1 Nodes=n[01-18]
    BlockName=b2 Nodes=n[19-36]
    BlockName=b3 Nodes=n[37-54]
    BlockName=b4 Nodes=n[55-72]
    BlockSizes=18,36,72
    """

  static let yaml = """
    ---
    - topology: trees
      tree:
        switches:
          - switch: root
            children: s[1-2]
          - switch: s1
            nodes: n[1-4]
          - switch: s2
            nodes: n[5-8]
    - topology: blocks
      cluster_default: true
      block:
        block_sizes:
          - 2
          - 4
        blocks:
          - block: b1
            nodes: n[1-2]
          - block: b2
            nodes: n[3-4]
          - block: b3
            nodes: n[5-6]
          - block: b4
            nodes: n[7-8]
    - topology: plain
      flat:
        alpha_step_rank: true
    """

  static let nodes = """
    {
      "meta": {"slurm": {"release": "24.11.5", "cluster": "lab", "version": {"major": "24"}}},
      "nodes": [
        {"name": "gpu1", "hostname": "gpu1", "architecture": "x86_64", "boards": 1,
         "cpus": 128, "sockets": 2, "cores": 32, "threads": 2, "real_memory": 1024000,
         "free_mem": {"set": true, "infinite": false, "number": 900000},
         "gres": "gpu:h100:8(S:0-1)", "gres_used": "gpu:h100:3(IDX:0-2)", "gres_drained": "N/A",
         "tres": "cpu=128,mem=1000G,billing=128,gres/gpu=8,gres/gpu:h100=8",
         "state": ["MIXED"], "features": ["h100"], "reason": "", "partitions": ["main"]},
        {"name": "gpu2", "hostname": "gpu2", "cpus": {"set": true, "infinite": false, "number": 128},
         "sockets": 2, "cores": 32, "threads": 2, "real_memory": {"set": false, "number": 0},
         "gres": "gpu:(null):4(S:0-1)", "tres": "cpu=128,gres/gpu=8",
         "state": ["DOWN", "DRAIN"], "reason": "Xid 79 [root@2026-01-02T03:04:05]"},
        {"name": "gpu3", "cpus": 128, "sockets": 2, "cores": 32, "threads": 2,
         "real_memory": 1024000, "gres": "gpu:h100:8", "state": "idle*",
         "state_flags": ["DRAIN"], "features": "h100,ib"},
        {"name": "later1", "gres": "gpu:h100:8", "state": ["FUTURE"]}
      ],
      "last_update": 1, "warnings": [], "errors": []
    }
    """

  static let sinfo = """
    {"meta": {"Slurm": {"release": "23.02.7"}}, "sinfo": [
      {"node": {"state": ["IDLE"]}, "nodes": {"total": 2, "nodes": ["g1", "g2"]},
       "cpus": {"minimum": 64, "maximum": 64, "total": 128}, "sockets": {"minimum": 2, "maximum": 2},
       "cores": {"minimum": 32, "maximum": 32}, "threads": {"minimum": 1, "maximum": 1},
       "memory": {"minimum": 500000, "maximum": 512000},
       "gres": {"total": "gpu:a100:4", "used": "gpu:0"}, "reason": {"description": ""},
       "partition": {"name": "main"}},
      {"node": {"state": ["IDLE"]}, "nodes": {"total": 2, "nodes": ["g2", "g3"]},
       "cpus": {"minimum": 64, "maximum": 64}, "sockets": {"minimum": 2, "maximum": 2},
       "cores": {"minimum": 32, "maximum": 32}, "threads": {"minimum": 1, "maximum": 1},
       "memory": {"minimum": 500000, "maximum": 512000}, "gres": {"total": "gpu:a100:4"}}
    ]}
    """

  static let status = """
    NodeName=g1 Arch=x86_64 CoresPerSocket=32
       CPUAlloc=0 CPUEfctv=64 CPUTot=64 CPULoad=0.10
       AvailableFeatures=a100
       Gres=gpu:a100:4(S:0-1)
       NodeAddr=g1 NodeHostName=g1 Version=23.02.7
       OS=Linux 5.15.0-107-generic #117-Ubuntu SMP Fri Apr 26
       RealMemory=512000 AllocMem=0 FreeMem=500000 Sockets=2 Boards=1
       State=IDLE+DRAIN ThreadsPerCore=1 TmpDisk=0 Weight=1
       CfgTRES=cpu=64,mem=500G,billing=64,gres/gpu=4
       AllocTRES=
       Reason=Kill task failed [root@2026-01-02T03:04:05]

    NodeName=g2 Arch=x86_64 CoresPerSocket=32 CPUTot=64 Gres=(null) RealMemory=512000 Sockets=2 State=DOWN* ThreadsPerCore=1 InstanceType=p5.48xlarge
    """

  /// Every text with what it should be read as.
  static let all: [(name: String, text: String)] = [
    ("slurm.conf", configuration), ("gres.conf", resources), ("topology.conf", tree),
    ("topology.conf", blocks), ("topology.yaml", yaml), ("nodes.json", nodes),
    ("sinfo.json", sinfo), ("nodes.txt", status),
  ]

  /// Reads a text by the reader that recognises it.
  static func read(_ text: String, file: String = "f") throws -> NodeList {
    let input = try InputText(text, file: file)
    if SlurmNodes.recognises(text, file: file) { return try SlurmNodes.read(input) }
    if SlurmTopologyYAML.recognises(text, file: file) { return try SlurmTopologyYAML.read(input) }
    if SlurmTopology.recognises(text, file: file) { return try SlurmTopology.read(input) }
    if SlurmResources.recognises(text, file: file) { return try SlurmResources.read(input) }
    return try SlurmConfiguration.read(input)
  }

  /// What is said of a text that must be refused.
  static func problems(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let failure as Diagnostics {
      return failure.problems.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }
}
