/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_SCENE_RULE_H
#define DISPATCH_SCENE_RULE_H
#include "engine/schema.h"
#define NAME scene_rule
#define DEF "dispatch/scene_rule.def"
#include "engine/declare.h"
#endif
