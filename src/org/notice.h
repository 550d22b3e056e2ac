/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ORG_NOTICE_H
#define ORG_NOTICE_H
#include "engine/schema.h"
#define NAME notice
#define DEF "org/notice.def"
#include "engine/declare.h"
#endif
