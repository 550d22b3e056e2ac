/* SPDX-License-Identifier: Apache-2.0 */
/* page.c - compiled once for every page that has no C file of its own, with NAME and DEF from the build. */
#define PAGE_KEEP
#include "engine/records.h"
#include "engine/declare.h"
#include "engine/define.h"
