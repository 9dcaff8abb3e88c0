/// Exports of clusters as other tools write them, of any size.
enum Exports {
  /// slurm.conf with a line for each node.
  static func slurm(nodes: Int) -> String {
    (["ClusterName=big"]
      + (0..<nodes).map { number in
        "NodeName=gpu\(number + 10_000) CPUs=224 Sockets=2 CoresPerSocket=56 ThreadsPerCore=2 "
          + "RealMemory=2063000 Gres=gpu:h100:8 State=UNKNOWN"
      }).joined(separator: "\n") + "\n"
  }

  /// `kubectl get nodes -o json` of about so many megabytes: labels, images and conditions as real
  /// nodes carry them.
  static func kubernetes(megabytes: Int) -> String {
    let features = (0..<60).map { "\"feature.node.kubernetes.io/cpu-cpuid.F\($0)\":\"true\"" }
    let images = (0..<20).map {
      "{\"names\":[\"registry/image\($0)@sha256:\(String(repeating: "0", count: 64))\"],"
        + "\"sizeBytes\":123456789}"
    }
    let tail =
      features.joined(separator: ",") + "}},\"status\":{\"images\":["
      + images.joined(separator: ",")
      + "],\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}],\"capacity\":{\"cpu\":\"224\","
      + "\"memory\":\"2113480456Ki\",\"nvidia.com/gpu\":\"8\",\"pods\":\"110\"}}}"
    let count = megabytes * 1_000_000 / (tail.utf8.count + 240)
    let nodes = (0..<count).map { number in
      "{\"kind\":\"Node\",\"metadata\":{\"name\":\"node-\(number)\",\"labels\":{"
        + "\"network.topology.nvidia.com/leaf\":\"leaf-\(number / 32)\","
        + "\"nvidia.com/gpu.product\":\"NVIDIA-H100-80GB-HBM3\",\"nvidia.com/gpu.count\":\"8\","
        + tail
    }
    return "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[" + nodes.joined(separator: ",")
      + "]}"
  }
}
