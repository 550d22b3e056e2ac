// SPDX-License-Identifier: Apache-2.0
// Deadlines that were reckoned anew while this page is open: a holiday was decreed, a term of law was changed.
import { reactive } from 'vue'
import { get } from './api'
import { onDeadline } from './live'
import { records } from './model'
import type { EventData, Page, Row } from './types'

export const moved = reactive({ ids: [] as { record: string; id: number }[], rows: [] as { record: string; row: Row }[] })
const SHOWN = 20
let timer: ReturnType<typeof setTimeout> | undefined

async function load(): Promise<void> {
	const by = new Map<string, number[]>()
	for (const m of moved.ids.slice(-SHOWN)) by.set(m.record, [...(by.get(m.record) ?? []), m.id])
	const pages = await Promise.allSettled([...by].map(async ([record, ids]) => ({ record, page: await get<Page>(records[record].plural, { 'id.in': ids.join(','), limit: ids.length }) })))
	moved.rows = pages.flatMap(p => (p.status === 'fulfilled' ? p.value.page.items.map(row => ({ record: p.value.record, row })) : []))
}
onDeadline(data => {
	const e = data as EventData | null
	if (e?.verb !== 'recompute' || !records[e.record]) return
	if (!moved.ids.some(m => m.record === e.record && m.id === e.id)) moved.ids.push({ record: e.record, id: e.id })
	clearTimeout(timer)
	timer = setTimeout(() => void load(), 600)
})
export function forgetMoved(): void {
	moved.ids = []
	moved.rows = []
}
