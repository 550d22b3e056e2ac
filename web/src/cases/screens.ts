// SPDX-License-Identifier: Apache-2.0
// The law as data: codes, terms, the calendar.
import { defineScreen } from '@/engine/screen'

defineScreen({
	path: 'violation-codes', record: 'violation_code', title: '违法代码|Violation codes', icon: 'scale', group: 'rule', import: 'codes',
	filters: ['points', 'simple'], columns: ['code', 'behaviour', 'points', 'fine_min', 'fine_max', 'replaces', 'valid_from', 'valid_to'], sort: 'code',
	views: [{ title: '一次记12分|12 points', query: { points: '12' } }],
	tabs: [{ name: 'versions', title: '版本差异|Version differences', load: () => import('./CodeVersions.vue') }],
})
defineScreen({
	path: 'legal-terms', record: 'legal_term', title: '法定期限|Legal terms', icon: 'clock', group: 'rule',
	filters: ['area', 'measure'], columns: ['name', 'code', 'length', 'measure', 'law', 'article', 'area', 'valid_from', 'valid_to'], sort: 'code',
	views: [{ title: '工作日|Working days', query: { measure: 'working_day' } }, { title: '待核实|Unverified', query: { unverified: 'true' } }],
	detail: () => import('@/engine/MovedDeadlines.vue'),
	tabs: [{ name: 'reckon', title: '期限推算|Reckoner', load: () => import('./TermReckoner.vue') }],
})
defineScreen({
	path: 'calendar-days', record: 'calendar_day', title: '法定日历|Legal calendar', icon: 'calendar', group: 'rule', import: 'holidays',
	filters: ['kind', 'date'], columns: ['date', 'kind', 'name', 'decreed', 'updated_at'], sort: '-date',
	detail: () => import('@/engine/MovedDeadlines.vue'),
	tabs: [{ name: 'year', title: '年历|Year', load: () => import('./CalendarYear.vue') }],
})
