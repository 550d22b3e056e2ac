// SPDX-License-Identifier: Apache-2.0
// Incidents and orders: the dispatcher's desk, and a row for each of their records.
import { defineScreen } from '@/engine/screen'

defineScreen({ path: 'dispatch-desk', title: '指挥调度|Dispatch desk', icon: 'target', group: 'command', thumb: true, roles: ['dispatcher', 'duty', 'leader', 'supervisor'], page: () => import('./DispatchDesk.vue') })
defineScreen({
	path: 'incidents', record: 'incident', title: '警情|Incidents', icon: 'bell', group: 'command',
	filters: ['state', 'kind'], columns: ['subject', 'state', 'due_at', 'priority', 'source', 'called_at', 'first_ordered_at', 'orders', 'closing_code', 'unit'], sort: '-called_at',
	views: [{ title: '待派警|Without a unit', query: { state: 'open', sort: 'due_at' } }, { title: '处置中|Being dealt with', query: { state: 'ordered', sort: 'called_at' } }, { title: '待结警|To be closed', query: { state: 'dealt', sort: 'due_at' } }, { title: '虚假报警|False calls', query: { closing_code: 'false_call' } }],
	detail: () => import('./IncidentPanel.vue'), told: ['subject'], edit: ['open', 'ordered', 'dealt'],
	groups: [
		{ title: '报警|The call', fields: ['kind', 'source', 'priority', 'caller_phone', 'caller_name', 'caller_wish', 'number_110', 'transferred_at', 'recording', 'called_at'], note: '报警人不报姓名的，应当记录在案；不愿意公开姓名的，应当为其保密（道路交通事故处理程序规定第十六条）。|A caller who gives no name is noted as such; one who asks for secrecy gets it (Crash Procedure art. 16).' },
		{ title: '时间和地点|When and where', fields: ['happened_at', 'address', 'road_number', 'post_m', 'road_class', 'place'] },
		{ title: '情况|What happened', fields: ['what', 'injured', 'dead', 'lanes_closed', 'road_shut'] },
	],
})
defineScreen({
	path: 'dispatch-orders', record: 'dispatch_order', title: '出警指令|Dispatch orders', icon: 'flag', group: 'command',
	filters: ['state', 'patrol'], columns: ['subject', 'state', 'due_at', 'patrol', 'incident', 'created_at', 'on_scene_at', 'ended_at', 'sent_late', 'unit'], sort: '-created_at',
	views: [{ title: '待签收|To be acknowledged', query: { state: 'issued', sort: 'due_at' } }, { title: '进行中|Under way', query: { 'state.in': 'acknowledged,under_way,on_scene' } }, { title: '已拒绝|Refused', query: { state: 'refused' } }],
})
defineScreen({ path: 'incident-questions', record: 'incident_question', title: '接警询问项|Questions to callers', icon: 'help', group: 'rule', filters: ['family', 'must'], columns: ['words', 'family', 'pos', 'must', 'law', 'article', 'valid_from', 'valid_to'], sort: 'pos' })
defineScreen({ path: 'incident-rules', record: 'incident_rule', title: '警情类型规则|Rules of kinds of incidents', icon: 'scale', group: 'rule', filters: ['family'], columns: ['code', 'family', 'priority', 'takes_min', 'crash_kit', 'alcohol_tester', 'guarded', 'near_m', 'near_min', 'article', 'valid_from'], sort: 'code' })
defineScreen({ path: 'scene-rules', record: 'scene_rule', title: '到场人数要求|Scene rules', icon: 'person', group: 'rule', filters: ['family'], columns: ['name', 'family', 'kind', 'officers', 'or_officers', 'or_auxiliaries', 'law', 'article', 'valid_from'], sort: 'code' })
defineScreen({ path: 'dispatch-figures', record: 'dispatch_figure', title: '指挥调度参数|Dispatch figures', icon: 'scale', group: 'rule', filters: [], columns: ['name', 'code', 'value', 'unit_of_value', 'valid_from', 'valid_to'], sort: 'code' })
