// SPDX-License-Identifier: Apache-2.0
// Units, people and what they may do.
import { defineScreen } from '@/engine/screen'

defineScreen({
	path: 'units', record: 'unit', title: '单位|Units', icon: 'tree', group: 'people',
	filters: ['level', 'state'], columns: ['name', 'code', 'level', 'state', 'parent', 'valid_from', 'valid_to'], sort: 'code',
	tabs: [{ name: 'tree', title: '树形|Tree', load: () => import('./UnitTree.vue') }],
})
defineScreen({
	path: 'persons', record: 'person', title: '人员|People', icon: 'person', group: 'people',
	filters: ['state', 'category'], columns: ['name', 'user', 'state', 'category', 'post', 'police_no', 'unit', 'phone'], sort: 'user',
	roles: ['sysadmin', 'secadmin', 'personnel', 'leader', 'auditor', 'supervisor', 'duty'],
	views: [{ title: '已锁定|Locked', query: { state: 'locked' } }],
	detail: () => import('./AccountPanel.vue'),
})
defineScreen({
	path: 'grants', record: 'grant', title: '授权|Grants', icon: 'key', group: 'people',
	filters: ['state', 'role'], columns: ['person', 'role', 'state', 'unit', 'persons', 'from_at', 'to_at', 'asked_by', 'approved_by'], sort: '-created_at',
	views: [{ title: '待批准|To approve', query: { state: 'requested' } }, { title: '生效中|In force', query: { state: 'in_force' } }],
})
defineScreen({
	path: 'break-glass', record: 'break_glass', title: '紧急授权|Break-glass', icon: 'flag', group: 'people',
	filters: ['state', 'role'], columns: ['role', 'state', 'person', 'unit', 'incident', 'from_at', 'to_at', 'verdict'], sort: '-created_at',
	views: [{ title: '待复核|To review', query: { state: 'expired' } }],
})
defineScreen({
	path: 'settings', record: 'setting', title: '安全参数|Security settings', icon: 'lock', group: 'system',
	filters: [], columns: ['name', 'value', 'unit_of_value', 'updated_at', 'updated_by'], sort: 'code',
})
defineScreen({ path: 'erasures', record: 'erasure', title: '个人信息删除|Erasures', icon: 'lock', group: 'people', sort: '-created_at' })
