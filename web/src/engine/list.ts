// SPDX-License-Identifier: Apache-2.0
// A list's state: what the address says, the pages read so far, the rows that changed meanwhile.
import { computed, onBeforeUnmount, reactive, ref, shallowRef, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { IN_MAX, get } from './api'
import { columns as allColumns, field, filterable } from './model'
import { liveSeq, onChange, onReload } from './live'
import { asProblem, type Problem } from './problem'
import type { Page, RecordModel, Row } from './types'

const PAGE = 50
const OWN = new Set(['q', 'sort', 'cols', 'tab', 'row'])

/** Only names the record can be found by, never a personal field: an address is copied, logged and bookmarked. */
export function filtersOf(m: RecordModel, query: Record<string, unknown>): Record<string, string> {
	const names = new Set(filterable(m).map(f => f.name))
	const out: Record<string, string> = {}
	for (const [key, value] of Object.entries(query)) {
		if (OWN.has(key) || typeof value !== 'string' || value === '') continue
		const base = key.split('.')[0]
		if (names.has(base) || key === 'as_of' || base === 'id') out[key] = value
	}
	return out
}

export function useList(m: RecordModel, defaults: { columns: string[]; sort?: string }, fixed: Ref<Record<string, string>>) {
	const route = useRoute(), router = useRouter()
	const filters = computed(() => ({ ...filtersOf(m, route.query as Record<string, unknown>), ...fixed.value }))
	const q = computed(() => String(route.query.q ?? ''))
	const sort = computed(() => String(route.query.sort ?? defaults.sort ?? '-updated_at'))
	const cols = computed(() => {
		const asked = String(route.query.cols ?? '').split(',').filter(Boolean)
		const names = asked.length ? asked : defaults.columns
		const known = allColumns(m)
		return names.map(n => known.find(f => f.name === n)).filter(f => f !== undefined)
	})

	const rows = shallowRef<Row[]>([])
	const state = reactive({ loading: true, more: false, count: null as number | null, capped: false, at: '', next: null as string | null, fresh: 0 })
	const problem = ref<Problem | null>(null)
	const flashed = reactive(new Set<number>())
	let abort = new AbortController()

	const question = () => ({ ...filters.value, q: q.value || undefined, sort: sort.value, limit: PAGE })

	async function load() {
		abort.abort()
		abort = new AbortController()
		const { signal } = abort
		state.loading = true
		problem.value = null
		try {
			const page = await get<Page>(m.plural, { ...question(), count: true }, { signal })
			if (page.seq && !liveSeq.value) liveSeq.value = page.seq
			rows.value = page.items
			Object.assign(state, { count: page.count, capped: page.count_capped, at: page.at, next: page.next, fresh: 0 })
		} catch (e) {
			if ((e as Error).name === 'AbortError') return
			problem.value = asProblem(e)
		}
		state.loading = false
	}
	async function more() {
		if (!state.next || state.more || state.loading) return
		state.more = true
		const { signal } = abort
		try {
			const page = await get<Page>(m.plural, { ...question(), cursor: state.next }, { signal })
			const known = new Set(rows.value.map(r => r.id))
			rows.value = [...rows.value, ...page.items.filter(r => !known.has(r.id))]
			state.next = page.next
		} catch (e) {
			if ((e as Error).name !== 'AbortError') problem.value = asProblem(e)
		}
		state.more = false
	}

	// Rows that somebody changed are read again, all of a third of a second in one question.
	let pending = new Set<number>()
	let timer: ReturnType<typeof setTimeout> | undefined
	async function refresh() {
		const ids = [...pending].slice(0, IN_MAX)
		pending = new Set([...pending].slice(IN_MAX))
		if (pending.size) timer = setTimeout(() => void refresh(), 300)
		try {
			const page = await get<Page>(m.plural, { 'id.in': ids.join(','), limit: ids.length })
			const fresh = new Map(page.items.map(r => [r.id, r]))
			rows.value = rows.value.map(r => fresh.get(r.id) ?? r)
			for (const id of fresh.keys()) { flashed.add(id); setTimeout(() => flashed.delete(id), 2500) }
		} catch { /* the list stays as it was; its time of data says how old it is */ }
	}
	const offChange = onChange(e => {
		if (e.record !== m.name) return
		if (rows.value.some(r => r.id === e.id)) {
			if (rows.value.find(r => r.id === e.id)?.version === e.version) return
			pending.add(e.id)
			clearTimeout(timer)
			timer = setTimeout(() => void refresh(), 300)
		} else if (e.verb === 'create') state.fresh++
	})
	const offReload = onReload(() => void load())
	onBeforeUnmount(() => { offChange(); offReload(); clearTimeout(timer); abort.abort() })

	const ask = (change: Record<string, string | null | undefined>) => {
		const query: Record<string, string> = {}
		for (const [k, v] of Object.entries({ ...route.query, ...change })) if (v != null && v !== '') query[k] = String(v)
		return router.replace({ query })
	}
	watch([filters, q, sort], (a, b) => { if (JSON.stringify(a) !== JSON.stringify(b)) void load() })
	void load()

	const titleOf = (name: string) => field(m, name)
	return { filters, q, sort, cols, rows, state, problem, flashed, load, more, ask, titleOf }
}
export type List = ReturnType<typeof useList>
