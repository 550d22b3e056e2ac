/* SPDX-License-Identifier: Apache-2.0 */
#ifndef GATE_ADAPTER_MESSAGE_H
#define GATE_ADAPTER_MESSAGE_H
#include "gate/adapter.h"
#include "engine/schema.h"
#define NAME adapter_message
#define DEF "gate/adapter_message.def"
#include "engine/declare.h"
#endif
