/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PAPER_NUMBER_FORM_H
#define PAPER_NUMBER_FORM_H
#include "engine/schema.h"
#include "paper/types.h"
#define NAME number_form
#define DEF "paper/number_form.def"
#include "engine/declare.h"
#endif
