/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_text.h - texts to terminals (0x8300).
 *
 * Shape      waiting until the terminal is on line, sent, delivered or refused by its own answer; expired after SET_terminal_text_min.
 * Use        inside a job: terminal_say(c, vehicle, S("..."), true, &id). What becomes of it is the state of the row.
 * Errors     E_NOT_FOUND: no terminal that may speak is fitted to the vehicle; E_BAD_VALUE: signs that GBK does not have.
 */
#ifndef TERMINAL_TERMINAL_TEXT_H
#define TERMINAL_TERMINAL_TEXT_H
#include "engine/call.h"
#define NAME terminal_text
#define DEF "terminal/terminal_text.def"
#include "engine/declare.h"

enum err terminal_say(struct call *c, int64_t vehicle, struct slice utf8, bool urgent, int64_t *ret_id) must_check;	/* as the system, named in the audit by the call */
uint64_t terminal_text_changes(void);
bool gbk_from_utf8(struct slice utf8, char *out, size_t max, size_t *ret_n) must_check;
bool gbk_to_utf8(struct slice gbk, char *out, size_t max, size_t *ret_n) must_check;
#endif
