/* SPDX-License-Identifier: Apache-2.0 */
/* break_glass.h - rights taken in an emergency.
 *
 * Shape      creating the row is the taking: the role over the row's unit holds from then until
 *            to_at. Length in hours is the setting break_glass_h. Every one is reported: findings
 *            for the audit administrator and for supervision by rule (break_glass_rules.def), an
 *            urgent notice to the detachment and the unit concerned, an audit entry.
 * Invariant  administrators' roles cannot be taken; nobody reviews his own.
 */
#ifndef PEOPLE_BREAK_GLASS_H
#define PEOPLE_BREAK_GLASS_H
#include "engine/schema.h"
#define NAME break_glass
#define DEF "people/break_glass.def"
#include "engine/declare.h"
#include "engine/engine.h"

/* The notices that are still to be given, each in one transaction with the mark that it was. */
enum err break_glass_report(struct engine *e) must_check;
#endif
