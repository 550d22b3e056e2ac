// SPDX-License-Identifier: Apache-2.0
// Video patrol and joint operations.
import { defineScreen } from '@/engine/screen'

const WATCH = ['officer', 'auxiliary', 'duty', 'dispatcher', 'leader']
const COVER = ['officer', 'duty', 'dispatcher', 'leader', 'supervisor', 'auditor']

defineScreen({ path: 'video-patrol', title: '视频巡查|Video patrol', icon: 'eye', group: 'work', roles: WATCH, page: () => import('./VideoPatrol.vue') })
defineScreen({ path: 'video-coverage', title: '巡查覆盖|Coverage', icon: 'chart', group: 'work', roles: COVER, page: () => import('./VideoCoverage.vue') })
defineScreen({
	path: 'video-findings', record: 'video_finding', title: '巡查发现|Video findings', icon: 'flag', group: 'work',
	filters: ['state', 'kind'], columns: ['subject', 'state', 'due_at', 'kind', 'person', 'seen_at', 'incident', 'repair_order', 'unit'], sort: '-seen_at',
	views: [{ title: '待处置|To be dealt with', query: { state: 'seen', sort: 'due_at' } }],
})
defineScreen({
	path: 'video-plans', record: 'video_plan', title: '巡查计划|Patrol plans', icon: 'calendar', group: 'work',
	filters: ['state', 'shift'], columns: ['name', 'state', 'shift', 'starts', 'hours', 'cameras', 'times', 'unit', 'approved_by'], sort: '-created_at', edit: ['draft'],
	views: [{ title: '执行中|In force', query: { state: 'in_force' } }, { title: '待批准|To approve', query: { state: 'draft' } }],
	groups: [
		{ title: '班次|Shift', fields: ['name', 'shift', 'starts', 'hours'] },
		{ title: '轮巡|Rotation', fields: ['times', 'dwell_s', 'group_size'], note: '保存后可用“填入全部可用摄像机”，再删去不需要的。|Once saved, "Fill in all cameras" lists them; take out what is not needed.' },
	],
})
defineScreen({ path: 'video-rounds', record: 'video_round', title: '巡查记录|Rounds', icon: 'history', group: 'work', roles: COVER, filters: ['state', 'person'], columns: ['subject', 'state', 'person', 'shift_from', 'looks', 'counted', 'found', 'dead', 'seconds', 'unit'], sort: '-created_at' })
defineScreen({ path: 'video-looks', record: 'video_look', title: '查看记录|Looks', icon: 'eye', group: 'oversight', roles: ['supervisor', 'auditor', 'leader'], filters: ['result', 'counts'], columns: ['camera', 'state', 'person', 'from_at', 'seconds', 'counts', 'result', 'round', 'unit'], sort: '-from_at', views: [{ title: '巡查以外|Outside rounds', query: { 'round.empty': 'true' } }] })
defineScreen({
	path: 'camera-grants', record: 'camera_grant', title: '摄像机授权|Camera grants', icon: 'key', group: 'facility', import: 'grants',
	filters: ['state', 'receiver'], columns: ['camera', 'state', 'due_at', 'receiver', 'unit', 'from_at', 'to_at', 'approved_by'], sort: '-created_at',
	views: [{ title: '待批准|To approve', query: { state: 'applied', sort: 'due_at' } }, { title: '有效|In force', query: { state: 'in_force', sort: 'to_at' } }],
	groups: [{ title: '授权|Grant', fields: ['device', 'receiver', 'purpose', 'from_at', 'to_at'], note: '不得超出履行法定职责所必需的范围和限度（视频图像信息系统管理条例第二十条）；由另一人批准。|No more than the duty needs (Regulation on Public Security Video Systems, art. 20); another person approves.' }],
})
defineScreen({ path: 'video-figures', record: 'video_figure', title: '视频巡查参数|Video patrol figures', icon: 'scale', group: 'rule', filters: [], columns: ['name', 'code', 'value', 'unit_of_value', 'valid_from', 'valid_to'], sort: 'code' })

defineScreen({ path: 'joint-board', title: '协同看板|Joint board', icon: 'handover', group: 'command', roles: COVER, page: () => import('./JointBoard.vue') })
defineScreen({
	path: 'joint-operations', record: 'joint_operation', title: '联合协同|Joint operations', icon: 'handover', group: 'command',
	filters: ['state', 'kind'], columns: ['name', 'state', 'kind', 'area', 'from_at', 'to_at', 'unit'], sort: '-created_at', edit: ['draft', 'running'],
	views: [{ title: '进行中|Running', query: { state: 'running' } }],
	detail: () => import('./JointReport.vue'), told: ['name', 'kind', 'purpose', 'from_at', 'to_at', 'area', 'outcome', 'ended_at', 'asked_at', 'invite'],
	groups: [
		{ title: '目的|Purpose', fields: ['name', 'kind', 'purpose', 'incident'] },
		{ title: '时间和范围|When and where', fields: ['from_at', 'to_at', 'area', 'place'] },
		{ title: '邀请|Who is asked', fields: ['invite'], note: '只有被邀请的单位看得到；谢绝或撤回后即不再看到。|Only those who are asked see it; whoever declines or whose invitation is withdrawn sees it no more.' },
	],
})
defineScreen({ path: 'joint-invitations', record: 'joint_invitation', title: '协同邀请|Invitations', icon: 'bell', group: 'command', filters: ['state', 'operation'], columns: ['subject', 'state', 'due_at', 'asked', 'answer', 'answered_by', 'answered_at'], sort: '-created_at', views: [{ title: '待答复|To be answered', query: { state: 'invited', sort: 'due_at' } }] })
defineScreen({ path: 'joint-tasks', record: 'joint_task', title: '协同任务|Joint tasks', icon: 'check', group: 'command', roles: [], filters: ['state', 'operation'], columns: ['task', 'state', 'due_at', 'doer', 'address', 'until_at', 'operation', 'late'], sort: '-created_at' })
defineScreen({ path: 'joint-notes', record: 'joint_note', title: '协同消息|Joint messages', icon: 'file', group: 'command', roles: [], filters: ['operation'], columns: ['text', 'operation', 'unit', 'created_by', 'created_at'], sort: '-created_at' })
defineScreen({ path: 'partner-services', record: 'partner_service', title: '联动单位|Partner services', icon: 'tree', group: 'facility', filters: ['kind', 'state'], columns: ['name', 'state', 'kind', 'duty_phone', 'area'], sort: 'name' })
