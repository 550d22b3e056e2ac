// SPDX-License-Identifier: Apache-2.0
// Legal documents and their prints.
import { records } from '@/engine/model'
import { defineScreen } from '@/engine/screen'

if (records.document) defineScreen({
	path: 'documents', record: 'document', title: '法律文书|Legal documents', icon: 'file', group: 'work',
	filters: ['type', 'state', 'service'], columns: ['number', 'state', 'type', 'at', 'seal', 'signature', 'service', 'served_at', 'unit'], sort: '-created_at',
	detail: () => import('./DocumentSheet.vue'), told: ['type', 'number', 'year', 'serial', 'at', 'paper', 'pending', 'subject', 'subject_row', 'code', 'hash', 'url'],
})
if (records.document_print) defineScreen({
	path: 'document-prints', record: 'document_print', title: '文书打印记录|Prints of documents', icon: 'eye', group: 'oversight', roles: ['legal', 'leader', 'supervisor', 'auditor'],
	filters: ['document', 'person'], columns: ['at', 'document', 'person', 'copy', 'paper', 'unit'], sort: '-at',
})
