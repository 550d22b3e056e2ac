/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_JOINT_NOTE_H
#define DISPATCH_JOINT_NOTE_H
#include "engine/schema.h"
#define NAME joint_note
#define DEF "dispatch/joint_note.def"
#include "engine/declare.h"
#endif
