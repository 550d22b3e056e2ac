// SPDX-License-Identifier: Apache-2.0
// What the duty room shows beside roster, cameras and figures: a row a panel. Where a record is not there, or may not be read, its panel is not.
import type { Query } from '@/engine/api'

export interface Panel { record: string; heading: string; column: 1 | 2 | 3; query: Query; empty: string; facts?: string[]; limit?: number; /** of this unit alone, not of those below or beside it */ own?: boolean }
export const PANELS: Panel[] = [
	{ record: 'patrol', heading: '警力|Patrols', column: 1, own: true, query: { 'state.in': 'free,committed,busy', sort: 'shift_ends' }, empty: '没有在岗警力。|No patrol is on duty.', facts: ['kind', 'vehicle', 'leader'], limit: 12 },
	{ record: 'duty_swap', heading: '换班|Swaps', column: 1, own: true, query: { 'state.in': 'asked,agreed', sort: 'due_at' }, empty: '没有待办的换班。|No swap waits.', facts: ['asked_by', 'colleague'], limit: 4 },
	{ record: 'alarm', heading: '预警|Alarms', column: 2, query: { 'state.in': 'raised,confirmed,signed,handed', sort: 'due_at' }, empty: '没有待处置的预警。|No alarm is open.', facts: ['category', 'tollgate', 'last_at'] },
	{ record: 'incident', heading: '警情|Incidents', column: 2, query: { 'state.in': 'open,ordered,dealt', sort: '-called_at' }, empty: '没有未结警情。|No incident is open.', facts: ['kind', 'called_at'] },
	{ record: 'dispatch_order', heading: '出警指令|Orders', column: 2, query: { 'state.in': 'issued,acknowledged,under_way,on_scene', sort: 'due_at' }, empty: '没有进行中的指令。|No order is under way.', facts: ['patrol'] },
	{ record: 'interception', heading: '拦截|Interceptions', column: 2, query: { 'state.in': 'running,following,followed,stopped', sort: '-created_at' }, empty: '没有进行中的拦截。|No interception is under way.' },
	{ record: 'receipt', heading: '上级通知|Notices from above', column: 2, own: true, query: { 'state.in': 'waiting,urgent', sort: 'due_at' }, empty: '没有待签收的通知。|No notice waits to be signed for.' },
	{ record: 'plan_task', heading: '预案任务|Tasks of plans', column: 2, own: true, query: { 'state.in': 'issued,acknowledged,not_possible', sort: 'due_at' }, empty: '没有预案任务。|No task of a plan.', facts: ['plan', 'finish_by'] },
	{ record: 'joint_task', heading: '协同任务|Joint tasks', column: 2, query: { 'state.in': 'issued,accepted', sort: 'due_at' }, empty: '没有协同任务。|No joint task.' },
	{ record: 'video_finding', heading: '巡查发现|Video findings', column: 2, own: true, query: { state: 'seen', sort: 'due_at' }, empty: '没有待处置的发现。|Nothing found waits.' },
	{ record: 'finding', heading: '督察问题|Findings', column: 2, own: true, query: { 'state.in': 'open,acknowledged', sort: '-created_at' }, empty: '没有待整改的问题。|No finding is open.', facts: ['note'] },
	{ record: 'road_event', heading: '异常路况|Unusual road state', column: 3, own: true, query: { 'state.in': 'raised,confirmed', sort: '-since' }, empty: '没有异常路况。|The roads flow as usual.', facts: ['level', 'speed_kmh', 'since'], limit: 5 },
	{ record: 'plan_closure', heading: '道路管制|Road controls', column: 3, own: true, query: { 'state.in': 'asked,approved,in_force', sort: '-id' }, empty: '没有道路管制。|No road is controlled.', limit: 5 },
	{ record: 'incident', heading: '影响通行|Hinders the traffic', column: 3, query: { 'state.in': 'open,ordered,dealt', 'kind.in': 'jam,obstacle,breakdown,signal_fault,weather', sort: '-called_at' }, empty: '辖区没有影响通行的警情。|No incident hinders the traffic here.', facts: ['address', 'called_at'], limit: 5 },
	{ record: 'repair_order', heading: '设备故障|Faults', column: 3, own: true, query: { 'state.in': 'open,accepted,repaired', sort: 'due_at' }, empty: '没有未修复的设备。|No device waits for repair.', facts: ['device', 'fault'], limit: 5 },
]
