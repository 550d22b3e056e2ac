/* SPDX-License-Identifier: Apache-2.0 */
/* test_page.c - compiled once for every test record, with NAME and DEF from the build. */
#include "engine/records.h"
extern const struct record lamp_record;
#define PAGE_KEEP
#include "engine/declare.h"
#include "engine/define.h"
