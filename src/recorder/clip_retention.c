/* SPDX-License-Identifier: Apache-2.0 */
#include "recorder/clip_retention.h"

static enum err
clip_retention_check(struct call *c, struct row *draft)
{
	if (row_bool(draft, clip_retention_permanent) != row_empty(draft, clip_retention_term))
		return refuse_text(c, E_BAD_VALUE, "term", "永久保存的不填期限，其他的须填期限", "a term unless it is kept for good");
	return E_OK;
}

#define NAME clip_retention
#define DEF "recorder/clip_retention.def"
#include "engine/define.h"
