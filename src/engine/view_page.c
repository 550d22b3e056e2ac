/* SPDX-License-Identifier: Apache-2.0 */
/* view_page.c - compiled once for every VIEW page, with DEF from the build. */
#include "engine/define_view.h"
