/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_STATION_CHECK_H
#define DISPATCH_STATION_CHECK_H
#include "engine/schema.h"
#define NAME station_check
#define DEF "dispatch/station_check.def"
#include "engine/declare.h"
#endif
