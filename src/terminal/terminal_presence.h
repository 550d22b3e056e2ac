/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TERMINAL_TERMINAL_PRESENCE_H
#define TERMINAL_TERMINAL_PRESENCE_H
#include "engine/schema.h"
#define NAME terminal_presence
#define DEF "terminal/terminal_presence.def"
#include "engine/declare.h"
#endif
