import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("topology of EC2's instances") struct InstanceTopologyTests {
  static func instance(_ id: String, type: String, leaf: String, block: String) -> String {
    """
    {"InstanceId": "\(id)", "InstanceType": "\(type)", "GroupName": "g",
     "NetworkNodes": ["nn-1", "nn-2", "\(leaf)"], "AvailabilityZone": "us-west-2a",
     "ZoneId": "usw2-az2", "CapacityBlockId": "\(block)"}
    """
  }

  @Test("layers are levels from outside inwards, capacity blocks domains of UltraServers only")
  func read() throws {
    let text = """
      {"Instances": [
      \(Self.instance("i-0a", type: "p6e-gb200.36xlarge", leaf: "nn-3", block: "cb-1")),
      \(Self.instance("i-0b", type: "p6e-gb200.36xlarge", leaf: "nn-4", block: "cb-1")),
      \(Self.instance("i-0c", type: "p5.48xlarge", leaf: "nn-4", block: "cb-2"))],
      "NextToken": "more"}
      """
    #expect(InstanceTopology.recognises(text))
    #expect(!KubernetesNodes.recognises(text))
    let list = try InstanceTopology.read(InputText(text, file: "e.json"))
    #expect(list.gpus == 4 + 4 + 8)
    #expect(list.nodes.map(\.machine.gpus.first?.model) == ["gb200", "gb200", "h100"])
    #expect(
      list.levels.map(\.kind) == [
        .tier("zone"), .tier("network-node-layer-1"), .tier("network-node-layer-2"),
        .tier("network-node-layer-3"), .domain,
      ])
    #expect(list.groups(.tier("network-node-layer-3")) == ["nn-3": "i-0a", "nn-4": "i-0b,i-0c"])
    #expect(list.groups(.domain) == ["cb-1": "i-0a,i-0b"])
    #expect(list.source.ignored == ["Instances.GroupName"])
    #expect(list.source.notes.contains("is one page of several: instances are missing"))
  }

  @Test(
    "what is wrong is refused with its place",
    arguments: [
      (
        "{\"Instances\": []}",
        "e: holds no instance; export it with aws ec2 describe-instance-topology"
      ),
      (
        "{\"Instances\": [{\"InstanceType\": \"p5.48xlarge\"}]}",
        "e:1:16: Instances[0].InstanceId: the instance has no id;"
          + " export it with aws ec2 describe-instance-topology"
      ),
      (
        "{\"Instances\": [{\"InstanceId\": \"i-1\"},\n{\"InstanceId\": \"i-1\"}]}",
        "e:2:16: Instances[1].InstanceId: the node is given twice, first in line 1 (i-1);"
          + " keep one of the two"
      ),
    ])
  func refused(text: String, message: String) {
    do throws(Diagnostics) {
      _ = try InstanceTopology.read(InputText(text, file: "e"))
      Issue.record("nothing was refused")
    } catch {
      #expect(error.problems.map(\.description) == [message])
    }
  }
}
