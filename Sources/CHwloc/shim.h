// libhwloc's public interface; its static inline functions import as they are.
#include <hwloc.h>

// Device kinds as hwloc 3 numbers them. hwloc 2 has one number per device, hwloc 3 bits.
static inline unsigned long fulcrum_device_kinds(hwloc_obj_t object) {
#if HWLOC_API_VERSION >= 0x00030000
  return object->attr->osdev.types;
#else
  static const unsigned long kinds[] = {1, 4, 16, 48, 64, 8};
  unsigned long kind = (unsigned long) object->attr->osdev.type;
  return kind < 6 ? kinds[kind] : 0;
#endif
}

// hwloc 3 moved infos into a structure of their own.
static inline unsigned fulcrum_info_count(hwloc_obj_t object) {
#if HWLOC_API_VERSION >= 0x00030000
  return object->infos.count;
#else
  return object->infos_count;
#endif
}

static inline struct hwloc_info_s fulcrum_info(hwloc_obj_t object, unsigned index) {
#if HWLOC_API_VERSION >= 0x00030000
  return object->infos.array[index];
#else
  return object->infos[index];
#endif
}
