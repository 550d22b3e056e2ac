/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_INTERCEPTION_H
#define DISPATCH_INTERCEPTION_H
#include "engine/schema.h"
#define NAME interception
#define DEF "dispatch/interception.def"
#include "engine/declare.h"
#endif
