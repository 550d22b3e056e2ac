// SPDX-License-Identifier: Apache-2.0
// What a person calls a row, in the reader's language: the server's title, unless that holds the symbol of a choice.
import { title, told } from '@/kit/text'
import type { RecordModel, Row } from './types'

export function rowTitle(m: RecordModel, row: Row): string {
	const parts = m.fields.filter(f => f.flags.title)
	if (!parts.some(f => f.kind === 'choice')) return row.title ? told(row.title) : `${title(m)} #${row.id}`
	const words = parts.map(f => { const c = f.choices?.find(x => x.name === row[f.name]); return c ? title(c) : row[f.name] == null ? '' : told(String(row[f.name])) })
	// A role alone names nobody: the first thing referred to stands before it.
	const ref = parts.every(f => f.kind === 'choice') ? m.fields.find(f => f.kind === 'ref' && row.titles?.[f.name]) : undefined
	return [ref ? row.titles![ref.name] : '', ...words].filter(Boolean).join(' · ')
}
