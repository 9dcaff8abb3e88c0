// Which memory nodes there are, which of them this process may use, and what lies where.
//
// libnuma is opened at run time: a program starts without it, and then knows of no nodes. Calls that
// act on a thread or on pages go to the kernel itself. Call libnuma's functions only from here.
#include <dlfcn.h>
#include <numa.h>
#include <numaif.h>
#include <sys/syscall.h>
#include <unistd.h>

// The library if it is there and the kernel has NUMA calls that this process may make, else null.
static inline void *fulcrum_numa(void) {
  void *library = dlopen("libnuma.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
  __typeof__(&numa_available) available = dlsym(library, "numa_available");
  return available && available() >= 0 ? library : 0;
}

// The highest node's number; -1 where nothing can be known.
static inline int fulcrum_numa_highest_node(void) {
  void *library = fulcrum_numa();
  __typeof__(&numa_max_node) highest = library ? dlsym(library, "numa_max_node") : 0;
  return highest ? highest() : -1;
}

// Whether this process may have memory on `node`.
static inline int fulcrum_numa_is_allowed(int node) {
  void *library = fulcrum_numa();
  if (!library) return 0;
  __typeof__(&numa_get_mems_allowed) allowed = dlsym(library, "numa_get_mems_allowed");
  __typeof__(&numa_bitmask_isbitset) is_set = dlsym(library, "numa_bitmask_isbitset");
  __typeof__(&numa_bitmask_free) release = dlsym(library, "numa_bitmask_free");
  if (!allowed || !is_set || !release) return 0;
  struct bitmask *nodes = allowed();
  if (!nodes) return 0;
  int is_allowed = is_set(nodes, (unsigned) node);
  release(nodes);
  return is_allowed;
}

// Bytes of memory on `node`; 0 or less where there is none.
static inline long long fulcrum_numa_bytes(int node) {
  void *library = fulcrum_numa();
  __typeof__(&numa_node_size64) size = library ? dlsym(library, "numa_node_size64") : 0;
  return size ? size(node, 0) : -1;
}

// The node that `cpu` belongs to, or -1.
static inline int fulcrum_numa_node_of_cpu(int cpu) {
  void *library = fulcrum_numa();
  __typeof__(&numa_node_of_cpu) node = library ? dlsym(library, "numa_node_of_cpu") : 0;
  return node ? node(cpu) : -1;
}

// How far memory on `b` is from CPUs of `a`: 10 is at home; 0 where it is unknown.
static inline int fulcrum_numa_distance(int a, int b) {
  void *library = fulcrum_numa();
  __typeof__(&numa_distance) distance = library ? dlsym(library, "numa_distance") : 0;
  return distance ? distance(a, b) : 0;
}

// The CPUs that the calling thread may run on, a bit each: how many bytes were written, or -1.
static inline long fulcrum_affinity(unsigned long *mask, unsigned long bytes) {
  return syscall(SYS_sched_getaffinity, 0, bytes, mask);
}

// Lets the calling thread run on these CPUs alone; 0, or -1.
static inline long fulcrum_set_affinity(const unsigned long *mask, unsigned long bytes) {
  return syscall(SYS_sched_setaffinity, 0, bytes, mask);
}

// The node on which the calling thread runs just now, or -1.
static inline int fulcrum_running_node(void) {
  unsigned cpu, node;
  return syscall(SYS_getcpu, &cpu, &node, 0) == 0 ? (int) node : -1;
}

// Pages of `start` that are not there yet come to `node` while it has room; 0, or -1.
static inline long fulcrum_prefer_node(void *start, unsigned long bytes, int node) {
  enum { bits = 8 * sizeof(unsigned long), words = 16 };
  unsigned long mask[words] = {0};
  if (node < 0 || node >= bits * words) return -1;
  mask[node / bits] = 1UL << node % bits;
  return syscall(SYS_mbind, start, bytes, MPOL_PREFERRED, mask, bits * words + 1UL, 0);
}

// The node of each of `count` pages, or a negative number where there is none; 0, or -1.
static inline long fulcrum_nodes_of_pages(unsigned long count, void **pages, int *nodes) {
  return syscall(SYS_move_pages, 0, count, pages, (int *) 0, nodes, 0);
}
