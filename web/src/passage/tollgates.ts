// SPDX-License-Identifier: Apache-2.0
// All tollgates one may see, read once while the page is open: a few thousand rows, for the list and the map to choose from.
import { ref, shallowRef } from 'vue'
import { get } from '@/engine/api'
import type { Page, Row } from '@/engine/types'

const MAX = 20_000
export const tollgates = shallowRef<Row[]>([])
export const tollgatesFailed = ref(false)
let asked: Promise<void> | null = null

async function readAll(): Promise<void> {
	let cursor: string | null = null
	const all: Row[] = []
	do {
		const page: Page = await get<Page>('tollgates', { limit: 500, sort: 'code', cursor })
		all.push(...page.items)
		cursor = page.next
		if (all.length <= 500) tollgates.value = [...all]
	} while (cursor && all.length < MAX)
	tollgates.value = all
}
export function needTollgates(): Promise<void> {
	tollgatesFailed.value = false
	return (asked ??= readAll().catch(() => { tollgatesFailed.value = true; asked = null }))
}
/** Whether a place lies inside a ring of places: rays to the east are counted. */
export function inside([x, y]: [number, number], ring: readonly [number, number][]): boolean {
	let odd = false
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [xi, yi] = ring[i], [xj, yj] = ring[j]
		if ((yi > y) !== (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi) odd = !odd
	}
	return odd
}
