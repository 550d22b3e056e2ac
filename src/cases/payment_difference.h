/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_PAYMENT_DIFFERENCE_H
#define CASES_PAYMENT_DIFFERENCE_H
#include "cases/bank_file.h"
#include "cases/payment_order.h"
#define NAME payment_difference
#define DEF "cases/payment_difference.def"
#include "engine/declare.h"
#endif
