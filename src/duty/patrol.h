/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DUTY_PATROL_H
#define DUTY_PATROL_H
#include "engine/schema.h"
#define NAME patrol
#define DEF "duty/patrol.def"
#include "engine/declare.h"
#endif
