// SPDX-License-Identifier: Apache-2.0
// What stands in the figures of a report, and the list behind each number.

export interface Line { line: string; section: string; title: string; n: number; mom: number | null; mom_rate: number | null; yoy: number | null; yoy_rate: number | null; list: string }
export interface Kind { code: string; title: string; recorded: number; recorded_list: string; stops: number; stops_list: string }
export interface Figures { lines?: Line[]; kinds?: Kind[] }

/** "violation_case?source=stop&unit.within=1": the record and the filters of its list. */
export function listOf(list: string): { record: string; query: Record<string, string> } {
	const [record, rest = ''] = list.split('?')
	return { record, query: Object.fromEntries(new URLSearchParams(rest)) }
}

export function sectionsOf(f: Figures): { title: string; lines: Line[] }[] {
	const out: { title: string; lines: Line[] }[] = []
	for (const l of f.lines ?? []) {
		const last = out.at(-1)
		if (last?.title === l.section) last.lines.push(l)
		else out.push({ title: l.section, lines: [l] })
	}
	return out
}

/** Percent with its sign; a base that is too small gives none. */
export const changeOf = (rate: number | null): string => (rate == null ? '—' : `${rate > 0 ? '+' : ''}${rate.toFixed(1)}%`)
