import Foundation

/// A library that looks like NVIDIA's and describes GPUs that do not exist, compiled by the test.
struct NVMLStub {
  /// What is special about it.
  enum Variant: String, CaseIterable {
    /// Two GPUs joined by four NVLinks of version 4.
    case two
    /// Eight GPUs behind switches, as HGX has them.
    case switched
    /// A function that every version has is missing.
    case missingSymbol
    /// Starting fails: the driver is not loaded.
    case noDriver
    /// No functions of NVLink.
    case noLinks
    /// Links of a version that does not exist yet.
    case futureLinks
    /// The first GPU is cut into two large parts and a small one, the second will be.
    case cut
    /// As before, with parts that share their memory and have no names, by an older library.
    case cutShared
    /// The first GPU is near NUMA node 1, the second near node 0.
    case crossed
    /// Starting never returns.
    case hangs
    /// Loading never returns.
    case hangsOnLoading
    /// Starting ends the process by a signal.
    case crashes
  }

  /// Where the library is.
  let path: String
  private let folder: String

  /// Whether a C compiler is there; the reason is printed if not.
  static let canCompile: Bool = {
    let found = FileManager.default.isExecutableFile(atPath: "/usr/bin/cc")
    if !found { print("skipped: NVIDIA's library, /usr/bin/cc not installed") }
    return found
  }()

  init(_ variant: Variant) throws {
    folder = NSTemporaryDirectory() + "fulcrum-nvml-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    path = folder + "/libnvidia-ml.so.1"
    try Self.source.write(toFile: folder + "/stub.c", atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/cc")
    process.arguments = [
      "-shared", "-fPIC", "-O0", "-D\(variant.rawValue)", "-o", path, folder + "/stub.c",
    ]
    try process.run()
    process.waitUntilExit()
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private static let source = """
    #include <stdio.h>
    #include <string.h>
    #include <unistd.h>
    #ifdef switched
    enum { count = 8, links = 18 };
    #else
    enum { count = 2, links = 4 };
    #endif
    typedef struct { char legacy[16]; unsigned domain, bus, device, product, sub; char id[32]; } pci;
    typedef struct { unsigned long long total, free, used; } memory;
    static int gpus[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    #ifdef hangsOnLoading
    __attribute__((constructor)) static void load(void) { for (;;) sleep(1); }
    #endif
    int nvmlInit_v2(void) {
    #ifdef hangs
      for (;;) sleep(1);
    #endif
    #ifdef crashes
      *(volatile int *) 0 = 1;
    #endif
    #ifdef noDriver
      return 9;
    #endif
      return 0;
    }
    int nvmlShutdown(void) { return 0; }
    #ifndef missingSymbol
    int nvmlDeviceGetCount_v2(unsigned *n) { *n = count; return 0; }
    #endif
    int nvmlDeviceGetHandleByIndex_v2(unsigned i, void **device) { *device = &gpus[i]; return 0; }
    #if defined cut || defined cutShared
    static int parts[8] = {100, 101, 102, 103, 104, 105, 106, 107};
    static int number(void *device) { return *(int *) device - 100; }
    int nvmlDeviceGetMigMode(void *device, unsigned *now, unsigned *later) {
      *now = *(int *) device == 0;
      *later = 1;
      return 0;
    }
    int nvmlDeviceGetMaxMigDeviceCount(void *device, unsigned *n) { *n = 7; return 0; }
    int nvmlDeviceGetMigDeviceHandleByIndex(void *device, unsigned i, void **part) {
      if (i != 0 && i != 2 && i != 5) return 6;
      *part = &parts[i];
      return 0;
    }
    int nvmlDeviceGetGpuInstanceId(void *part, unsigned *id) {
    #ifdef cutShared
      *id = 1;
    #else
      *id = number(part);
    #endif
      return 0;
    }
    #endif
    #ifdef cut
    typedef struct { unsigned counts[8]; unsigned long long mebibytes; } attributes;
    int nvmlDeviceGetAttributes_v2(void *part, attributes *a) {
      a->mebibytes = number(part) == 5 ? 9856 : 40448;
      return 0;
    }
    #endif
    #ifdef crossed
    int nvmlDeviceGetMemoryAffinity(void *device, unsigned size, unsigned long *nodes, unsigned s) {
      if (size < 1 || s != 0) return 2;
      nodes[0] = *(int *) device == 0 ? 2 : 1;
      return 0;
    }
    #endif
    int nvmlDeviceGetName(void *device, char *name, unsigned size) {
    #ifdef cut
      if (*(int *) device >= 100) {
        snprintf(name, size, "NVIDIA H100 80GB HBM3 MIG %s",
                 number(device) == 5 ? "1g.10gb" : "3g.40gb");
        return 0;
      }
    #endif
      snprintf(name, size, "NVIDIA H100 80GB HBM3");
      return 0;
    }
    int nvmlDeviceGetUUID(void *device, char *id, unsigned size) {
      snprintf(id, size, "GPU-0000000%d", *(int *) device);
      return 0;
    }
    int nvmlDeviceGetMemoryInfo(void *device, memory *m) {
    #ifdef cutShared
      if (*(int *) device >= 100) { m->total = 42412802048ULL; return 0; }
    #endif
      m->total = 85520809984ULL;
      return 0;
    }
    static void place(int gpu, pci *p) {
      memset(p, 0, sizeof *p);
      p->domain = 0; p->bus = 0x1b + 0x10 * gpu; p->device = 0; p->product = 0x233010de;
    }
    int nvmlDeviceGetPciInfo_v3(void *device, pci *p) { place(*(int *) device, p); return 0; }
    #ifndef noLinks
    int nvmlDeviceGetNvLinkState(void *device, unsigned link, int *up) {
      if (link >= links) return 2;
      *up = 1;
      return 0;
    }
    int nvmlDeviceGetNvLinkVersion(void *device, unsigned link, unsigned *version) {
    #ifdef futureLinks
      *version = 9;
    #else
      *version = 4;
    #endif
      return 0;
    }
    int nvmlDeviceGetNvLinkRemotePciInfo_v2(void *device, unsigned link, pci *p) {
      place(1 - *(int *) device, p);
    #ifdef switched
      p->bus = 0xa0 + link % 4;
    #endif
      return 0;
    }
    int nvmlDeviceGetNvLinkRemoteDeviceType(void *device, unsigned link, int *type) {
    #ifdef switched
      *type = 2;
    #else
      *type = 0;
    #endif
      return 0;
    }
    #endif
    """
}
