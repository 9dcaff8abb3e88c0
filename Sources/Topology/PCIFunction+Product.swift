extension PCIFunction {
  /// What the maker calls the GPU of these numbers; nil if they are not in the table.
  package var productName: String? { GPUProduct.name(of: self) }

  /// The memory in bytes that the GPU of these numbers is sold with; nil if not in the table.
  package var productMemoryBytes: Int? { GPUProduct.memoryBytes(of: self) }
}
