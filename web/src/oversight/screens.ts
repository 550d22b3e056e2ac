// SPDX-License-Identifier: Apache-2.0
// Oversight: findings, views, the audit; and the server itself.
import { defineScreen } from '@/engine/screen'

defineScreen({
	path: 'findings', record: 'finding', title: '监督问题|Findings', icon: 'flag', group: 'oversight', thumb: true,
	filters: ['state', 'rule'], columns: ['what', 'state', 'due_at', 'owner', 'unit', 'offending', 'answer_by', 'created_at'], sort: '-created_at',
	views: [{ title: '未销号|Unfinished', query: { 'state.in': 'open,acknowledged,rectified' } }, { title: '待复查|To re-check', query: { state: 'rectified' } }],
	tabs: [{ name: 'desk', title: '工作台|Desk', load: () => import('./FindingsDesk.vue') }],
	detail: () => import('./FindingSubject.vue'), told: ['about', 'about_row', 'what'],
})
defineScreen({
	path: 'reports', record: 'report', title: '执法报告|Reports', icon: 'file', group: 'oversight',
	filters: ['state', 'kind'], columns: ['title', 'state', 'kind', 'from_day', 'unit', 'approved_by', 'approved_at', 'created_at'], sort: '-created_at',
	views: [{ title: '待审签|To approve', query: { state: 'draft' } }, { title: '周报|Weeks', query: { kind: 'week' } }],
	edit: ['draft'], detail: () => import('./ReportSheet.vue'), told: ['title', 'kind', 'from_day', 'to_day', 'words', 'figures', 'drawn_at', 'approved_by', 'approved_at', 'hash'],
})
defineScreen({ path: 'views', title: '统计|Views', icon: 'chart', group: 'oversight', page: () => import('./ViewsIndex.vue') })
defineScreen({ path: 'audit', title: '审计|Audit', icon: 'eye', group: 'oversight', roles: ['auditor', 'supervisor'], page: () => import('./AuditPage.vue') })
defineScreen({ path: 'health', title: '运行状况|Server', icon: 'heart', group: 'system', roles: ['sysadmin'], page: () => import('./HealthPage.vue') })
