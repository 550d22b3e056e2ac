// SPDX-License-Identifier: Apache-2.0
// Watch list and alarms: the desk, and a row for each of their records.
import { defineScreen } from '@/engine/screen'
import { records } from '@/engine/model'

defineScreen({ path: 'alarm-desk', title: '预警处置|Alarm desk', icon: 'alarm', group: 'command', thumb: true, roles: [...records.alarm.read], page: () => import('./AlarmDesk.vue') })
defineScreen({
	path: 'alarms', record: 'alarm', title: '预警|Alarms', icon: 'bell', group: 'command',
	filters: ['state', 'category'], columns: ['subject', 'state', 'due_at', 'priority', 'plate', 'tollgate', 'unit', 'first_at', 'last_at', 'outcome'], sort: '-created_at',
	views: [{ title: '待核实|To be checked', query: { state: 'raised', sort: 'due_at' } }, { title: '处置中|Being dealt with', query: { 'state.in': 'confirmed,signed,handed', sort: 'due_at' } }, { title: '误识|Misreads', query: { state: 'misread' } }],
	detail: () => import('./AlarmPanel.vue'), told: ['why', 'why_en', 'place', 'subject'],
})
defineScreen({
	path: 'watch-entries', record: 'watch_entry', title: '布控|Watch list', icon: 'target', group: 'command',
	filters: ['state', 'category'], columns: ['subject', 'state', 'due_at', 'category', 'priority', 'plate', 'reach', 'to_at', 'unit', 'created_by'], sort: '-created_at',
	views: [{ title: '待审批|To approve', query: { 'state.in': 'applied,urgent', sort: 'due_at' } }, { title: '生效中|In force', query: { 'state.in': 'in_force,urgent' } }, { title: '已查获待撤控|To be cancelled', query: { state: 'met' } }, { title: '逾期失效|Lapsed', query: { state: 'lapsed' } }],
	tabs: [{ name: 'desk', title: '审批台|Approval desk', load: () => import('@/engine/RecordDesk.vue') }],
	desk: { query: { 'state.in': 'applied,urgent,met', sort: 'due_at' }, keys: { approve: 'a', refuse: 'f', withdraw: 'w' }, reason: '审批布控：核对申请', empty: '没有待审批的布控。|No entry waits for approval.' },
	detail: () => import('./EntryPanel.vue'),
	groups: [
		{ title: '依据|Ground', fields: ['category', 'urgent', 'subject', 'basis', 'case_no'], note: '肇事逃逸可依《道路交通事故处理程序规定》第四十三条紧急布控：立即生效，须在期限内补办审批，逾期失效。其他类别批准后生效，批准人不得是申请人。|After a hit and run, art. 43 of the Crash Procedure allows an urgent entry: it acts at once, must be approved in time, or lapses. All others act once somebody else has approved them.' },
		{ title: '车辆|Vehicle', fields: ['plate', 'plate_class', 'vehicle', 'vehicle_colour'] },
		{ title: '范围和期限|Where and how long', fields: ['reach', 'visibility', 'from_at', 'to_at'], note: '范围和期限以达到目的的最小限度为准（个人信息保护法第六条）。|No wider and no longer than the purpose needs (Personal Information Protection Law art. 6).' },
		{ title: '发现后处置|When met', fields: ['priority', 'action', 'instruction', 'contact'] },
	],
})
defineScreen({
	path: 'watch-lists', record: 'watch_list', title: '官方布控名单|Official lists', icon: 'import', group: 'command', import: 'watch',
	filters: ['state'], columns: ['name', 'state', 'due_at', 'entries', 'added', 'removed', 'changed', 'bad', 'created_by', 'created_at'], sort: '-created_at',
	tabs: [{ name: 'desk', title: '审批台|Approval desk', load: () => import('@/engine/RecordDesk.vue') }],
	desk: { query: { state: 'prepared', sort: 'due_at' }, keys: { approve: 'a', refuse: 'f' }, reason: '审批布控名单：核对差异', empty: '没有待批准的名单。|No list waits for approval.' },
	detail: () => import('./ListDifference.vue'), told: ['added', 'removed', 'changed', 'preview', 'faults'],
})
defineScreen({ path: 'sightings', record: 'sighting', title: '预警过车|Sightings', icon: 'track', group: 'command', roles: [], filters: ['alarm', 'tollgate'], columns: ['alarm', 'at', 'tollgate', 'lane', 'speed', 'unit'], sort: '-at' })
defineScreen({ path: 'registry-vehicles', record: 'registry_vehicle', title: '机动车登记库|Vehicle registry', icon: 'file', group: 'facility', import: 'registry', filters: ['scrapped', 'stolen'], columns: ['brand', 'code', 'colour', 'type', 'inspected_until', 'insured_until', 'scrapped', 'stolen', 'imported_on'], sort: '-updated_at' })
defineScreen({ path: 'checkpoint-rules', record: 'checkpoint_rule', title: '卡口规则参数|Checkpoint rules', icon: 'scale', group: 'rule', filters: [], columns: ['name', 'code', 'value', 'unit_of_value', 'valid_from', 'valid_to'], sort: 'code' })
