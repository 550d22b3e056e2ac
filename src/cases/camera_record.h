/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_CAMERA_RECORD_H
#define CASES_CAMERA_RECORD_H
#include "cases/violation_code.h"
#include "org/device.h"
#include "org/repair_order.h"
#include "org/tollgate.h"
#include "people/person.h"
#include "engine/schema.h"
#define NAME camera_record
#define DEF "cases/camera_record.def"
#include "engine/declare.h"
#endif
