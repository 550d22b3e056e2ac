/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_ADAPTER_H
#define CASES_ADAPTER_H
#include "engine/call.h"
#include "engine/row.h"
#define NAME adapter
#define DEF "cases/adapter.def"
#include "engine/declare.h"

enum err adapter_key(struct call *c, const struct row *r, unsigned char ret_key[32]) must_check;
#endif
