// SPDX-License-Identifier: Apache-2.0
// Interception and stations: the desk, the fast form of the register, the ranking, and a row for each of their records.
import { defineScreen } from '@/engine/screen'
import { records, views } from '@/engine/model'

defineScreen({ path: 'intercept-desk', title: '拦截台|Interception desk', icon: 'target', group: 'command', roles: [...records.interception.read], page: () => import('./InterceptDesk.vue') })
defineScreen({
	path: 'interceptions', record: 'interception', title: '拦截|Interceptions', icon: 'target', group: 'command',
	filters: ['state', 'category'], columns: ['subject', 'state', 'due_at', 'priority', 'plate', 'posts', 'station', 'stopped_at', 'handling', 'why_not', 'unit', 'created_at'], sort: '-created_at',
	views: [{ title: '拦截中|Running', query: { 'state.in': 'running,following,followed' } }, { title: '已拦下待处置|Stopped', query: { state: 'stopped', sort: 'due_at' } }, { title: '未拦下|Not stopped', query: { state: 'not_stopped' } }],
	detail: () => import('./InterceptPanel.vue'), told: ['alarm', 'subject', 'category', 'priority', 'plate', 'plate_class', 'refusals', 'fled_at', 'fled_address', 'fled_toward'],
})
defineScreen({ path: 'station-check', title: '执法站登记|Station register', icon: 'edit', group: 'work', thumb: true, roles: [...records.station_check.create], page: () => import('./StationCheck.vue') })
defineScreen({
	path: 'station-checks', record: 'station_check', title: '执法站检查登记|Station checks', icon: 'file', group: 'work',
	filters: ['station', 'kind'], columns: ['checked_at', 'station', 'kind', 'plate', 'passengers', 'approved', 'driving_min', 'problems', 'result', 'state', 'created_by'], sort: '-checked_at',
	views: [{ title: '有问题的|With a finding', query: { 'problems.gt': '0', state: 'noted' } }, { title: '已作废|Cancelled', query: { state: 'cancelled' } }],
})
defineScreen({ path: 'station-ranking', title: '执法站排名|Stations ranked', icon: 'chart', group: 'oversight', roles: [...views.station_ranking.roles], page: () => import('./StationRanking.vue') })
defineScreen({ path: 'stations', record: 'station', title: '执法站|Stations', icon: 'flag', group: 'facility', filters: ['state', 'road'], columns: ['name', 'state', 'road', 'road_number', 'site', 'weighbridge', 'alcohol_tester', 'unit'], sort: 'name' })
defineScreen({ path: 'forecast-places', record: 'forecast_place', title: '去向预测|Forecasts', icon: 'track', group: 'command', roles: [], filters: ['alarm', 'tollgate'], columns: ['at', 'alarm', 'seen', 'nth', 'tollgate', 'permille', 'eta_from', 'eta', 'eta_to', 'learned', 'method'], sort: '-at' })
defineScreen({ path: 'interception-rules', record: 'interception_rule', title: '拦截和执法站参数|Interception figures', icon: 'scale', group: 'rule', filters: [], columns: ['name', 'code', 'value', 'unit_of_value', 'article', 'valid_from', 'valid_to'], sort: 'code' })
