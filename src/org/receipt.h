/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ORG_RECEIPT_H
#define ORG_RECEIPT_H
#include "engine/schema.h"
#define NAME receipt
#define DEF "org/receipt.def"
#include "engine/declare.h"
#endif
