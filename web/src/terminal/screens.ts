// SPDX-License-Identifier: Apache-2.0
// Vehicles of the force and what tells where they are.
import { defineScreen } from '@/engine/screen'

defineScreen({
	path: 'sos-calls', record: 'sos_call', title: '紧急求助|SOS calls', icon: 'alarm', group: 'command', roles: ['dispatcher', 'duty', 'leader', 'supervisor'],
	filters: ['state', 'vehicle'], columns: ['subject', 'state', 'at', 'vehicle', 'person', 'unit', 'answered_at'], sort: '-at',
	views: [{ title: '求助中|Ringing', query: { state: 'ringing' } }, { title: '处置中|Answered', query: { state: 'answered' } }],
	detail: () => import('./SosPlace.vue'), told: ['place'],
})
defineScreen({
	path: 'fleet-vehicles', record: 'fleet_vehicle', title: '警车|Fleet vehicles', icon: 'track', group: 'facility',
	filters: ['kind', 'state', 'unit'], columns: ['number', 'plate', 'state', 'kind', 'seats', 'unit', 'remark'], sort: 'number',
	views: [{ title: '在用|In service', query: { state: 'in_service' } }, { title: '维修|In repair', query: { state: 'in_repair' } }],
	tabs: [{ name: 'map', title: '地图|Map', load: () => import('./FleetMap.vue'), roles: ['dispatcher', 'duty', 'leader', 'supervisor'] }],
	detail: () => import('./VehicleWhere.vue'),
})
defineScreen({
	path: 'terminals', record: 'terminal', title: '定位终端|Terminals', icon: 'target', group: 'facility',
	filters: ['state', 'unit', 'maker'], columns: ['phone', 'state', 'vehicle', 'person', 'maker', 'serial', 'protocol', 'unit'], sort: 'phone',
	views: [{ title: '待注册|Expected', query: { state: 'expected' } }, { title: '未安装|Fitted to nothing', query: { 'vehicle.empty': 'true', 'person.empty': 'true' } }],
	detail: () => import('./TerminalLink.vue'),
})
defineScreen({
	path: 'terminal-texts', record: 'terminal_text', title: '终端文本|Texts to terminals', icon: 'bell', group: 'facility',
	filters: ['state', 'terminal'], columns: ['text', 'state', 'terminal', 'urgent', 'sent_at', 'ended_at', 'unit'], sort: '-created_at',
	views: [{ title: '未送达|Not delivered', query: { 'state.in': 'failed,expired', sort: '-created_at' } }],
})
defineScreen({
	path: 'zones', record: 'zone', title: '电子围栏|Zones', icon: 'map', group: 'facility', roles: ['dispatcher', 'duty', 'leader', 'supervisor'],
	filters: ['kind', 'state', 'unit'], columns: ['name', 'state', 'kind', 'unit', 'from_at', 'to_at'], sort: 'name',
	tabs: [{ name: 'map', title: '地图|Map', load: () => import('./ZoneMap.vue') }],
	detail: () => import('./ZoneBorder.vue'), told: ['shape'],
})
defineScreen({ path: 'zone-passages', record: 'zone_passage', title: '围栏进出|Zone passages', icon: 'out', group: 'facility', roles: [], filters: ['zone', 'vehicle', 'entered'], columns: ['at', 'zone', 'entered', 'vehicle', 'person', 'unit'], sort: '-at' })
defineScreen({ path: 'terminal-presences', record: 'terminal_presence', title: '终端在线记录|Terminal presence', icon: 'heart', group: 'facility', roles: [], filters: ['terminal', 'online'], columns: ['terminal', 'at', 'online', 'heard_at', 'unit'], sort: '-at' })
