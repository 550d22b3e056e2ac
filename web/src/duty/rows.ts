// SPDX-License-Identifier: Apache-2.0
// Rows of a record that stay as the server has them: asked for anew when something of the record changed, and after a gap.
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { get, type Query } from '@/engine/api'
import { onChange, onReload } from '@/engine/live'
import { records } from '@/engine/model'
import { asProblem, type Problem } from '@/engine/problem'
import type { Answer, Page, Row } from '@/engine/types'

const REST_MS = 400, EVERY_MS = 60_000

/** Runs `load` now, after changes of one of the records, after a gap in the stream, and once a minute. */
export function useFresh(names: readonly string[], load: () => Promise<void>, on: Ref<unknown>): void {
	let timer: ReturnType<typeof setTimeout> | undefined
	const soon = () => { clearTimeout(timer); timer = setTimeout(() => void load(), REST_MS) }
	const offs = [onChange(e => { if (names.includes(e.record)) soon() }), onReload(() => void load())]
	const every = setInterval(() => void load(), EVERY_MS)
	onBeforeUnmount(() => { offs.forEach(f => f()); clearInterval(every); clearTimeout(timer) })
	watch(on, () => void load())
	void load()
}

export function useRows(record: string, query: Ref<Query>) {
	const rows = shallowRef<Row[] | null>(null), count = ref<number | null>(null), capped = ref(false), problem = ref<Problem | null>(null)
	let turn = 0
	async function load() {
		const mine = ++turn
		try {
			const page = await get<Page>(records[record].plural, { count: true, ...query.value })
			if (mine !== turn) return
			rows.value = page.items
			count.value = page.count
			capped.value = page.count_capped
			problem.value = null
		} catch (e) { if (mine === turn) problem.value = asProblem(e) }
	}
	useFresh([record], load, query)
	return { rows, count, capped, problem, load }
}

/** The answer of a view as objects by column name. */
export function useAnswer(view: string, query: Ref<Query>, names: readonly string[]) {
	const rows = shallowRef<Record<string, unknown>[] | null>(null), titles = shallowRef<Answer['names']>({}), problem = ref<Problem | null>(null)
	async function load() {
		try {
			const a = await get<Answer>(`views/${view}`, query.value)
			rows.value = a.rows.map(r => Object.fromEntries(a.columns.map((c, i) => [c.name, r[i]])))
			titles.value = a.names
			problem.value = null
		} catch (e) { problem.value = asProblem(e) }
	}
	useFresh(names, load, query)
	const named = (column: string, id: unknown): string => (id == null ? '' : titles.value?.[column]?.[String(id)] ?? `#${String(id)}`)
	return { rows, problem, load, named }
}
