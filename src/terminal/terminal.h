/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TERMINAL_TERMINAL_H
#define TERMINAL_TERMINAL_H
#include "engine/schema.h"
#define NAME terminal
#define DEF "terminal/terminal.def"
#include "engine/declare.h"
#endif
