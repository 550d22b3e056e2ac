// SPDX-License-Identifier: Apache-2.0
// The two pages of a case: what its file holds, and everything that was done and everybody who looked. Each look is audited.
import { shallowRef } from 'vue'
import { useSession } from '@/app/session'
import { get, post } from '@/engine/api'
import type { Detail } from '@/engine/detail'
import { mayRead, records } from '@/engine/model'
import { asProblem, type Problem } from '@/engine/problem'
import { rowPath } from '@/engine/screen'
import type { Row } from '@/engine/types'

export interface Entry { at: string; what: string; what_en: string; number: string | null; hash: string | null; record: string; row: number; slot?: string; file?: number }
export interface Act { at: string; who: string; what: string; what_en: string; kind: string; detail: string | null; detail_en: string | null; reason: string | null; record: string; row: number }

export function useCaseFile<T>(part: 'contents' | 'biography', row: () => Row, detail?: Detail) {
	const items = shallowRef<T[] | null>(null), more = shallowRef(false), problem = shallowRef<Problem | null>(null), session = useSession()
	const path = () => `violation_cases/${row().id}/${part}`
	async function load() {
		problem.value = null
		try {
			const page = await get<{ items: T[]; more: boolean }>(path(), undefined, { reason: detail?.reason.value || undefined })
			items.value = page.items
			more.value = page.more
		} catch (e) { problem.value = asProblem(e) }
	}
	/** As a document with its number, for the paper file; sent once. */
	const make = (reason: string) => post<Row>(path(), { reason }, { tries: 1 })
	const readable = (record: string) => !!records[record] && mayRead(records[record], session.roles)
	/** Where a thing of the file stands, for who may read it. */
	const placeOf = (x: { record: string; row: number }) => (readable(x.record) ? rowPath(x.record, x.row) : undefined)
	void load()
	return { items, more, problem, load, make, readable, placeOf }
}

export interface Day<T> { day: string; acts: T[] }
/** In the order of time, under the day on which it was. */
export function byDay<T extends { at: string }>(acts: readonly T[], date: (at: string) => string): Day<T>[] {
	const days: Day<T>[] = []
	for (const a of acts) {
		const day = date(a.at)
		if (days.at(-1)?.day !== day) days.push({ day, acts: [] })
		days.at(-1)!.acts.push(a)
	}
	return days
}
