/*
 * What Node loads: run(width, memory, steps, block), `widest` and `passes`. No state, no allocation, no C library. What
 * comes from JavaScript is checked in every call; nothing of it is written but the memory and the block.
 */
#include <cpuid.h>
#include "napi.h"
#include "steps.h"

/* Bytes of a buffer of JavaScript that no other thread can change. */
struct array { char *start; size_t bytes; };

/* False for what is shared between threads. */
static bool is_own(napi_env env, napi_value buffer) {
  bool is = false;
  return napi_is_arraybuffer(env, buffer, &is) == 0 && is;
}

static bool memory_of(napi_env env, napi_value value, struct array *found) {
  void *start = NULL;
  if (!is_own(env, value) || napi_get_arraybuffer_info(env, value, &start, &found->bytes) != 0) return false;
  found->start = start;
  return start != NULL && (uintptr_t)start % (2 * ROW) == 0 && found->bytes <= INT32_MAX;
}

static bool array_of(napi_env env, napi_value value, int kind, size_t unit, struct array *found) {
  bool is = false;
  int type = -1;
  size_t length = 0;
  void *start = NULL;
  napi_value buffer = NULL;
  if (napi_is_typedarray(env, value, &is) != 0 || !is) return false;
  if (napi_get_typedarray_info(env, value, &type, &length, &start, &buffer, NULL) != 0) return false;
  *found = (struct array){start, length * unit};
  return type == kind && (start != NULL || length == 0) && is_own(env, buffer);
}

static bool overlap(struct array a, struct array b) {
  return a.start < b.start + b.bytes && b.start < a.start + a.bytes;
}

static bool ask(unsigned leaf, unsigned registers[4]) {
  return __get_cpuid_count(leaf, 0, &registers[0], &registers[1], &registers[2], &registers[3]) != 0;
}

/* The widest vectors that processor and system have: 512, 256 or 0 bits. */
static int32_t widest_here(void) {
  unsigned one[4], seven[4], low, high;
  const unsigned avx_and_xsave = 1u << 28 | 1u << 27, avx512 = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31;
  if (!ask(1, one) || (one[2] & avx_and_xsave) != avx_and_xsave || !ask(7, seven)) return 0;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  if ((low & 0x6) != 0x6 || (seven[1] & 1u << 5) == 0) return 0;
  return (low & 0xe6) == 0xe6 && (seven[1] & avx512) == avx512 ? 512 : 256;
}

/* Asked once: in a virtual machine an answer takes microseconds. The same in all threads. */
static int32_t widest;

static napi_value refuse(napi_env env, const char *text) {
  napi_throw_error(env, "KERNEL_REFUSED", text);
  return NULL;
}

static napi_value run(napi_env env, napi_callback_info info) {
  size_t given = 4;
  napi_value values[4], result = NULL;
  int32_t width = 0;
  struct array memory, list, state;
  if (napi_get_cb_info(env, info, &given, values, NULL, NULL) != 0 || given < 4) return refuse(env, "four arguments");
  if (napi_get_value_int32(env, values[0], &width) != 0) return refuse(env, "a width");
  if ((width != 256 && width != 512) || width > widest) return refuse(env, "a width that this processor has");
  if (!memory_of(env, values[1], &memory)) return refuse(env, "the memory of the kernel");
  if (!array_of(env, values[2], NAPI_INT32_ARRAY, 4, &list)) return refuse(env, "steps as an Int32Array");
  if (!array_of(env, values[3], NAPI_FLOAT64_ARRAY, 8, &state)) return refuse(env, "the block as a Float64Array");
  if (list.bytes % sizeof(struct step) != 0 || list.bytes > INT32_MAX) return refuse(env, "whole steps");
  if (state.bytes != sizeof(struct block)) return refuse(env, "eight numbers of the block");
  if (overlap(list, memory) || overlap(state, memory) || overlap(list, state)) return refuse(env, "arrays that lie apart");
  const struct step *steps = (const struct step *)list.start;
  const int32_t count = (int32_t)(list.bytes / sizeof(struct step));
  struct block block = *(const struct block *)state.start;
  const char *found = wrong(steps, count, &block, (int64_t)memory.bytes);
  if (found != NULL) return refuse(env, found);
  const int32_t asked = (width == 512 ? run_512 : run_256)(memory.start, steps, count, &block);
  *(struct block *)state.start = block;
  napi_create_int32(env, asked, &result);
  return result;
}

#define X(name, operands, outs) #name " "
static const char NAMES[] = PASSES(X);
#undef X

__attribute__((visibility("default"))) int32_t node_api_module_get_api_version_v1(void) { return 8; }

__attribute__((visibility("default"))) napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  napi_value value = NULL;
  widest = widest_here();
  if (napi_create_function(env, "run", 3, run, NULL, &value) != 0) return exports;
  napi_set_named_property(env, exports, "run", value);
  if (napi_create_int32(env, widest, &value) == 0) napi_set_named_property(env, exports, "widest", value);
  if (napi_create_string_utf8(env, NAMES, sizeof NAMES - 1, &value) == 0) napi_set_named_property(env, exports, "passes", value);
  return exports;
}
