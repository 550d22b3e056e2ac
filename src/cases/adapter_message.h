/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_ADAPTER_MESSAGE_H
#define CASES_ADAPTER_MESSAGE_H
#include "cases/adapter.h"
#include "engine/schema.h"
#define NAME adapter_message
#define DEF "cases/adapter_message.def"
#include "engine/declare.h"
#endif
