/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ENGINE_LEGAL_TERM_H
#define ENGINE_LEGAL_TERM_H
#define NAME legal_term
#define DEF "engine/legal_term.def"
#include "engine/declare.h"
#endif
