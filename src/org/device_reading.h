/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ORG_DEVICE_READING_H
#define ORG_DEVICE_READING_H
#include "engine/schema.h"
#define NAME device_reading
#define DEF "org/device_reading.def"
#include "engine/declare.h"
#endif
