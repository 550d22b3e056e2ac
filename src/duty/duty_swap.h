/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DUTY_DUTY_SWAP_H
#define DUTY_DUTY_SWAP_H
#include "engine/schema.h"
#define NAME duty_swap
#define DEF "duty/duty_swap.def"
#include "engine/declare.h"
#endif
