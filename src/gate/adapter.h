/* SPDX-License-Identifier: Apache-2.0 */
#ifndef GATE_ADAPTER_H
#define GATE_ADAPTER_H
#include "engine/call.h"
#include "engine/row.h"
#define NAME adapter
#define DEF "gate/adapter.def"
#include "engine/declare.h"

enum err adapter_key(struct call *c, const struct row *r, unsigned char ret_key[32]) must_check;
#endif
