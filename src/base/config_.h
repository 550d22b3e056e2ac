/* SPDX-License-Identifier: Apache-2.0 */
/* config_.h - the kinds of a configuration value: what is valid, and how to say so. */
#ifndef BASE_CONFIG__H
#define BASE_CONFIG__H
#include "base/config.h"

bool config_check(const struct config_row *row, struct slice text, int64_t *ret_number) must_check;
bool config_is_number(enum config_kind kind);
void config_expect(const struct config_row *row, struct buf *b, bool zh);	/* "整数，1..65535" */
#endif
