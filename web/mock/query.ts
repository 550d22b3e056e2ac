// SPDX-License-Identifier: Apache-2.0
// Filters, order and cursor of doc/api.md over rows in memory.
import type { RecordModel, Row } from '../src/engine/types.ts'
import { dress, table } from './world.ts'

function within(unit: number, top: number): boolean {
	for (let at: number | null = unit, n = 0; at && n < 9; n++) {
		if (at === top) return true
		at = Number(table('unit').get(at)?.parent ?? 0)
	}
	return false
}
function fits(row: Row, key: string, want: string): boolean {
	const [name, op = 'eq'] = key.split('.')
	const have = row[name]
	if (name === 'as_of') return String(row.valid_from ?? '') <= want && (!row.valid_to || String(row.valid_to) > want)
	if (op === 'in') return want.split(',').includes(String(have))
	if (op === 'within') return within(Number(name === 'unit' ? row.unit : have), Number(want))
	if (op === 'empty') return (have == null) === (want === 'true')
	if (op === 'like') return String(have ?? '').includes(want)
	if (have == null) return false
	const a = typeof have === 'number' ? have : String(have), b = typeof have === 'number' ? Number(want) : want
	return op === 'gte' ? a >= b : op === 'lt' ? a < b : op === 'lte' ? a <= b : String(have) === want
}
const CONTROL = new Set(['sort', 'limit', 'cursor', 'count', 'q'])

export function ask(m: RecordModel, q: Record<string, string>) {
	let rows = [...table(m.name).values()].filter(r => Object.entries(q).every(([k, v]) => CONTROL.has(k) || fits(r, k, v)))
	if (q.q) rows = rows.filter(r => String(r.title).includes(q.q) || m.fields.some(f => (f.flags.title || f.flags.find) && !f.flags.pii && String(r[f.name] ?? '').includes(q.q)))
	const sort = q.sort ?? '-updated_at', name = sort.replace(/^-/, ''), sign = sort.startsWith('-') ? -1 : 1
	rows.sort((a, b) => {
		const x = a[name], y = b[name]
		if (x == null || y == null) return x == null ? (y == null ? a.id - b.id : 1) : -1
		return (x < y ? -1 : x > y ? 1 : a.id - b.id) * sign
	})
	const from = Number(q.cursor ?? 0), limit = Math.min(500, Number(q.limit ?? 50))
	return {
		items: rows.slice(from, from + limit).map(r => { const d = dress(m, r); return Object.fromEntries(Object.entries(d).filter(([k]) => !m.parts.some(p => p.name === k))) }),
		next: from + limit < rows.length ? String(from + limit) : null, count: q.count ? rows.length : null, count_capped: false, at: new Date().toISOString(), seq: 4711,
	}
}
