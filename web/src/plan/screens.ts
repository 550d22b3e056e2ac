// SPDX-License-Identifier: Apache-2.0
// Plans: the desk, the squadron's page, warnings, templates, what is done under a plan.
import { defineScreen } from '@/engine/screen'

const COMMAND = ['dispatcher', 'duty', 'leader', 'supervisor']
defineScreen({ path: 'plan-desk', title: '预案台|Plan desk', icon: 'flag', group: 'command', roles: COMMAND, page: () => import('./PlanDesk.vue') })
defineScreen({ path: 'my-plan', title: '预案任务|Plan tasks', icon: 'check', group: 'work', roles: ['officer', 'duty', 'leader', 'auxiliary'], thumb: true, page: () => import('./MyPlan.vue') })
defineScreen({
	path: 'weather-warnings', record: 'weather_warning', title: '气象预警|Weather warnings', icon: 'bell', group: 'command',
	filters: ['state', 'hazard'], columns: ['subject', 'state', 'level', 'hazard', 'issued_at', 'to_at', 'source', 'late'], sort: '-issued_at',
	views: [{ title: '生效中|In force', query: { state: 'in_force' } }, { title: '待核对|To confirm', query: { state: 'registered' } }, { title: '红色、橙色|Red and orange', query: { 'level.in': 'red,orange' } }, { title: '迟到|Late', query: { late: 'true' } }],
	detail: () => import('./WarningDetail.vue'), told: ['subject', 'hazard', 'level', 'sender', 'issued_at', 'to_at', 'assumed_end', 'text', 'told', 'late', 'doubtful', 'origin'],
})
defineScreen({
	path: 'plans', record: 'plan', title: '预案|Plans', icon: 'flag', group: 'command', roles: COMMAND,
	filters: ['state', 'cause'], columns: ['title', 'state', 'due_at', 'cause', 'level', 'unit', 'started_at', 'stood_down_at'], sort: '-created_at',
	views: [{ title: '待审批|To decide', query: { state: 'proposed' } }, { title: '执行中|Running', query: { state: 'running' } }, { title: '大型活动和警卫|Events and escorts', query: { 'cause.in': 'event,escort' } }],
	edit: ['proposed'], detail: () => import('./PlanDetail.vue'), told: ['title', 'why', 'hazard', 'level', 'phase', 'phase_at'],
	groups: [{ title: '依据|Grounds', fields: ['template', 'warning', 'why'], note: '恶劣天气预案由预警自动提出；人工提出的须写明理由。|A plan for weather is proposed by its warning; one proposed by hand says why.' },
		{ title: '大型活动、警卫任务|Events and escorts', fields: ['place', 'nature'], note: '规范61条：时间、地点、性质、规模、路线。|Article 61: time, place, nature, size, route.' }, { title: '时间和单位|When and who', fields: ['begins_at', 'ends_at'] }],
})
defineScreen({ path: 'plan-tasks', record: 'plan_task', title: '预案任务清单|Tasks of plans', icon: 'check', group: 'command', roles: [], filters: ['state', 'plan'], columns: ['what', 'state', 'due_at', 'unit', 'plan', 'finish_by', 'ended_at'], sort: '-created_at' })
defineScreen({ path: 'plan-closures', record: 'plan_closure', title: '道路管制|Road controls', icon: 'lock', group: 'command', roles: COMMAND, filters: ['state', 'measure'], columns: ['subject', 'road', 'measure', 'state', 'due_at', 'road_class', 'decides', 'opened_at', 'lifted_at', 'unit'], sort: '-created_at', edit: ['asked'],
	views: [{ title: '待决定|To decide', query: { state: 'asked' } }, { title: '实施中|In force', query: { state: 'in_force' } }] })
defineScreen({ path: 'plan-announcements', record: 'plan_announcement', title: '预案通告|Announcements', icon: 'bell', group: 'command', roles: [], filters: ['state', 'audience'], columns: ['subject', 'state', 'audience', 'occasion', 'plan', 'published_at', 'channels'], sort: '-created_at', edit: ['drafted'] })
defineScreen({ path: 'plan-changes', record: 'plan_change', title: '预案变更建议|Proposed changes', icon: 'refresh', group: 'command', roles: [], filters: ['state', 'kind'], columns: ['subject', 'kind', 'state', 'due_at', 'plan', 'warning', 'decided_by', 'created_at'], sort: '-created_at' })
defineScreen({ path: 'visibility-reports', record: 'visibility_report', title: '能见度报告|Visibility', icon: 'eye', group: 'command', roles: COMMAND, filters: ['state', 'road_class'], columns: ['subject', 'road', 'visibility_m', 'state', 'due_at', 'limit_kmh', 'flow', 'unit', 'at'], sort: '-at', views: [{ title: '待阅|To note', query: { state: 'reported' } }] })
defineScreen({ path: 'plan-reports', record: 'plan_report', title: '预案总结报告|Plan reports', icon: 'file', group: 'oversight', filters: ['state'], columns: ['title', 'state', 'unit', 'drawn_at', 'approved_by', 'approved_at'], sort: '-created_at', edit: ['draft'],
	detail: () => import('./PlanReportSheet.vue'), told: ['title', 'plan', 'words', 'lessons', 'figures', 'drawn_at', 'approved_by', 'approved_at', 'hash'] })
defineScreen({ path: 'plan-templates', record: 'plan_template', title: '预案模板|Plan templates', icon: 'file', group: 'rule', filters: ['cause', 'hazard', 'level'], columns: ['name', 'code', 'cause', 'hazard', 'level', 'sign_min', 'example', 'valid_from', 'valid_to'], sort: 'code',
	detail: () => import('./TemplatePreview.vue'), told: ['phase', 'task', 'control', 'text', 'example'] })
defineScreen({ path: 'visibility-rules', record: 'visibility_rule', title: '能见度管控标准|Visibility rules', icon: 'scale', group: 'rule', filters: ['road_class'], columns: ['code', 'road_class', 'slippery', 'below_m', 'within', 'limit_kmh', 'gap_m', 'leave', 'article'], sort: 'code' })
defineScreen({ path: 'road-closure-authorities', record: 'road_closure_authority', title: '管制决定权限|Who may close roads', icon: 'scale', group: 'rule', filters: ['road_class', 'measure'], columns: ['code', 'region', 'road_class', 'measure', 'level', 'article', 'unverified'], sort: 'code' })
defineScreen({ path: 'plan-figures', record: 'plan_figure', title: '预案参数|Figures of plans', icon: 'scale', group: 'rule', filters: [], columns: ['name', 'code', 'value', 'unit_of_value', 'article', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'districts', record: 'district', title: '辖区|Districts', icon: 'map', group: 'rule', filters: [], columns: ['name', 'code', 'answering'], sort: 'code' })
defineScreen({ path: 'weather-sources', record: 'weather_source', title: '气象数据来源|Weather sources', icon: 'import', group: 'system', filters: ['state'], columns: ['name', 'state', 'url', 'every_s', 'read_at', 'fault', 'items'], sort: 'name' })
