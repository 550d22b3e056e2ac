/* SPDX-License-Identifier: Apache-2.0 */
/* offices.c - what the documents of the demo's units name: invented organs, marked as simulated. */
#include "cases/office.h"
#include "demo/demo_.h"
#include "engine/units.h"

static enum err
make_office(struct call *c, size_t i)
{
	const struct place *p = &demo_place[i];
	struct row *r = row_new(c->arena, &office_record);

	row_set_int(r, office_of_unit, demo_unit(i));
	row_set_text(r, office_name, arena_printf(c->arena, "模拟市公安局交通警察支队%s", p->parent ? p->name : ""));
	row_set_text(r, office_reconsideration_organ, p->parent ? arena_printf(c->arena, "模拟市%s区人民政府", p->short_name) : S("模拟市人民政府"));
	row_set_text(r, office_court, p->parent ? arena_printf(c->arena, "模拟市%s区人民法院", p->short_name) : S("模拟市中级人民法院"));
	row_set_text(r, office_online_channel, S("模拟行政复议网上申请平台"));
	row_set_text(r, office_handle_place, arena_printf(c->arena, "%s违法处理窗口", p->name));
	row_set_text(r, office_hours, S("工作日9时至17时"));
	row_set_text(r, office_pay_way, S("到指定银行或者通过电子支付系统"));
	row_set_text(r, office_study_place, S("模拟市满分教育学习点"));
	return record_create(c, r);
}

/* The detachment and its brigades; squadrons take their brigade's. */
enum err
demo_offices(struct call *c, void *demo)
{
	enum err e = E_OK;

	(void)demo;
	for (size_t i = 0; i < demo_nplace && !e; i++)
		if (!strcmp(demo_place[i].level, "detachment") || !strcmp(demo_place[i].level, "brigade"))
			e = make_office(c, i);
	return e;
}
