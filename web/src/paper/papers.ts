// SPDX-License-Identifier: Apache-2.0
// Documents as they are printed: on which paper, by whom and why. Every PDF that leaves the server is a print with its trace.
import { IN_MAX, call, get } from '@/engine/api'
import type { Page, Row } from '@/engine/types'

export interface Form { type: string; version: string; title: string; title_en: string; papers: string[] }
let forms: Promise<Form[]> | undefined

/** The form that a document was issued on: asked once, for its papers. */
export async function formOf(document: Row): Promise<Form | undefined> {
	forms ??= get<{ items: Form[] }>('document_templates').then(a => a.items)
	forms.catch(() => { forms = undefined })
	return (await forms).find(f => f.type === document.type && f.version === document.form)
}

/** The prints of these documents, newest first. */
export async function printsOf(ids: readonly number[]): Promise<Map<number, Row[]>> {
	const found = new Map<number, Row[]>()
	for (let from = 0; from < ids.length; from += IN_MAX) {
		const page = await get<Page>('document_prints', { 'document.in': ids.slice(from, from + IN_MAX).join(','), sort: '-at', limit: 200 })
		for (const p of page.items) found.set(Number(p.document), [...(found.get(Number(p.document)) ?? []), p])
	}
	return found
}

/** noted: the copy for the file, with the seal, the signature or refusal and the service that were noted. */
export const print = (document: Row, reason: string, paper: string, noted = false): Promise<Blob> =>
	call<Blob>('POST', 'documents/print', { body: { document: document.id, reason, paper, ...(noted ? { noted } : {}) }, as: 'blob' })
export const hasNotes = (document: Row): boolean => !!(document.seal || document.signature || document.served_at)
