/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_CAMPAIGN_H
#define CASES_CAMPAIGN_H
#include "engine/schema.h"
#define NAME campaign
#define DEF "cases/campaign.def"
#include "engine/declare.h"
#endif
