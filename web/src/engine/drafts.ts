// SPDX-License-Identifier: Apache-2.0
// What was typed and not sent yet, on this machine, per person. Personal fields are not kept: a machine is shared.
import { has } from './model'
import type { RecordModel } from './types'

export interface Draft { at: number; version: number | null; typed: Record<string, string>; parts: Record<string, Record<string, string>[]> }
const WEEK_MS = 7 * 86_400_000
const key = (person: number, record: string, id: number | null) => `luan.draft.${person}.${record}.${id ?? 'new'}`

export function keepDraft(person: number, m: RecordModel, id: number | null, d: Omit<Draft, 'at'>): void {
	const typed = Object.fromEntries(Object.entries(d.typed).filter(([n]) => { const f = m.fields.find(x => x.name === n); return !f || !(has(f, 'pii') || has(f, 'secret')) }))
	const parts = Object.fromEntries(m.parts.filter(p => !p.fields.some(f => has(f, 'pii'))).map(p => [p.name, d.parts[p.name] ?? []]))
	try { localStorage.setItem(key(person, m.name, id), JSON.stringify({ ...d, typed, parts, at: Date.now() })) } catch { /* a full disk must not stop the typing */ }
}
export function readDraft(person: number, m: RecordModel, id: number | null): Draft | null {
	try {
		const d = JSON.parse(localStorage.getItem(key(person, m.name, id)) ?? 'null') as Draft | null
		return d && d.typed && Date.now() - d.at < WEEK_MS ? d : null
	} catch { return null }
}
export const dropDraft = (person: number, m: RecordModel, id: number | null): void => localStorage.removeItem(key(person, m.name, id))
