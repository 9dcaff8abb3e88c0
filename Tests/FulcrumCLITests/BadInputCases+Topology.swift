import Foundation

/// What goes wrong in the files of other tools.
extension BadInputCase {
  /// All of them.
  static let foreign = machines + schedulers + foreignCounts

  private static let matrix = "\tGPU0\tGPU1\tCPU Affinity\n"

  /// Tables of `nvidia-smi topo -m` that lost a part.
  private static let machines: [BadInputCase] = [
    .text(
      61, "a row is missing, nvidia-smi", "topo.txt",
      matrix
        + "GPU0\t X \tNV4\t0-15\n",
      """
      topo.txt:1:7: GPU1: has a column and no row; copy the table again, whole
      """),
    .text(
      61, "a row is short, nvidia-smi", "topo.txt",
      matrix
        + "GPU0\t X \tNV4\t0-15\n"
        + "GPU1\tNV4\n",
      """
      topo.txt:3:1: GPU1: has 1 link where the table has 2 columns; copy the table again, \
      whole
      """),
    .text(
      61, "two cells that differ, nvidia-smi", "topo.txt",
      matrix
        + "GPU0\t X \tNV4\t0-15\n"
        + "GPU1\tNV8\t X \t0-15\n",
      """
      topo.txt:3:6: row GPU1, column GPU0: is not what row GPU0, column GPU1 says, NV4 \
      (NV8); copy the table again, whole
      """),
    .text(
      61, "a row twice, nvidia-smi", "topo.txt",
      matrix
        + "GPU0\t X \tNV4\t0-15\n"
        + "GPU1\tNV4\t X \t0-15\n"
        + "GPU1\tNV4\t X \t0-15\n",
      """
      topo.txt:4:1: GPU1: has a second row; the first is in line 3; copy the table again, \
      whole
      """),
    .text(
      62, "NV99, nvidia-smi", "topo.txt",
      matrix
        + "GPU0\t X \tNV99\t0-15\n"
        + "GPU1\tNV99\t X \t0-15\n",
      """
      topo.txt:2:10: row GPU0, column GPU1: is no link that is known (NV99); use one of X, \
      NV1 to NV18, PSB, PIX, PXB, PHB, NODE, SYS, SOC
      topo.txt:3:6: row GPU1, column GPU0: is no link that is known (NV99); use one of X, \
      NV1 to NV18, PSB, PIX, PXB, PHB, NODE, SYS, SOC
      """),
    .text(
      62, "a link of no kind, nvidia-smi", "topo.txt",
      matrix
        + "GPU0\t X \tXYZ\t0-15\n"
        + "GPU1\tSYS\t X \t0-15\n",
      """
      topo.txt:2:10: row GPU0, column GPU1: is no link that is known (XYZ); use one of X, \
      NV1 to NV18, PSB, PIX, PXB, PHB, NODE, SYS, SOC
      """),
  ]

