/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_JOINT_TASK_H
#define DISPATCH_JOINT_TASK_H
#include "engine/schema.h"
#define NAME joint_task
#define DEF "dispatch/joint_task.def"
#include "engine/declare.h"
#endif
