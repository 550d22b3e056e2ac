/* SPDX-License-Identifier: Apache-2.0 */
/* terminal.h - the register of terminals. Its code is the SHA-256 of what the terminal was given, in hex. */
#ifndef TERMINAL_TERMINAL_H
#define TERMINAL_TERMINAL_H
#include "engine/schema.h"
#define NAME terminal
#define DEF "terminal/terminal.def"
#include "engine/declare.h"

uint64_t terminal_changes(void);	/* goes up when a terminal or a vehicle changed in this process */
void terminal_note_change(void);
#endif
