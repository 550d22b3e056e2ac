/* SPDX-License-Identifier: Apache-2.0 */
/* address_.h - listening on "host:port". Private to net/. */
#ifndef NET_ADDRESS_PRIVATE_H
#define NET_ADDRESS_PRIVATE_H
#include "base/err.h"

enum err net_listen(const char *address, int *ret_fd, int *ret_port) must_check;	/* non-blocking; E_BAD_VALUE, E_IN_USE */
void net_descriptors(size_t connections);	/* as many as that and some more may be open, if the system lets us */
#endif
