/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_PARTNER_SERVICE_H
#define DISPATCH_PARTNER_SERVICE_H
#include "engine/schema.h"
#define NAME partner_service
#define DEF "dispatch/partner_service.def"
#include "engine/declare.h"
#endif
