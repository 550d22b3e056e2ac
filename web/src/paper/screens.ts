// SPDX-License-Identifier: Apache-2.0
// Legal documents and their prints.
import { defineScreen } from '@/engine/screen'

defineScreen({
	path: 'documents', record: 'document', title: '法律文书|Legal documents', icon: 'file', group: 'case',
	filters: ['type', 'state', 'service'], columns: ['number', 'state', 'type', 'at', 'seal', 'signature', 'service', 'served_at', 'unit'], sort: '-at',
	views: [{ title: '待送达|To be served', query: { state: 'issued', 'served_at.empty': 'true' } }, { title: '拒绝签名|Signature refused', query: { signature: 'refused' } }],
	detail: () => import('./DocumentSheet.vue'), told: ['type', 'number', 'year', 'serial', 'at', 'paper', 'pending', 'subject', 'subject_row', 'code', 'hash', 'url'],
})
defineScreen({
	path: 'document-prints', record: 'document_print', title: '文书打印记录|Prints of documents', icon: 'eye', group: 'oversight', roles: ['legal', 'leader', 'supervisor', 'auditor'],
	filters: ['document', 'person'], columns: ['at', 'document', 'person', 'copy', 'paper', 'unit'], sort: '-at',
})
