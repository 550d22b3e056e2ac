// SPDX-License-Identifier: Apache-2.0
// Recorders: who has them, what they filmed, what was issued on the spot under them.
import { defineScreen } from '@/engine/screen'

defineScreen({
	path: 'site-recordings', record: 'site_recording', title: '现场文书记录|Recordings of documents', icon: 'camera', group: 'oversight',
	filters: ['state', 'document', 'fault', 'officer'], columns: ['subject', 'state', 'due_at', 'document', 'at', 'officer', 'worn_by', 'fault', 'failure', 'unit'], sort: '-at',
	views: [{ title: '视频不符|Flagged', query: { 'state.in': 'flagged,explained', sort: 'due_at' } }, { title: '故障下出具|Under a failure', query: { state: 'under_failure' } },
		{ title: '待视频|Waiting', query: { state: 'waiting', sort: 'at' } }],
})
defineScreen({
	path: 'recorder-failures', record: 'recorder_failure', title: '记录仪故障报告|Recorder failures', icon: 'alarm', group: 'case',
	filters: ['state', 'kind'], columns: ['subject', 'state', 'due_at', 'kind', 'officer', 'superior', 'known_at', 'created_at', 'unit'], sort: '-created_at',
	views: [{ title: '待说明|To be explained', query: { state: 'reported', sort: 'due_at' } }, { title: '待审查|To be examined', query: { state: 'explained' } }],
})
defineScreen({
	path: 'recorder-issues', record: 'recorder_issue', title: '记录仪领用|Recorder issues', icon: 'handover', group: 'case',
	filters: ['state', 'officer'], columns: ['subject', 'state', 'due_at', 'officer', 'from_at', 'until_at', 'returned_at', 'unit'], sort: '-from_at',
	views: [{ title: '使用中|Out', query: { state: 'out', sort: 'until_at' } }, { title: '待上传|To be uploaded', query: { state: 'returned', sort: 'due_at' } }],
})
defineScreen({
	path: 'recorders', record: 'recorder', title: '执法记录仪|Recorders', icon: 'camera', group: 'facility',
	filters: ['state', 'holder'], columns: ['code', 'state', 'model', 'standard', 'holder', 'adapter', 'unit'], sort: 'code',
	views: [{ title: '在库|In stock', query: { state: 'stock' } }, { title: '故障|Faulty', query: { state: 'faulty' } }],
})
defineScreen({
	path: 'clips', record: 'clip', title: '执法视频|Clips', icon: 'camera', group: 'case',
	filters: ['state', 'officer', 'held', 'late'], columns: ['subject', 'state', 'officer', 'started_at', 'ended_at', 'uploaded_at', 'retention', 'keep_until', 'held', 'unit'], sort: '-started_at',
	views: [{ title: '逾期上传|Late', query: { late: 'true' } }, { title: '与领用人不符|Of another officer', query: { other_officer: 'true' } }, { title: '重叠|Overlapping', query: { overlaps: 'true' } },
		{ title: '时钟超差|Clock off', query: { clock_off: 'true' } }, { title: '保全中|On hold', query: { held: 'true' } }],
})
defineScreen({
	path: 'clip-copies', record: 'clip_copy', title: '视频复制|Copies of clips', icon: 'file', group: 'case',
	filters: ['state', 'purpose'], columns: ['subject', 'state', 'purpose', 'receiver', 'approved_by', 'handed_at', 'unit'], sort: '-created_at', views: [{ title: '待批准|Asked for', query: { state: 'asked' } }],
})
defineScreen({ path: 'clip-checks', record: 'clip_check', title: '视频与文书核对|Clips compared', icon: 'target', group: 'oversight', filters: ['state', 'verdict'], columns: ['subject', 'state', 'due_at', 'verdict', 'judged_by', 'judged_at', 'unit'], sort: '-created_at' })
defineScreen({ path: 'recording-refusals', record: 'recording_refusal', title: '无记录被拒|Refused without a recording', icon: 'warn', group: 'oversight', filters: ['document', 'why', 'officer'], columns: ['document', 'at', 'officer', 'why', 'violation_case', 'unit'], sort: '-at' })
defineScreen({ path: 'recorder-presences', record: 'recorder_presence', title: '在录信号|Recorder presence', icon: 'heart', group: 'oversight', roles: [], filters: ['recorder', 'officer'], columns: ['recorder', 'at', 'officer', 'recording', 'since', 'unit'], sort: '-at' })
defineScreen({ path: 'recording-duties', record: 'recording_duty', title: '记录要求|Recording duties', icon: 'scale', group: 'rule', filters: ['basis', 'asks', 'gate', 'unverified'], columns: ['name', 'basis', 'asks', 'gate', 'law', 'article', 'fresh_s', 'clock_ms', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'clip-retentions', record: 'clip_retention', title: '视频保存类别|Retention of clips', icon: 'scale', group: 'rule', filters: ['permanent', 'unverified'], columns: ['name', 'code', 'permanent', 'term', 'law', 'article', 'valid_from', 'valid_to'], sort: 'code' })
