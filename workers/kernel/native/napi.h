/* The few functions of Node-API that the addon calls, as Node has declared them since version 8 of it. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct napi_env_of_node *napi_env;
typedef struct napi_value_of_node *napi_value;
typedef struct napi_callback_info_of_node *napi_callback_info;
typedef napi_value (*napi_callback)(napi_env, napi_callback_info);
/* 0 means that all went well. */
typedef int napi_status;
enum { NAPI_INT32_ARRAY = 5, NAPI_FLOAT64_ARRAY = 8 };

napi_status napi_create_function(napi_env, const char *name, size_t length, napi_callback, void *data, napi_value *result);
napi_status napi_create_int32(napi_env, int32_t, napi_value *result);
napi_status napi_create_string_utf8(napi_env, const char *, size_t length, napi_value *result);
napi_status napi_get_arraybuffer_info(napi_env, napi_value, void **data, size_t *bytes);
napi_status napi_get_cb_info(napi_env, napi_callback_info, size_t *count, napi_value *values, napi_value *self, void **data);
napi_status napi_get_typedarray_info(napi_env, napi_value, int *type, size_t *length, void **data, napi_value *buffer, size_t *offset);
napi_status napi_get_value_int32(napi_env, napi_value, int32_t *result);
napi_status napi_is_arraybuffer(napi_env, napi_value, bool *result);
napi_status napi_is_typedarray(napi_env, napi_value, bool *result);
napi_status napi_set_named_property(napi_env, napi_value, const char *name, napi_value);
napi_status napi_throw_error(napi_env, const char *code, const char *text);
