internal import CHwloc
internal import Topology

extension HwlocTopology {
  /// The children of all four kinds, as hwloc lists them in its files: memory, CPU hierarchy, I/O,
  /// misc.
  static func children(of object: hwloc_obj_t) -> [hwloc_obj_t] {
    let firsts = unsafe [
      object.pointee.memory_first_child, object.pointee.first_child,
      object.pointee.io_first_child, object.pointee.misc_first_child,
    ]
    return unsafe firsts.flatMap { first in
      var siblings: [hwloc_obj_t] = unsafe []
      var next = unsafe first
      while let child = unsafe next {
        unsafe siblings.append(child)
        unsafe next = child.pointee.next_sibling
      }
      return unsafe siblings
    }
  }

  /// One object as a value, without its children.
  static func object(_ pointer: hwloc_obj_t) -> MachineObject {
    let index = unsafe pointer.pointee.os_index
    var object = MachineObject(
      type: unsafe kind(pointer), osIndex: index == UInt32.max ? nil : Int(index))
    object.identifier = unsafe UInt64(pointer.pointee.gp_index)
    object.name = unsafe text(pointer.pointee.name)
    object.subtype = unsafe text(pointer.pointee.subtype)
    object.cpus = unsafe bitmap(pointer.pointee.cpuset)
    object.nodes = unsafe bitmap(pointer.pointee.nodeset)
    object.infos = unsafe (0..<fulcrum_info_count(pointer)).compactMap { index in
      let info = unsafe fulcrum_info(pointer, index)
      guard let name = unsafe text(info.name), let value = unsafe text(info.value) else {
        return nil
      }
      return MachineObject.Info(name: name, value: value)
    }
    if let attributes = unsafe pointer.pointee.attr {
      unsafe addAttributes(attributes, of: pointer, to: &object)
    }
    return object
  }

  private static func addAttributes(
    _ attributes: UnsafeMutablePointer<hwloc_obj_attr_u>, of pointer: hwloc_obj_t,
    to object: inout MachineObject
  ) {
    switch object.type {
    case .numaNode: object.bytes = unsafe UInt64(attributes.pointee.numanode.local_memory)
    case .cache, .memoryCache: object.bytes = unsafe UInt64(attributes.pointee.cache.size)
    case .pciDevice: object.pci = unsafe function(attributes.pointee.pcidev)
    case .bridge:
      if unsafe attributes.pointee.bridge.upstream_type == HWLOC_OBJ_BRIDGE_PCI {
        object.pci = unsafe function(attributes.pointee.bridge.upstream.pci)
      }
    case .osDevice:
      object.deviceKinds = MachineObject.DeviceKinds(
        rawValue: UInt(unsafe fulcrum_device_kinds(pointer)))
    default: break
    }
  }

  private static func function(_ pci: hwloc_pcidev_attr_s) -> PCIFunction {
    let address = PCIAddress(
      domain: Int(pci.domain), bus: Int(pci.bus), device: Int(pci.dev), function: Int(pci.func))
    var function = PCIFunction(
      address: address, classCode: Int(pci.class_id), vendor: Int(pci.vendor_id),
      device: Int(pci.device_id))
    function.subvendor = Int(pci.subvendor_id)
    function.subdevice = Int(pci.subdevice_id)
    function.revision = Int(pci.revision)
    // With the six decimals that hwloc's files have.
    let speed = (Double(pci.linkspeed) * 1e6).rounded() / 1e6
    if speed > 0, speed.isFinite { function.linkGigabytesPerSecond = speed }
    return function
  }

  private static func kind(_ pointer: hwloc_obj_t) -> MachineObject.Kind {
    let type = unsafe pointer.pointee.type
    if hwloc_obj_type_is_cache(type) != 0 {
      return unsafe cache(pointer.pointee.attr)
    }
    switch type {
    case HWLOC_OBJ_MACHINE: return .machine
    case HWLOC_OBJ_PACKAGE: return .package
    case HWLOC_OBJ_DIE: return .die
    case HWLOC_OBJ_CORE: return .core
    case HWLOC_OBJ_PU: return .pu
    case HWLOC_OBJ_NUMANODE: return .numaNode
    case HWLOC_OBJ_MEMCACHE: return .memoryCache
    case HWLOC_OBJ_BRIDGE: return .bridge
    case HWLOC_OBJ_PCI_DEVICE: return .pciDevice
    case HWLOC_OBJ_OS_DEVICE: return .osDevice
    case HWLOC_OBJ_MISC: return .misc
    default: return .group
    }
  }

  private static func cache(
    _ attributes: UnsafeMutablePointer<hwloc_obj_attr_u>?
  ) -> MachineObject.Kind {
    guard let cache = unsafe attributes?.pointee.cache else { return .group }
    switch cache.type {
    case HWLOC_OBJ_CACHE_DATA: return .cache(level: Int(cache.depth), holds: .data)
    case HWLOC_OBJ_CACHE_INSTRUCTION: return .cache(level: Int(cache.depth), holds: .instructions)
    default: return .cache(level: Int(cache.depth), holds: .unified)
    }
  }

  /// A copy of the set; nil for none and for a set without end.
  private static func bitmap(_ set: hwloc_bitmap_t?) -> Bitmap? {
    guard let set = unsafe set, unsafe hwloc_bitmap_weight(set) >= 0 else { return nil }
    var copy = Bitmap()
    var member = unsafe hwloc_bitmap_first(set)
    while member >= 0 {
      copy.insert(Int(member))
      member = unsafe hwloc_bitmap_next(set, member)
    }
    return copy
  }

  static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    let text = unsafe String(cString: pointer)
    return text.isEmpty ? nil : text
  }
}
