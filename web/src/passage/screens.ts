// SPDX-License-Identifier: Apache-2.0
// Passages: the desk that asks, and what is kept of the asking.
import { defineScreen } from '@/engine/screen'

defineScreen({ path: 'passages', title: '过车查询|Passages', icon: 'search', group: 'command', roles: ['officer', 'case_officer', 'dispatcher', 'duty', 'leader', 'supervisor', 'device', 'reviewer'], page: () => import('./SearchDesk.vue') })
defineScreen({
	path: 'passage-corrections', record: 'passage_correction', title: '识别更正|Corrections', icon: 'edit', group: 'facility',
	filters: ['state'], columns: ['passage', 'state', 'read', 'plate', 'unit', 'created_by', 'created_at'], sort: '-created_at',
	views: [{ title: '待复核|To be looked at again', query: { state: 'made' } }],
	tabs: [{ name: 'desk', title: '复核台|Second look', load: () => import('@/engine/RecordDesk.vue') }],
	desk: { query: { state: 'made', sort: 'created_at' }, keys: { confirm: 'c', undo: 'x' }, reason: '复核识别更正', empty: '没有待复核的更正。|No correction waits for a second look.' },
})
defineScreen({ path: 'passage-searches', record: 'passage_search', title: '查询留痕|Searches', icon: 'eye', group: 'oversight', filters: ['purpose', 'kind'], columns: ['at', 'person', 'kind', 'purpose', 'reason', 'case_no', 'answered', 'staff', 'unit'], sort: '-at', views: [{ title: '查询内部人员车辆|Vehicles of staff', query: { 'staff.in': 'own,colleague' } }] })
defineScreen({
	path: 'search-samples', record: 'search_sample', title: '查询抽查|Search samples', icon: 'check', group: 'oversight', filters: ['state', 'verdict'], columns: ['month', 'state', 'due_at', 'person', 'verdict', 'unit'], sort: '-created_at',
	tabs: [{ name: 'desk', title: '评议台|Desk', load: () => import('@/engine/RecordDesk.vue') }],
	desk: { query: { 'state.in': 'drawn,asked,explained', sort: 'due_at' }, keys: { judge: 'a', clarify: 'q', explain: 'e' }, reason: '查询抽查评议', empty: '没有待评议的查询。|No search waits for a verdict.' },
})
defineScreen({ path: 'legal-holds', record: 'legal_hold', title: '过车证据保全|Legal holds', icon: 'lock', group: 'command', filters: ['state'], columns: ['case_no', 'state', 'from_at', 'to_at', 'held', 'unit', 'asked_by', 'approved_by'], sort: '-created_at', views: [{ title: '待批准|To approve', query: { state: 'requested' } }] })
defineScreen({ path: 'staff-vehicles', record: 'staff_vehicle', title: '人员车辆备案|Vehicles of staff', icon: 'person', group: 'people', filters: ['state'], columns: ['person', 'plate', 'state', 'relation', 'unit', 'created_at'], sort: '-created_at' })
defineScreen({ path: 'device-images', record: 'device_image', title: '设备图像|Images of devices', icon: 'image', group: 'oversight', filters: ['device', 'passage'], columns: ['at', 'device', 'object_id', 'passage', 'type', 'width', 'height', 'unit'], sort: '-at' })
defineScreen({ path: 'passage-days', record: 'passage_day', title: '卡口日流量|Passages by day', icon: 'chart', group: 'facility', filters: ['tollgate', 'at'], columns: ['tollgate', 'at', 'passages', 'unread', 'repeats', 'speed_kmh', 'unit'], sort: '-at' })
