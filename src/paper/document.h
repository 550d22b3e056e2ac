/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PAPER_DOCUMENT_H
#define PAPER_DOCUMENT_H
#include "engine/schema.h"
#include "paper/types.h"
#define NAME document
#define DEF "paper/document.def"
#include "engine/declare.h"
#endif
