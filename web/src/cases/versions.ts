// SPDX-License-Identifier: Apache-2.0
// The difference of two days of a versioned table. A row that says which code it replaces is a renumbering, not an end and a beginning.
import type { RecordModel, Row } from '@/engine/types'

export interface Difference { kind: 'added' | 'ended' | 'renumbered' | 'changed'; key: string; was?: string; row: Row; changes: { field: string; old: unknown; new: unknown }[] }

export function differences(m: RecordModel, before: Row[], after: Row[]): Difference[] {
	const key = m.valid ?? 'code'
	const fields = m.fields.map(f => f.name).filter(n => n !== key && n !== 'replaces' && n !== 'verified')
	const changed = (a: Row, b: Row) => fields.filter(n => JSON.stringify(a[n] ?? null) !== JSON.stringify(b[n] ?? null)).map(n => ({ field: n, old: a[n], new: b[n] }))
	const old = new Map(before.map(r => [String(r[key]), r])), fresh = new Map(after.map(r => [String(r[key]), r]))
	const out: Difference[] = [], moved = new Set<string>()
	for (const [k, row] of fresh) {
		const was = old.get(k), from = row.replaces ? String(row.replaces) : ''
		if (was) {
			const changes = changed(was, row)
			if (changes.length) out.push({ kind: 'changed', key: k, row, changes })
		} else if (from && old.has(from) && !fresh.has(from)) {
			moved.add(from)
			out.push({ kind: 'renumbered', key: k, was: from, row, changes: changed(old.get(from)!, row) })
		} else out.push({ kind: 'added', key: k, row, changes: [] })
	}
	for (const [k, row] of old) if (!fresh.has(k) && !moved.has(k)) out.push({ kind: 'ended', key: k, row, changes: [] })
	return out.sort((a, b) => a.key.localeCompare(b.key))
}
