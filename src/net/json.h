/* SPDX-License-Identifier: Apache-2.0 */
/* json.h - clerical JSON, read strictly with jansson: no duplicate keys, bounded depth, valid UTF-8.
 *
 * Errors  E_BAD_BODY (also for a NUL in a text and for what follows the value), E_DUPLICATE_KEY, E_TOO_DEEP,
 *         E_BAD_UTF8, E_TOO_LARGE, E_BAD_VALUE for a number beyond int64 or double; *ret_at is the byte offset.
 * Writing is done with buf_json and friends.
 */
#ifndef NET_JSON_H
#define NET_JSON_H
#include <jansson.h>
#include "base/arena.h"
#include "base/err.h"

enum err json_read(struct slice text, json_t **ret, size_t *ret_at) must_check;	/* caller: json_decref */
struct slice json_slice(const json_t *string);		/* absent for anything but a string */
#define json_scoped __attribute__((cleanup(json_release))) json_t *
void json_release(json_t **j);
#endif