  /// Names and GPUs of Slurm that mean nothing.
  private static let schedulers: [BadInputCase] = [
    .text(
      65, "a range of a thousand million, slurm.conf", "slurm.conf",
      "NodeName=n[1-999999999] Gres=gpu:h100:8\n",
      """
      slurm.conf:1:10: NodeName: is of more than 1000000 names (n[1-999999999]); check the \
      ranges, or split it
      """),
    .text(
      65, "a range that runs down, slurm.conf", "slurm.conf",
      "NodeName=n[5-1] Gres=gpu:h100:8\n",
      """
      slurm.conf:1:10: NodeName: holds a range that runs downwards, 5-1 (n[5-1]); write the \
      smaller number first
      """),
    .text(
      65, "an open bracket, slurm.conf", "slurm.conf",
      "NodeName=n[1- Gres=gpu:h100:8\n",
      """
      slurm.conf:1:10: NodeName: has a bracket that does not close (n[1-); write such as \
      node[01-16] or n[1-4,8]
      """),
    .text(
      65, "a bracket in a bracket, slurm.conf", "slurm.conf",
      "NodeName=n[1-[2-3]] Gres=gpu:h100:8\n",
      """
      slurm.conf:1:10: NodeName: has a bracket in a bracket (n[1-[2-3]]); write such as \
      n[1-4,8]
      """),
    .text(
      65, "many brackets, slurm.conf", "slurm.conf",
      "NodeName=n[1-9]n[1-9]n[1-9]n[1-9]n[1-9]n[1-9]n[1-9]n[1-9]n[1-9] Gres=gpu:h100:8\n",
      """
      slurm.conf:1:10: NodeName: has more than 8 brackets in one name \
      (n[1-9]n[1-9]n[1-9]n[1-9]n[1-9]n[1-9]n[1-9]n[1-9]n[1-9]); write such as node[01-16] or \
      n[1-4,8]
      """),
    .text(
      65, "a range in gres.conf", "gres.conf",
      "NodeName=n[9-1] Name=gpu File=/dev/nvidia0\n",
      """
      gres.conf:1:10: NodeName: holds a range that runs downwards, 9-1 (n[9-1]); write the \
      smaller number first
      """),
    .text(
      65, "a range in topology.conf", "topology.conf",
      "SwitchName=s1 Nodes=n[1-\n",
      """
      topology.conf:1:21: Nodes: has a bracket that does not close (n[1-); write such as \
      node[01-16] or n[1-4,8]
      """),
    .text(
      65, "a range in topology.yaml", "topology.yaml",
      "- topology: t\n"
        + "  tree:\n"
        + "    switches:\n"
        + "    - {switch: s1, nodes: \"n[3-1]\"}\n",
      """
      topology.yaml:4:27: [0].tree.switches[0].nodes: holds a range that runs downwards, 3-1 \
      (n[3-1]); write the smaller number first
      """),
    .text(
      65, "a range in a table", "list.csv",
      "name,gpus\n"
        + "n[5-1],8\n",
      """
      list.csv:2:1: name: holds a range that runs downwards, 5-1 (n[5-1]); write the smaller \
      number first
      """),
    .text(
      65, "a range in a model", "model.yaml",
      "blocks:\n"
        + "- nodes: [\"n[5-1]\"]\n",
      """
      model.yaml:2:11: blocks[0].nodes: holds a range that runs downwards, 5-1 (n[5-1]); \
      write the smaller number first
      """),
    .text(
      66, "fewer GPUs than none, slurm.conf", "slurm.conf",
      "NodeName=n[1-2] Gres=gpu:h100:-8\n",
      """
      slurm.conf:1:22: Gres: counts fewer than no GPUs (gpu:h100:-8); write how many GPUs \
      one node has, or leave them out
      """),
    .text(
      66, "no GPU at all, slurm.conf", "slurm.conf",
      "NodeName=n[1-2] Gres=gpu:0\n",
      """
      slurm.conf: tells of no GPU in any node; give the file that counts them too, or a \
      machine beside it, such as dgx-h100
      """),
    .text(
      66, "half a GPU, slurm.conf", "slurm.conf",
      "NodeName=n[1-2] Gres=gpu:h100:0.5\n",
      """
      slurm.conf:1:22: Gres: has no whole number of GPUs (gpu:h100:0.5); write such as \
      gpu:h100:8 or gpu:8
      """),
    .text(
      66, "more than any node has, slurm.conf", "slurm.conf",
      "NodeName=n[1-2] Gres=gpu:h100:99999999999999999999\n",
      """
      slurm.conf:1:22: Gres: counts more than 1024 GPUs in one node \
      (gpu:h100:99999999999999999999); write type and count, such as gpu:3090:4
      """),
    .text(
      66, "negative in JSON, Slurm JSON", "nodes.json",
      "{\"meta\": {\"slurm\": {\"release\": \"24.11\"}}, \"nodes\": [\n"
        + "{\"name\": \"n1\", \"gres\": \"gpu:h100:-8\"}]}\n",
      """
      nodes.json:2:1: n1.gres: counts fewer than no GPUs (gpu:h100:-8); write how many GPUs \
      one node has, or leave them out
      """),
    .text(
      67, "an included file, slurm.conf", "slurm.conf",
      "Include slurm.conf\n"
        + "NodeName=n[1-2] Gres=gpu:h100:8\n",
      """
      slurm.conf:1:1: Include: other files are not read (slurm.conf); put the text of that \
      file in the place of this line
      """),
    .text(
      67, "a line that goes on past the end, slurm.conf", "slurm.conf",
      "NodeName=n[1-2] Gres=gpu:h100:8 \\\n",
      """
      slurm.conf:1:33: a backslash continues the line, but the file ends; delete the \
      backslash, or add the line that is missing
      """),
    .text(
      67, "a switch below itself, topology.conf", "topology.conf",
      "SwitchName=a Switches=b\n"
        + "SwitchName=b Switches=a\n",
      """
      topology.conf:1:23: the switches go round in a circle (a over b over a); take one of \
      them off the list of the one before
      """),
    .text(
      67, "a switch below itself, a model", "model.yaml",
      "switches:\n"
        + "  a: {switches: [b]}\n"
        + "  b: {switches: [a]}\n"
        + "blocks:\n"
        + "- {switch: a, nodes: [n1]}\n",
      """
      model.yaml:2:3: switches: the switch is below itself (a); let switches form a tree
      """),
  ]
}
