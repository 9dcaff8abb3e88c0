internal import Documents

/// The objects of a text of Kubernetes: one, a list, or YAML documents with `---` between them.
enum KubernetesObjects {
  // The YAML library reads about 1 MB a second.
  private static let yamlLimit = 16 << 20

  /// Hands out every object of a text, JSON or YAML; the path of an only one is empty.
  ///
  /// Lists of YAML are held whole, those of JSON never are: large exports have to be JSON.
  /// - Throws: What is wrong with the text, or what `visit` throws.
  static func read(_ input: InputText, _ visit: JSONReader.Visitor) throws(Diagnostics) {
    let isJSON = input.text.utf8.first { $0 > 0x20 }.map { $0 == 0x7B || $0 == 0x5B } ?? false
    if isJSON {
      var reader = JSONReader(input, skipping: unused)
      let root = try reader.read(handingOut: "items", to: visit)
      if root["items"] == nil { try visit(root, "") }
      return
    }
    if input.text.utf8.count > yamlLimit {
      throw Diagnostics(
        "is YAML of more than \(yamlLimit >> 20) MB, which takes long",
        at: SourceLocation(file: input.file),
        remedy: "export JSON: kubectl get nodes -o json")
    }
    for document in YAMLDocuments(input) {
      let root = try document.node()
      if let items = root["items"]?.elements {
        for (index, item) in items.enumerated() { try visit(item, "items[\(index)]") }
      } else {
        try visit(root, "")
      }
    }
  }

  /// The kinds of the objects in the beginning of a text, in order; those of lists are left out.
  static func kinds(in text: String) -> [Substring] {
    var kinds: [Substring] = []
    var rest = text.utf8.prefix(1 << 20)
    while kinds.count < 100, let start = rest.firstRange(of: "kind".utf8) {
      let before = rest[..<start.lowerBound].last
      rest = rest[start.upperBound...]
      guard before.map({ [0x0A, 0x20, 0x09, 0x22, 0x27].contains($0) }) ?? true else { continue }
      let tail = rest.drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
      guard tail.first == UInt8(ascii: ":") else { continue }
      let value = tail.dropFirst().drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
        .prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
      rest = rest[value.endIndex...]
      if !value.isEmpty, Substring(value) != "List" { kinds.append(Substring(value)) }
    }
    return kinds
  }

  /// Long values that say nothing of hardware; JSON passes over them.
  private static let unused: Set<String> = [
    "managedFields", "annotations", "images", "nodeInfo", "addresses", "message", "reason",
    "volumesAttached", "volumesInUse", "daemonEndpoints", "config", "ownerReferences",
    "finalizers",
  ]
}
