// SPDX-License-Identifier: Apache-2.0
// Roads: how traffic flows on them, how long it takes, and what they are.
import { defineScreen } from '@/engine/screen'

defineScreen({ path: 'road-state', title: '路况|Road state', icon: 'road', group: 'command', roles: ['dispatcher', 'duty', 'officer', 'leader', 'supervisor'], page: () => import('./RoadState.vue') })
defineScreen({
	path: 'road-events', record: 'road_event', title: '异常路况|Unusual road states', icon: 'warn', group: 'command', roles: ['dispatcher', 'duty', 'leader', 'supervisor'],
	filters: ['state', 'level'], columns: ['subject', 'state', 'level', 'since', 'speed_kmh', 'usual_kmh', 'unit', 'ended_at'], sort: '-since',
	views: [{ title: '待核实|To be verified', query: { state: 'raised' } }],
	detail: () => import('./EventMap.vue'), told: ['place', 'speed_kmh', 'usual_kmh', 'since', 'back', 'section'],
})
defineScreen({
	path: 'travel-routes', record: 'travel_route', title: '行程时间|Travel times', icon: 'clock', group: 'command', roles: ['dispatcher', 'duty', 'leader', 'supervisor', 'device'],
	filters: ['state'], columns: ['code', 'name', 'state', 'length_m', 'most_min', 'counted_to', 'unit'], sort: 'code',
	detail: () => import('./RouteTimes.vue'),
})
defineScreen({
	path: 'road-sections', record: 'road_section', title: '路段|Road sections', icon: 'road', group: 'facility', roles: ['sysadmin', 'leader', 'dispatcher', 'duty', 'supervisor', 'device'],
	filters: ['class', 'number', 'keeper'], columns: ['name', 'number', 'class', 'limit_kmh', 'lanes', 'oneway', 'metres', 'keeper', 'state'], sort: 'name',
	views: [{ title: '高速国省道|Numbered roads', query: { 'class.in': 'motorway,national,provincial', sort: 'number' } }, { title: '无管辖单位|Without a unit in charge', query: { 'keeper.empty': 'true' } }],
	detail: () => import('./SectionMap.vue'), told: ['shape', 'place'],
})
defineScreen({ path: 'road-posts', record: 'road_post', title: '里程桩|Kilometre posts', icon: 'flag', group: 'facility', roles: ['sysadmin'], filters: ['number'], columns: ['code', 'number', 'km_m', 'place', 'source'], sort: 'code' })
defineScreen({
	path: 'road-imports', record: 'road_import', title: '路网导入|Road imports', icon: 'import', group: 'facility', roles: ['sysadmin', 'leader'],
	filters: ['source'], columns: ['source', 'at', 'sections', 'length_m', 'added', 'changed', 'retired', 'islands'], sort: '-at', detail: () => import('./ImportReport.vue'),
	told: ['features', 'ways', 'sections', 'posts', 'nodes', 'length_m', 'added', 'changed', 'unchanged', 'retired', 'restored', 'refused', 'islands', 'no_geometry', 'out_of_range', 'too_many_points', 'too_short', 'area', 'footway', 'unbuilt', 'unknown_class', 'duplicate',
		'post_incomplete', 'other', 'self_loop', 'limit_unread', 'oneway_unread', 'turn_restriction', 'island'],
})
defineScreen({ path: 'road-classes', record: 'road_class', title: '道路等级参数|Road class figures', icon: 'scale', group: 'rule', filters: [], columns: ['name', 'code', 'limit_kmh', 'free_permille', 'smooth_kmh', 'steady_kmh', 'slow_kmh', 'jam_kmh', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'road-levels', record: 'road_level', title: '路况变化|Changes of road state', icon: 'chart', group: 'facility', roles: [], filters: ['section', 'level'], columns: ['at', 'section', 'back', 'level', 'was', 'speed_kmh', 'samples', 'unit'], sort: '-at' })
defineScreen({ path: 'road-hours', record: 'road_hour', title: '路段小时速度|Speeds by hour', icon: 'chart', group: 'facility', roles: [], filters: ['section'], columns: ['at', 'section', 'back', 'speed_kmh', 'samples', 'unit'], sort: '-at' })
defineScreen({ path: 'route-times', record: 'route_time', title: '行程时间明细|Travel times by five minutes', icon: 'chart', group: 'facility', roles: [], filters: ['route'], columns: ['at', 'route', 'trips', 'median_ms', 'least_ms', 'most_ms', 'unit'], sort: '-at' })
