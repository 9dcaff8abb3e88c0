// libnuma: which memory nodes there are, and which of them this process may use.
#include <numa.h>
