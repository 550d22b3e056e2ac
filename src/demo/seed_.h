/* SPDX-License-Identifier: Apache-2.0 */
/* seed_.h - the data files of data/, embedded by the build. Private to demo/. */
#ifndef DEMO_SEED__H
#define DEMO_SEED__H
#include "base/slice.h"

extern const struct slice embedded_holidays, embedded_legal_terms, embedded_local_terms, embedded_violation_codes,
    embedded_authorities, embedded_discretion_factors, embedded_evidence_rules, embedded_speed_bands, embedded_enforcement_rules,
    embedded_recording_duties, embedded_clip_retentions, embedded_video_figures, embedded_road_classes, embedded_incident_questions,
    embedded_incident_rules, embedded_scene_rules, embedded_dispatch_figures,
    embedded_duty_limits, embedded_crew_rules, embedded_duty_shifts, embedded_gear_items,
    embedded_plan_figures, embedded_visibility_rules, embedded_road_closure_authorities,
    embedded_plan_templates;
#endif
