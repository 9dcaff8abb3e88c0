extension BadInputCase {
  private static var long: String { String(repeating: "a", count: 2_000_000) }

  // A node of Kubernetes with so many GPUs.
  private static func node(capacity: String) -> String {
    "{\"items\": [{\"kind\": \"Node\", \"metadata\": {\"name\": \"n1\"},\n"
      + "\"status\": {\"capacity\": {\"nvidia.com/gpu\": \"\(capacity)\"}}}], \"kind\": \"List\"}\n"
  }

  /// Counts that are none, names given twice, lines without an end.
  static let foreignCounts: [BadInputCase] = [
    .text(
      12, "a line of 2 MB, a table", "list.csv",
      "name,gpus\n" + long,
      """
      list.csv:2: the line is longer than 1,000,000 characters; check that its quotes are \
      closed
      """),
    .text(
      12, "a line of 2 MB, slurm.conf", "slurm.conf",
      "NodeName=n1 Gres=gpu:8 Feature=" + long,
      """
      slurm.conf:1:1: the line is longer than 1 MB; split it; a list of names may be split \
      over several lines of its kind
      """),
    .text(
      12, "a line of 2 MB, nvidia-smi", "topo.txt",
      "\tGPU0\tGPU1\tCPU Affinity\nGPU0\t X \tNV4\t0-15\nGPU1\t" + long,
      """
      topo.txt:3: a line longer than 1 MB; keep the table of nvidia-smi topo -m alone
      """),
    .text(
      12, "a line of 2 MB, Kubernetes", "k8s.json",
      "{\"kind\": \"Node\", \"metadata\": {\"name\": \"" + long + "\"}}\n",
      """
      k8s.json:1:39: metadata.name: is no name of a node \
      (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…); \
      use at most 253 letters, digits, dots and hyphens
      """),
    .text(
      12, "a line of 2 MB, NCCL", "nccl.xml",
      "<system version=\"1\"><cpu affinity=\"" + long + "\"/></system>\n",
      """
      nccl.xml:1:21: a tag longer than 64 kB; write the file again with NCCL_TOPO_DUMP_FILE
      """),
    .text(
      12, "a line of 2 MB, gres.conf", "gres.conf",
      "NodeName=n1 Name=gpu File=" + long,
      """
      gres.conf:1:1: the line is longer than 1 MB; split it; a list of names may be split \
      over several lines of its kind
      """),
    .text(
      12, "a line of 2 MB, topology.conf", "topology.conf",
      "SwitchName=s Nodes=" + long,
      """
      topology.conf:1:1: the line is longer than 1 MB; split it; a list of names may be \
      split over several lines of its kind
      """),
    .text(
      16, "a key twice, Kubernetes", "k8s.json",
      "{\"kind\": \"Node\", \"kind\": \"Node\", \"metadata\": {\"name\": \"n1\"}}\n",
      """
      k8s.json:1:18: kind: the key is given twice, first in line 1; keep one of the two
      """),
    .text(
      16, "a key twice, a model", "model.yaml",
      "blocks:\n"
        + "- nodes: [n1]\n"
        + "blocks: []\n",
      """
      model.yaml:3:1: blocks: the key is given twice, first in line 1; keep one of the two
      """),
    .text(
      16, "a key twice, Kubernetes YAML", "k8s.yaml",
      "apiVersion: v1\n"
        + "kind: Node\n"
        + "metadata:\n"
        + "  name: n1\n"
        + "  name: n2\n",
      """
      k8s.yaml:5:3: name: the key is given twice, first in line 4; keep one of the two
      """),
    .text(
      16, "a node twice, slurm.conf", "slurm.conf",
      "NodeName=n[1-4] Gres=gpu:h100:8\n"
        + "NodeName=n3 Gres=gpu:h100:8\n",
      """
      slurm.conf:2:1: NodeName: names a node twice, first in line 1 (n3); name each node on \
      one line only
      """),
    .text(
      16, "a node twice, a table", "list.csv",
      "name,gpus\n"
        + "n[1-4],8\n"
        + "n3,8\n",
      """
      list.csv:3:1: name: the node is given twice, first in line 2 (n3); keep one of the two
      """),
    .text(
      16, "an instance twice, EC2", "ec2.json",
      "{\"Instances\": [{\"InstanceId\": \"i-1\", \"NetworkNodes\": [\"a\"]},\n"
        + "{\"InstanceId\": \"i-1\", \"NetworkNodes\": [\"a\"]}]}\n",
      """
      ec2.json:2:16: Instances[1].InstanceId: the node is given twice, first in line 1 \
      (i-1); keep one of the two
      """),
    .text(
      22, "1.5 GPUs, Kubernetes", "k8s.json",
      node(capacity: "1.5"),
      """
      k8s.json:2:43: items[0].status.capacity.nvidia.com/gpu: is not a whole number of GPUs \
      (1.5); give a whole number of GPUs, such as 8
      """),
    .text(
      22, "1.5 GPUs, a table", "list.csv",
      "name,gpus\n"
        + "n1,1.5\n",
      """
      list.csv:2:4: gpus: is no number of GPUs (1.5); give a whole number from 0 to 512, \
      such as 8
      """),
    .text(
      22, "1.5 nodes, a table", "list.csv",
      "name,count,gpus\n"
        + "n,1.5,8\n",
      """
      list.csv:2:3: count: is no whole number of nodes from 0 to 1000000 (1.5); give one, \
      such as 16
      """),
    .text(
      22, "1.5 GPUs, Slurm JSON", "nodes.json",
      "{\"meta\": {\"slurm\": {}}, \"nodes\": [\n"
        + "{\"name\": \"n1\", \"gres\": \"gpu:h100:1.5\"}]}\n",
      """
      nodes.json:2:1: n1.gres: has no whole number of GPUs (gpu:h100:1.5); write such as \
      gpu:h100:8 or gpu:8
      """),
    .text(
      68, "bytes of GPUs, Kubernetes", "k8s.json",
      node(capacity: "8Gi"),
      """
      k8s.json:2:43: items[0].status.capacity.nvidia.com/gpu: has a unit where GPUs are \
      counted (8Gi); give a whole number of GPUs, such as 8
      """),
    .text(
      68, "thousandths of GPUs, Kubernetes", "k8s.json",
      node(capacity: "1500m"),
      """
      k8s.json:2:43: items[0].status.capacity.nvidia.com/gpu: is not a whole number of GPUs \
      (1500m); give a whole number of GPUs, such as 8
      """),
    .text(
      68, "fewer than none, Kubernetes", "k8s.json",
      node(capacity: "-1"),
      """
      k8s.json:2:43: items[0].status.capacity.nvidia.com/gpu: is negative (-1); give a whole \
      number of GPUs, such as 8
      """),
    .text(
      68, "10^30 GPUs, Kubernetes", "k8s.json",
      node(capacity: "1000000000000000000000000000000"),
      """
      k8s.json:2:43: items[0].status.capacity.nvidia.com/gpu: is more than any node has \
      (1000000000000000000000000000000); give a whole number of GPUs, such as 8
      """),
    .text(
      68, "words, Kubernetes", "k8s.json",
      node(capacity: "8 GPUs"),
      """
      k8s.json:2:43: items[0].status.capacity.nvidia.com/gpu: is no quantity of Kubernetes \
      (8 GPUs); give a whole number of GPUs, such as 8
      """),
    .text(
      68, "memory of no unit, Kubernetes", "k8s.json",
      "{\"items\": [{\"kind\": \"Node\", \"metadata\": {\"name\": \"n1\"},\n"
        + "\"status\": {\"capacity\": {\"memory\": \"1 TB\", \"nvidia.com/gpu\": \"8\"}}}], \"kind\": \"List\"}\n",
      """
      k8s.json:2:35: items[0].status.capacity.memory: is no quantity of Kubernetes (1 TB); \
      give a number such as 96 or 2Ti
      """),
  ]
}
