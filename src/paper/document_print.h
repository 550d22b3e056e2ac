/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PAPER_DOCUMENT_PRINT_H
#define PAPER_DOCUMENT_PRINT_H
#include "engine/schema.h"
#include "paper/types.h"
#define NAME document_print
#define DEF "paper/document_print.def"
#include "engine/declare.h"
#endif
