// SPDX-License-Identifier: Apache-2.0
// One row as somebody looks at it: read, followed live, stepped; a lost race is shown, never overwritten.
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { get, patch, post } from './api'
import { onChange, onReload } from './live'
import { asProblem, type Problem } from './problem'
import type { HistoryItem, RecordModel, Row } from './types'

export function useRow(m: RecordModel, id: number) {
	const row = shallowRef<Row | null>(null)
	const history = ref<HistoryItem[] | null>(null)
	const problem = ref<Problem | null>(null)
	const historyProblem = ref<Problem | null>(null)
	/** somebody else's change that is not shown yet */
	const moved = ref<{ verb: string; version: number } | null>(null)
	/** somebody else's change that has just been shown */
	const changed = ref<{ verb: string; version: number } | null>(null)
	let timer: ReturnType<typeof setTimeout> | undefined
	const reason = ref('')
	const path = `${m.plural}/${id}`

	async function loadHistory() {
		historyProblem.value = null
		try {
			history.value = (await get<{ items: HistoryItem[] }>(`${path}/history`)).items
		} catch (e) { historyProblem.value = asProblem(e) }
	}
	async function load() {
		problem.value = null
		try {
			const fresh = await get<Row>(path, undefined, { reason: reason.value || undefined })
			// A slow answer must not put an older state over a step that was taken meanwhile.
			if (row.value && fresh.version < row.value.version) return
			row.value = fresh
			moved.value = null
			void loadHistory()
		} catch (e) { problem.value = asProblem(e) }
	}
	/** The masked fields, for a reason that the audit keeps. */
	async function reveal(why: string) {
		row.value = await get<Row>(path, undefined, { reason: why })
		reason.value = why
		void loadHistory()
	}
	async function step(verb: string, body: Record<string, unknown>, key: string) {
		const answer = await post<Row>(`${path}/${verb}`, body, { version: row.value?.version, key })
		moved.value = null
		// The short answer of a write names nobody: it is shown only where the whole row cannot be had.
		if (!answer.steps) await load()
		if (answer.steps || problem.value) row.value = merge(answer)
		if (answer.steps) void loadHistory()
	}
	async function change(body: Record<string, unknown>) {
		await patch<Row>(path, body, row.value!.version)
		await load()
	}
	/** A step's answer may leave out what only the detail has. */
	const merge = (fresh: Row): Row => ({ ...fresh, steps: fresh.steps ?? row.value?.steps, titles: { ...row.value?.titles, ...fresh.titles }, files: fresh.files ?? row.value?.files })

	const offs = [onChange(e => {
		if (e.record !== m.name || e.id !== id || !row.value) return
		if (e.version != null && e.version <= row.value.version) return
		const change = { verb: e.verb, version: e.version ?? row.value.version + 1 }
		// In the middle of a step nothing moves under the hand: then the page only says so.
		if (document.querySelector('dialog[open]')) moved.value = change
		else { clearTimeout(timer); timer = setTimeout(() => void load().then(() => { changed.value = change; timer = setTimeout(() => { changed.value = null }, 8000) }), 200) }
	}), onReload(() => void load())]
	onBeforeUnmount(() => { offs.forEach(f => f()); clearTimeout(timer) })
	void load()
	return { row, history, problem, historyProblem, moved, changed, reason, load, loadHistory, reveal, step, change }
}
export type Detail = ReturnType<typeof useRow>
