// SPDX-License-Identifier: Apache-2.0
// Duty and facilities.
import { defineScreen } from '@/engine/screen'

defineScreen({
	path: 'repair-orders', record: 'repair_order', title: '维修工单|Repair orders', icon: 'wrench', group: 'work', thumb: true,
	filters: ['state', 'fault'], columns: ['what', 'state', 'due_at', 'device', 'fault', 'urgency', 'unit', 'recovered_at', 'created_at'], sort: 'due_at',
	views: [
		{ title: '未关闭|Unfinished', query: { 'state.in': 'open,accepted,repaired', sort: 'due_at' } },
		{ title: '待受理|To accept', query: { state: 'open' } },
		{ title: '待验收|To check', query: { state: 'repaired' } },
		{ title: '紧急|Urgent', query: { urgency: 'urgent', 'state.in': 'open,accepted' } },
		{ title: '已自行恢复|Well again', query: { 'state.in': 'open,accepted', 'recovered_at.empty': 'false' } },
	],
	detail: () => import('./RepairDevice.vue'), told: ['device', 'rule', 'sign', 'what_en', 'common', 'devices', 'recovered_at', 'relapses'],
})
defineScreen({
	path: 'notices', record: 'notice', title: '通知|Notices', icon: 'bell', group: 'work',
	filters: ['state', 'kind'], columns: ['subject', 'state', 'kind', 'urgent', 'unit', 'published_at', 'created_by'], sort: '-created_at',
	views: [{ title: '紧急|Urgent', query: { urgent: 'true' } }, { title: '草稿|Drafts', query: { state: 'draft' } }],
	detail: () => import('./NoticeReceipts.vue'), told: ['subject', 'body', 'to'],
})
defineScreen({
	path: 'receipts', record: 'receipt', title: '签收|Receipts', icon: 'check', group: 'work', thumb: true,
	filters: ['state', 'unit'], columns: ['subject', 'state', 'due_at', 'unit', 'signed_by', 'signed_at'], sort: '-created_at',
	views: [{ title: '待签收|To be signed', query: { 'state.in': 'waiting,urgent' } }],
	detail: () => import('./ReceiptNotice.vue'), told: ['subject'],
})
defineScreen({
	path: 'handovers', record: 'handover', title: '交接班|Handovers', icon: 'handover', group: 'work',
	filters: ['state', 'shift'], columns: ['shift_date', 'shift', 'state', 'unit', 'leader', 'successor', 'due_at'], sort: '-shift_date',
	views: [{ title: '待接班|To be taken', query: { state: 'given' } }],
	detail: () => import('./HandoverSheet.vue'),
	told: ['shift_date', 'shift', 'leader', 'successor', 'orders', 'situation', 'equipment', 'given_by', 'given_at', 'taken_by', 'taken_at', 'remark', 'item', 'change', 'filled_at', 'compared_at'],
})
defineScreen({
	path: 'devices', record: 'device', title: '设备|Devices', icon: 'camera', group: 'facility', thumb: true, import: 'devices',
	filters: ['category', 'state'], columns: ['name', 'code', 'state', 'category', 'road', 'road_class', 'unit', 'verified_until'], sort: 'code',
	views: [{ title: '故障|Faulty', query: { state: 'faulty' } }, { title: '测速设备|Speed cameras', query: { category: 'speed', sort: 'verified_until' } }],
	tabs: [{ name: 'map', title: '地图|Map', load: () => import('./DeviceMap.vue') }, { name: 'desk', title: '设备台|Device desk', load: () => import('./DeviceDesk.vue') }],
	detail: () => import('./DeviceRepairs.vue'),
})
defineScreen({ path: 'tollgates', record: 'tollgate', title: '卡口点位|Tollgates', icon: 'target', group: 'facility', filters: ['category', 'state'], columns: ['name', 'code', 'state', 'category', 'usage', 'road', 'limit_kmh', 'unit'], sort: 'code' })
defineScreen({ path: 'device-readings', record: 'device_reading', title: '设备读数|Device readings', icon: 'heart', group: 'facility', roles: [], filters: ['device', 'online'], columns: ['device', 'at', 'online', 'clock_ms', 'unread_permille', 'unit'], sort: '-at' })
defineScreen({ path: 'device-limits', record: 'device_limit', title: '设备健康参数|Device health figures', icon: 'scale', group: 'rule', filters: [], columns: ['name', 'code', 'value', 'unit_of_value', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'sharings', record: 'sharing', title: '数据共享审批|Sharing approvals', icon: 'link', group: 'oversight', filters: ['state'], sort: '-created_at' })
defineScreen({ path: 'viid-objects', record: 'viid_object', title: '视图库收件|Received objects', icon: 'import', group: 'system', filters: [], sort: '-created_at' })
