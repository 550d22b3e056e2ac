/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_JOINT_ACTION_H
#define CASES_JOINT_ACTION_H
#include "engine/schema.h"
#define NAME joint_action
#define DEF "cases/joint_action.def"
#include "engine/declare.h"
#endif
