/* SPDX-License-Identifier: Apache-2.0 */
#ifndef INGEST_VIID_OBJECT_H
#define INGEST_VIID_OBJECT_H
#include "engine/schema.h"
#define NAME viid_object
#define DEF "ingest/viid_object.def"
#include "engine/declare.h"
#endif
