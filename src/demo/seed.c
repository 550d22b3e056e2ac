/* SPDX-License-Identifier: Apache-2.0 */
/* seed.c - what every store starts with: the calendar, the terms of law and of the house, the codes. */
#include <stdio.h>

#include "base/log.h"
#include "cases/authority.h"
#include "cases/discretion_factor.h"
#include "cases/enforcement_rule.h"
#include "cases/evidence_rule.h"
#include "cases/speed_band.h"
#include "cases/violation_code.h"
#include "demo/demo.h"
#include "demo/seed_.h"
#include "dispatch/dispatch_figure.h"
#include "dispatch/incident_question.h"
#include "dispatch/incident_rule.h"
#include "dispatch/scene_rule.h"
#include "duty/crew_rule.h"
#include "duty/duty_limit.h"
#include "duty/duty_shift.h"
#include "duty/gear_item.h"
#include "duty/video_figure.h"
#include "engine/calendar_day.h"
#include "engine/deadline.h"
#include "engine/import.h"
#include "engine/legal_term.h"
#include "map/road_class.h"
#include "people/unit.h"
#include "plan/plan_figure.h"
#include "plan/plans.h"
#include "plan/road_closure_authority.h"
#include "plan/visibility_rule.h"
#include "recorder/clip_retention.h"
#include "recorder/recording_duty.h"

static enum err
load(struct engine *e, const struct record *rec, struct slice csv, const char *name)
{
	struct import_order o = { .rec = rec, .csv = csv, .why = S("随软件提供的初始数据") };
	struct import_report r;
	enum err err;

	import_report_init(&r);
	err = record_import(e, &o, &r);
	if (err || r.refused)
		log_at(LOG_ERROR, "seed.refused", KV("file", LS(name)), KV("rows", LI(r.refused)),
		    KV("first", LSL(((struct slice){ r.errors.p, r.errors.n < 300 ? r.errors.n : 300 }))));
	else
		log_at(LOG_INFO, "seed.loaded", KV("file", LS(name)), KV("rows", LI(r.accepted)));
	if (!err && r.refused)
		err = E_BAD_VALUE;
	import_report_free(&r);
	return err;
}

struct root {
	const char *code, *name;
};

static enum err
make_root(struct call *c, void *ctx)
{
	const struct root *root = ctx;
	struct row *r = row_new(c->arena, &unit_record);

	row_set_text(r, unit_code, slice_of(root->code));
	row_set_text(r, unit_name, slice_of(root->name));
	row_set_text(r, unit_level, S("detachment"));
	row_set_text(r, unit_valid_from, S("2019-01-01"));
	return record_create(c, r);
}

/* A server would load them by its timer; here what follows already needs them. */
static enum err
take_effect(struct engine *e)
{
	reader_scoped c = NULL;
	enum err err = db_reader(e->db, &c);

	return err ? err : deadline_load(c);
}

enum err
seed_store(struct engine *e, const char *root_code, const char *root_name)
{
	struct root root = { root_code, root_name };
	struct slice templates = embedded_plan_templates;
	enum err err = E_OK;

	if ((err = load(e, &legal_term_record, embedded_legal_terms, "legal_terms.csv")) ||
	    (err = load(e, &legal_term_record, embedded_local_terms, "local_terms.csv")) ||
	    (err = load(e, &calendar_day_record, embedded_holidays, "holidays.csv")) ||
	    (err = load(e, &violation_code_record, embedded_violation_codes, "violation_codes.csv")) ||
	    (err = load(e, &authority_record, embedded_authorities, "authorities.csv")) ||
	    (err = load(e, &discretion_factor_record, embedded_discretion_factors, "discretion_factors.csv")) ||
	    (err = load(e, &evidence_rule_record, embedded_evidence_rules, "evidence_rules.csv")) ||
	    (err = load(e, &speed_band_record, embedded_speed_bands, "speed_bands.csv")) ||
	    (err = load(e, &enforcement_rule_record, embedded_enforcement_rules, "enforcement_rules.csv")) ||
	    (err = load(e, &recording_duty_record, embedded_recording_duties, "recording_duties.csv")) ||
	    (err = load(e, &clip_retention_record, embedded_clip_retentions, "clip_retentions.csv")) ||
	    (err = load(e, &video_figure_record, embedded_video_figures, "video_figures.csv")) ||
	    (err = load(e, &road_class_record, embedded_road_classes, "road_classes.csv")) ||
	    (err = load(e, &incident_question_record, embedded_incident_questions, "incident_questions.csv")) ||
	    (err = load(e, &incident_rule_record, embedded_incident_rules, "incident_rules.csv")) ||
	    (err = load(e, &scene_rule_record, embedded_scene_rules, "scene_rules.csv")) ||
	    (err = load(e, &dispatch_figure_record, embedded_dispatch_figures, "dispatch_figures.csv")) ||
	    (err = load(e, &duty_limit_record, embedded_duty_limits, "duty_limits.csv")) ||
	    (err = load(e, &crew_rule_record, embedded_crew_rules, "crew_rules.csv")) ||
	    (err = load(e, &duty_shift_record, embedded_duty_shifts, "duty_shifts.csv")) ||
	    (err = load(e, &gear_item_record, embedded_gear_items, "gear_items.csv")) ||
	    (err = load(e, &plan_figure_record, embedded_plan_figures, "plan_figures.csv")) ||
	    (err = load(e, &visibility_rule_record, embedded_visibility_rules, "visibility_rules.csv")) ||
	    (err = load(e, &road_closure_authority_record, embedded_road_closure_authorities, "road_closure_authorities.csv")))
		return err;
	if ((err = take_effect(e)))
		return err;
	if ((err = engine_write(e, "随软件提供的预案模板（示例）", plans_seed, &templates)))
		return err;
	return root_code ? engine_write(e, "建立最高一级单位", make_root, &root) : E_OK;
}
