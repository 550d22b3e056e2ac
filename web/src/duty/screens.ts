// SPDX-License-Identifier: Apache-2.0
// Duty: the squadron's duty room, rosters with their week board, swaps, signing on, who answers for which road.
import { defineScreen } from '@/engine/screen'

defineScreen({ path: 'duty-room', title: '值班室|Duty room', icon: 'home', group: 'work', roles: ['duty', 'leader', 'dispatcher', 'officer', 'supervisor'], page: () => import('./DutyRoom.vue') })
defineScreen({ path: 'sign-on', title: '我上岗|Sign on', icon: 'check', group: 'work', roles: ['officer', 'auxiliary', 'duty'], page: () => import('./SignOn.vue') })
defineScreen({
	path: 'rosters', record: 'roster', title: '排班表|Rosters', icon: 'calendar', group: 'work',
	filters: ['state', 'from_day'], columns: ['subject', 'state', 'from_day', 'to_day', 'template', 'approved_by', 'published_at', 'unit'], sort: '-from_day', edit: ['draft', 'changed'],
	views: [{ title: '待批准|To approve', query: { 'state.in': 'draft,changed' } }, { title: '已发布|Published', query: { state: 'published' } }],
	detail: () => import('./RosterBoard.vue'), told: ['subject', 'from_day', 'to_day'],
})
defineScreen({
	path: 'duty-entries', record: 'duty_entry', title: '排班|Roster entries', icon: 'clock', group: 'work', roles: [],
	filters: ['state', 'day', 'post'], columns: ['subject', 'state', 'leader', 'sergeant', 'officers', 'auxiliaries', 'wanting', 'starts_at', 'ends_at', 'unit'], sort: '-starts_at',
	groups: [
		{ title: '班次|Shift', fields: ['roster', 'day', 'shift', 'post'] },
		{ title: '值班室|Duty room', fields: ['leader', 'sergeant'], note: '值班室须有值班领导和值班民警（本单位内部规定）；值日警官制度见执勤执法工作规范第七十九条。|The duty room needs a duty leader and a duty sergeant (house rule); the officer of the day is that of Duty Standard art. 79.' },
		{ title: '人员|Persons', fields: ['crew', 'note'], note: '公路上不得少于两名民警（违法处理程序规定第七条）；夜间在公路设固定岗须三名（执勤执法工作规范第七十二条）。|Never fewer than two officers on a highway (Order 157 art. 7); three at a fixed post on a highway by night (Duty Standard art. 72).' },
	],
})
defineScreen({
	path: 'duty-swaps', record: 'duty_swap', title: '换班|Swaps', icon: 'refresh', group: 'work',
	filters: ['state', 'asked_by', 'colleague'], columns: ['subject', 'state', 'due_at', 'asked_by', 'colleague', 'in_return', 'approved_by', 'unit'], sort: '-created_at',
	views: [{ title: '待对方同意|Waits for the colleague', query: { state: 'asked', sort: 'due_at' } }, { title: '待批准|To approve', query: { state: 'agreed', sort: 'due_at' } }],
	groups: [{ title: '换班|Swap', fields: ['entry', 'colleague', 'in_return', 'why'], note: '对方同意后，由该班次的值班领导或者本单位领导批准，排班表随之更改。|Once the colleague agrees, the duty leader of that shift or a leader of the unit approves; the roster changes with it.' }],
})
defineScreen({
	path: 'patrols', record: 'patrol', title: '警力|Patrols', icon: 'track', group: 'work',
	filters: ['state', 'kind'], columns: ['call_sign', 'state', 'kind', 'leader', 'vehicle', 'road', 'shift_ends', 'signed_on_at', 'unit'], sort: '-signed_on_at',
	views: [{ title: '在岗|On duty', query: { 'state.in': 'free,committed,busy', sort: 'shift_ends' } }],
	groups: [
		{ title: '警力|Patrol', fields: ['call_sign', 'kind', 'post', 'road', 'vehicle', 'shift_ends'] },
		{ title: '组员|Crew', fields: ['leader', 'crew'], note: '公路上不得少于两名民警（违法处理程序规定第七条）；主干道、快速路两名民警，或者一名民警带两名辅警（执勤执法工作规范第七十条）。|Never fewer than two officers on a highway (Order 157 art. 7); two, or one who leads two auxiliaries, on main roads and expressways (Duty Standard art. 70).' },
		{ title: '装备|Equipment', fields: ['alcohol_tester', 'speed_meter', 'crash_kit', 'gear_missing'] },
	],
})
defineScreen({ path: 'duty-attendances', record: 'duty_attendance', title: '到岗签到|Attendance', icon: 'check', group: 'work', filters: ['state', 'person'], columns: ['subject', 'state', 'person', 'post', 'way', 'on_at', 'off_at', 'late_min', 'off_m', 'unit'], sort: '-on_at', views: [{ title: '在岗|On duty', query: { state: 'on' } }] })
defineScreen({ path: 'duty-posts', record: 'duty_post', title: '岗位|Posts', icon: 'flag', group: 'facility', filters: ['kind', 'state'], columns: ['name', 'state', 'kind', 'road', 'officers', 'auxiliaries', 'unit'], sort: 'name' })
defineScreen({ path: 'roster-templates', record: 'roster_template', title: '排班模板|Roster templates', icon: 'grip', group: 'facility', filters: ['state'], columns: ['name', 'state', 'unit', 'updated_at'], sort: 'name' })
defineScreen({
	path: 'road-responsibilities', record: 'road_responsibility', title: '路段责任|Road responsibility', icon: 'map', group: 'facility',
	filters: ['road', 'post'], columns: ['name', 'code', 'road', 'from_m', 'to_m', 'post', 'unit', 'valid_from', 'valid_to'], sort: 'code',
	groups: [{ title: '路段|Stretch', fields: ['code', 'name', 'unit'] }, { title: '道路和桩号，或者区域|A road with its chainages, or an area', fields: ['road', 'from_m', 'to_m', 'area'], note: '只填一种。同一时间一段路只有一个责任单位。|Only one of the two. One stretch has one owner at a time.' }],
})
defineScreen({ path: 'duty-shifts', record: 'duty_shift', title: '班次|Kinds of shift', icon: 'clock', group: 'rule', filters: ['kind'], columns: ['name', 'code', 'kind', 'starts', 'minutes', 'night', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'duty-limits', record: 'duty_limit', title: '勤务参数|Duty figures', icon: 'scale', group: 'rule', filters: ['unverified'], columns: ['name', 'code', 'value', 'unit_of_value', 'law', 'unverified', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'gear-items', record: 'gear_item', title: '执勤装备|Equipment for duty', icon: 'check', group: 'rule', filters: ['kind', 'optional'], columns: ['name', 'kind', 'optional', 'law', 'article', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'crew-rules', record: 'crew_rule', title: '执勤人数要求|Crew rules', icon: 'scale', group: 'rule', filters: ['road', 'poor'], columns: ['name', 'road', 'poor', 'officers', 'or_officers', 'or_auxiliaries', 'law', 'article', 'valid_from', 'valid_to'], sort: 'code' })
