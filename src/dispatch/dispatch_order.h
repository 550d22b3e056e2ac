/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_DISPATCH_ORDER_H
#define DISPATCH_DISPATCH_ORDER_H
#include "engine/schema.h"
#define NAME dispatch_order
#define DEF "dispatch/dispatch_order.def"
#include "engine/declare.h"
#endif
