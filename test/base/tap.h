/* SPDX-License-Identifier: Apache-2.0 */
/* tap.h - cmocka with what it wants included first, and slices compared as text. */
#ifndef TEST_TAP_H
#define TEST_TAP_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/slice.h"

#define assert_slice(s, text) do { \
	struct slice s_ = (s); \
	char t_[8192]; \
	assert_true(s_.n < sizeof(t_)); \
	snprintf(t_, sizeof(t_), "%.*s", (int)s_.n, s_.p ? s_.p : ""); \
	assert_string_equal(t_, text); \
	assert_int_equal(s_.n, strlen(text)); \
} while (0)
#endif
