/* SPDX-License-Identifier: Apache-2.0 */
/* drip.h - clients that hold connections by sending a byte a second, beside a measurement. Private to bench/. */
#ifndef BENCH_DRIP_H
#define BENCH_DRIP_H
#include <stdint.h>

#include "base/err.h"

#define DRIP_MAX 300
struct drip;
/* n clients (DRIP_MAX at most) at an IPv4 address:port, on a thread of their own. */
enum err drip_start(const char *address, int n, struct drip **ret) must_check;
void drip_stop(struct drip *d, int64_t *ret_sent, int64_t *ret_closed);
#endif
