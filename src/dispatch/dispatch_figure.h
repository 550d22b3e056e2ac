/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_DISPATCH_FIGURE_H
#define DISPATCH_DISPATCH_FIGURE_H
#include "engine/schema.h"
#define NAME dispatch_figure
#define DEF "dispatch/dispatch_figure.def"
#include "engine/declare.h"
#endif
