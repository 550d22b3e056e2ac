/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_REGISTER_ENTRY_H
#define CASES_REGISTER_ENTRY_H
#include "cases/camera_record.h"
#include "engine/schema.h"
#define NAME register_entry
#define DEF "cases/register_entry.def"
#include "engine/declare.h"
#endif
