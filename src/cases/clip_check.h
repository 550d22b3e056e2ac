/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_CLIP_CHECK_H
#define CASES_CLIP_CHECK_H
#include "cases/site_document.h"
#include "engine/call.h"
#include "engine/row.h"
#define NAME clip_check
#define DEF "cases/clip_check.def"
#include "engine/declare.h"
#endif
