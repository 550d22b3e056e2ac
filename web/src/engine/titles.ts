// SPDX-License-Identifier: Apache-2.0
// What references are called, asked for together and remembered while the page is open.
import { reactive } from 'vue'
import { IN_MAX, get } from './api'
import { records } from './model'
import type { Page } from './types'

const known = reactive(new Map<string, string>())
const wanted = new Map<string, Set<number>>()
let timer: ReturnType<typeof setTimeout> | undefined

async function fetchAll(): Promise<void> {
	const asked = [...wanted]
	wanted.clear()
	for (const [record, ids] of asked.flatMap(([r, all]) => { const list = [...all]; return Array.from({ length: Math.ceil(list.length / IN_MAX) }, (_, i) => [r, list.slice(i * IN_MAX, (i + 1) * IN_MAX)] as const) })) {
		try {
			const page = await get<Page>(records[record].plural, { 'id.in': ids.join(','), limit: ids.length })
			for (const r of page.items) known.set(`${record}/${r.id}`, r.title ?? `#${r.id}`)
		} catch { /* the number stands for the name */ }
	}
}
export function titleOf(record: string, id: number | string): string {
	const key = `${record}/${id}`, found = known.get(key)
	if (found) return found
	if (records[record] && Number(id)) {
		known.set(key, `#${id}`)
		wanted.set(record, (wanted.get(record) ?? new Set()).add(Number(id)))
		clearTimeout(timer)
		timer = setTimeout(() => void fetchAll(), 30)
	}
	return `#${id}`
}
export const learn = (record: string, id: number, title: string): void => { known.set(`${record}/${id}`, title) }
