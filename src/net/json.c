/* SPDX-License-Identifier: Apache-2.0 */
#include "base/limits.h"
#include "net/json.h"

static const struct {
	enum json_error_code code;
	enum err e;
} meaning[] = {
	{ json_error_duplicate_key, E_DUPLICATE_KEY },
	{ json_error_stack_overflow, E_TOO_DEEP },
	{ json_error_invalid_utf8, E_BAD_UTF8 },
	{ json_error_numeric_overflow, E_BAD_VALUE },
};

/* Depth before parsing, so that a body nested ten thousand deep costs one pass over its bytes and no memory. */
static enum err
check_depth(struct slice text, size_t *ret_at)
{
	int depth = 0;
	bool in_string = false;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (in_string) {
			if (c == '\\')
				i++;
			else if (c == '"')
				in_string = false;
		} else if (c == '"') {
			in_string = true;
		} else if (c == '[' || c == '{') {
			if (++depth > LIMIT_JSON_DEPTH) {
				*ret_at = i;
				return E_TOO_DEEP;
			}
		} else if (c == ']' || c == '}') {
			depth--;
		}
	}
	return E_OK;
}

enum err
json_read(struct slice text, json_t **ret, size_t *ret_at)
{
	json_error_t why;
	json_t *j;
	enum err e;

	*ret_at = 0;
	if (text.n > LIMIT_FILE_BODY)
		return E_TOO_LARGE;
	if ((e = check_depth(text, ret_at)))
		return e;
	j = json_loadb(text.p ? text.p : "", text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
	if (j) {
		*ret = j;
		return E_OK;
	}
	*ret_at = why.position > 0 && (size_t)why.position <= text.n ? (size_t)why.position : text.n;
	for (size_t i = 0; i < N_ELEMS(meaning); i++)
		if (json_error_code(&why) == meaning[i].code)
			return meaning[i].e;
	return E_BAD_BODY;
}

struct slice
json_slice(const json_t *string)
{
	if (!json_is_string(string))
		return (struct slice){ NULL, 0 };
	return (struct slice){ json_string_value(string), json_string_length(string) };
}

void
json_release(json_t **j)
{
	json_decref(*j);
	*j = NULL;
}
