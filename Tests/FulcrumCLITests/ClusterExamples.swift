/// Files that other tools write of a cluster, as a user would hand them over.
enum ClusterExamples {
  /// Twelve nodes of eight H100 on two switches, one of them out, and two that only take logins.
  static let slurm = """
    # Lab cluster
    ClusterName=lab
    SlurmctldHost=head1
    GresTypes=gpu
    TopologyPlugin=topology/tree
    NodeName=DEFAULT Sockets=2 CoresPerSocket=56 ThreadsPerCore=2 RealMemory=2048000
    NodeName=gpu[001-012] Gres=gpu:h100:8 Feature=ib Weight=10
    NodeName=login[1-2] RealMemory=256000
    DownNodes=gpu005 State=DOWN Reason="fan"
    PartitionName=main Nodes=gpu[001-012] Default=YES

    """

  /// Their GPUs, and those of a node that is gone.
  static let resources = """
    NodeName=gpu[001-012] Name=gpu Type=h100 File=/dev/nvidia[0-7]
    NodeName=gpu[099] Name=gpu Type=h100 File=/dev/nvidia[0-7]

    """

  /// Their switches.
  static let switches = """
    SwitchName=spine Switches=leaf[1-2] LinkSpeed=400
    SwitchName=leaf1 Nodes=gpu[001-006]
    SwitchName=leaf2 Nodes=gpu[007-012]

    """

  /// Blocks of Slurm from 25.05: two racks of trays.
  static let blocks = """
    ---
    - topology: blocks
      cluster_default: true
      block:
        block_sizes:
          - 18
          - 36
          - 40
        blocks:
          - block: b1
            nodes: gb[01-18]
          - block: b2
            nodes: gb[19-36]

    """

  /// `scontrol show nodes --json`: one node counts its GPUs twice, and otherwise.
  static let slurmNodes = """
    {"meta": {"slurm": {"release": "24.11.5", "cluster": "lab"}},
     "nodes": [
      {"name": "gpu1", "sockets": 2, "cores": 32, "threads": 2, "cpus": 128, "real_memory": 1024000,
       "gres": "gpu:a100:4(S:0-1)", "tres": "cpu=128,mem=1000G,gres/gpu=4", "state": ["MIXED"],
       "features": ["ib"], "partitions": ["main"], "weight": 10},
      {"name": "gpu2", "sockets": 2, "cores": 32, "threads": 2, "cpus": 128, "real_memory": 1024000,
       "gres": "gpu:a100:4(S:0-1)", "tres": "cpu=128,gres/gpu=8", "state": ["DOWN", "DRAIN"],
       "reason": "Xid 79"}],
     "warnings": [], "errors": []}

    """

  /// `kubectl get nodes -o json`: six nodes of eight H100 in three racks, of which the last is not
  /// ready; the capacity of the third is one short of its label.
  static let kubernetes =
    "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\n"
    + (1...6).map { node in
      """
      {"apiVersion": "v1", "kind": "Node",
       "metadata": {"name": "n\(node)", "labels": {"nvidia.com/gpu.count": "8", "team": "x",
         "nvidia.com/gpu.product": "NVIDIA-H100-80GB-HBM3", "nvidia.com/gpu.memory": "81559",
         "cloud.provider.com/topology-rack": "r\((node + 1) / 2)"}},
       "spec": {},
       "status": {"capacity": {"cpu": "224", "memory": "2113394736Ki",
           "nvidia.com/gpu": "\(node == 3 ? 7 : 8)"},
         "allocatable": {"cpu": "223", "memory": "2113394736Ki", "nvidia.com/gpu": "8"},
         "conditions": [{"type": "Ready", "status": "\(node == 6 ? "False" : "True")"}],
         "nodeInfo": {"kernelVersion": "6.8"}}}
      """
    }.joined(separator: ",\n") + "\n]}\n"

  /// The same as `-o yaml`.
  static let kubernetesYAML =
    "apiVersion: v1\nkind: List\nitems:\n"
    + (1...6).map { node in
      """
      - apiVersion: v1
        kind: Node
        metadata:
          name: n\(node)
          labels:
            cloud.provider.com/topology-rack: r\((node + 1) / 2)
            nvidia.com/gpu.count: "8"
            nvidia.com/gpu.memory: "81559"
            nvidia.com/gpu.product: NVIDIA-H100-80GB-HBM3
            team: x
        spec: {}
        status:
          allocatable: {cpu: "223", memory: 2113394736Ki, nvidia.com/gpu: "8"}
          capacity: {cpu: "224", memory: 2113394736Ki, nvidia.com/gpu: "\(node == 3 ? 7 : 8)"}
          conditions:
          - status: "\(node == 6 ? "False" : "True")"
            type: Ready
          nodeInfo: {kernelVersion: "6.8"}

      """
    }.joined()

  /// A Topology of Kueue: racks, then hosts.
  static let kueue = """
    apiVersion: kueue.x-k8s.io/v1beta1
    kind: Topology
    metadata:
      name: default
    spec:
      levels:
      - nodeLabel: cloud.provider.com/topology-rack
      - nodeLabel: kubernetes.io/hostname

    """

  /// A model of topograph: two leaves, each an NVLink domain.
  static let model = """
    switches:
      core:
        switches: [leaf-1, leaf-2]
      leaf-1: {}
      leaf-2: {}
    blocks:
    - switch: leaf-1
      nodes: ["n[01-04]"]
      annotations: {accelerator.topology.test/domain: nvl-1}
    - switch: leaf-2
      nodes: ["n[05-08]"]
      annotations: {accelerator.topology.test/domain: nvl-2}

    """

  /// A spreadsheet's list: two racks of unequal size, one node drained.
  static let table = """
    name,count,gpus,gpu_model,vcpus,memory_gib,rack,state,owner
    h100-[1-8],7,8,NVIDIA H100 80GB HBM3,224,2048,r1,up,me
    h100-[9-16],,8,NVIDIA H100 80GB HBM3,224,2048,r2,up,me
    h100-17,,8,NVIDIA H100 80GB HBM3,224,2048,r2,DRAINED,me

    """

  /// `aws ec2 describe-instance-topology`: two instances below one switch of the second layer.
  static let instances = """
    {"Instances": [
     {"InstanceId": "i-0a", "InstanceType": "p5.48xlarge", "GroupName": "g",
      "NetworkNodes": ["nn-1", "nn-2", "nn-3"],
      "AvailabilityZone": "us-west-2a", "ZoneId": "usw2-az2"},
     {"InstanceId": "i-0b", "InstanceType": "p5.48xlarge", "GroupName": "g",
      "NetworkNodes": ["nn-1", "nn-2", "nn-4"],
      "AvailabilityZone": "us-west-2a", "ZoneId": "usw2-az2"}]}

    """
}
