/* SPDX-License-Identifier: Apache-2.0 */
#ifndef INGEST_SHARING_H
#define INGEST_SHARING_H
#include "engine/schema.h"
#define NAME sharing
#define DEF "ingest/sharing.def"
#include "engine/declare.h"
#endif
