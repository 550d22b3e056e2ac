// SPDX-License-Identifier: Apache-2.0
// Which states to draw: those that were passed (from the history), the present one, and the usual way on.
import type { HistoryItem, RecordModel, Row, State } from './types'

export interface Stop extends State { when: 'past' | 'now' | 'next'; at?: string }
interface Entry { name: string; at: string }

/** From a state the way on is the step declared first that leads somewhere new: not into giving up (refused, misread) and not
 * on a detour that comes back, where there is another. What only happens (a payment) comes before giving up; of two ends the first declared, never one that must be explained. */
function usualWay(m: RecordModel, from: string, seen: Set<string>): string[] {
	const way: string[] = []
	const lookOf = (name: string) => m.states.find(x => x.name === name)?.look
	const ends = (name: string) => !m.steps.some(s => s.from === name)
	let at = from
	for (let guard = 0; guard < m.states.length; guard++) {
		const all = m.steps.filter(s => s.from === at && !seen.has(s.to)), ways = all.filter(s => s.roles.length)
		const on = ways.filter(s => lookOf(s.to) !== 'idle' && !(lookOf(s.to) === 'alarm' && ends(s.to)))
		const back = (name: string) => m.steps.some(s => s.from === name && s.to !== name && seen.has(s.to))
		const next = on.find(s => !back(s.to)) ?? on[0] ?? all.find(s => lookOf(s.to) === 'normal') ?? ways.find(s => !s.reasonRequired)
		if (!next) break
		at = next.to
		seen.add(at)
		way.push(at)
	}
	return way
}

/** Replayed from the beginning: whoever comes back to a state has left what came after it. */
function passedBy(m: RecordModel, row: Row, history: HistoryItem[] | null): Entry[] {
	let passed: Entry[] = []
	const enter = (name: string, at: string) => {
		const before = passed.findIndex(p => p.name === name)
		passed = [...(before < 0 ? passed : passed.slice(0, before)), { name, at }]
	}
	for (const h of [...(history ?? [])].reverse()) if (h.to_state && h.to_state !== h.from_state) enter(h.to_state, h.at)
	if (!passed.length && m.states[0] && row.created_at) enter(m.states[0].name, row.created_at)
	if (row.state && passed.at(-1)?.name !== row.state) enter(row.state, '')
	return passed
}

export function trackOf(m: RecordModel, row: Row, history: HistoryItem[] | null): Stop[] {
	const passed = passedBy(m, row, history), now = row.state ?? ''
	const standing = m.states.find(s => s.name === now)
	// A thing that merely is (in use, active) is on no way to anywhere; a case is.
	const way = standing?.term || standing?.look !== 'normal' ? usualWay(m, now, new Set([...passed.map(p => p.name), now])) : []
	const stop = (name: string, when: Stop['when'], at?: string): Stop[] => {
		const s = m.states.find(x => x.name === name)
		return s ? [{ ...s, when, at: at || undefined }] : []
	}
	return [...passed.flatMap(p => stop(p.name, p.name === now ? 'now' : 'past', p.at)), ...way.flatMap(n => stop(n, 'next'))]
}
