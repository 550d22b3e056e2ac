// SPDX-License-Identifier: Apache-2.0
// A form's state: text as typed, errors by field, parts as rows of text. Only what changed is sent.
import { computed, reactive, ref, watch } from 'vue'
import { useSession } from '@/app/session'
import { get, newKey, patch, post } from './api'
import { dropDraft, keepDraft, readDraft } from './drafts'
import { has, writable } from './model'
import { asProblem, type Problem } from './problem'
import type { Field, RecordModel, Row } from './types'
import { read, toInput } from './value'

type Typed = Record<string, string>
const textOf = (fields: readonly Field[], row: Row | null): Typed => Object.fromEntries(fields.map(f => [f.name, toInput(f, row?.[f.name])]))

export function useForm(m: RecordModel, id: number | null, given: Record<string, string>) {
	const me = useSession().me?.person.id ?? 0
	const row = ref<Row | null>(null)
	const ready = ref(id === null), busy = ref(false), kept = ref(false)
	const problem = ref<Problem | null>(null)
	const typed = reactive<Typed>({}), errors = reactive<Typed>({})
	const parts = reactive<Record<string, Typed[]>>({})
	let first: Typed = {}, firstParts = ''
	let key = newKey()
	const unitField: Field = { name: 'unit', title: '所属单位', titleEn: 'Unit', kind: 'ref', ref: 'unit', flags: {}, doc: '为空则为本人所在单位', docEn: 'Your own unit if left empty' }
	const validity: Field[] = m.valid ? [
		{ name: 'valid_from', title: '生效日期', titleEn: 'Valid from', kind: 'date', flags: { req: true, fix: true }, doc: '', docEn: '' },
		{ name: 'valid_to', title: '失效日期', titleEn: 'Valid to', kind: 'date', flags: {}, doc: '为空表示一直有效', docEn: 'Empty: open' }] : []
	const fields = computed(() => [...m.fields, ...validity, ...(id === null && m.scope !== 'none' ? [unitField] : [])].filter(f => writable(f, id === null)))
	const editParts = computed(() => m.parts.filter(p => p.fields.some(f => writable(f, true))))

	function fill(from: Row | null) {
		const base = textOf(fields.value, from)
		Object.assign(typed, base, id === null ? given : {})
		first = { ...base }
		for (const p of editParts.value) parts[p.name] = ((from?.[p.name] as Row[] | undefined) ?? []).map(r => ({ ...(r.id ? { id: String(r.id) } : {}), ...textOf(p.fields.filter(f => writable(f, true)), r) }))
		firstParts = JSON.stringify(parts)
		const draft = readDraft(me, m, id)
		if (draft && (id === null || draft.version === from?.version)) {
			Object.assign(typed, Object.fromEntries(Object.entries(draft.typed).filter(([n]) => n in base)))
			Object.assign(parts, draft.parts)
			kept.value = true
		}
	}
	async function load() {
		problem.value = null
		try {
			row.value = await get<Row>(`${m.plural}/${id}`)
			fill(row.value)
			ready.value = true
		} catch (e) { problem.value = asProblem(e) }
	}
	const dirty = computed(() => fields.value.some(f => (typed[f.name] ?? '') !== (first[f.name] ?? '')) || JSON.stringify(parts) !== firstParts)
	let timer: ReturnType<typeof setTimeout> | undefined
	watch([typed, parts], () => {
		clearTimeout(timer)
		timer = setTimeout(() => { if (dirty.value && !busy.value) keepDraft(me, m, id, { version: row.value?.version ?? null, typed: { ...typed }, parts: { ...parts } }) }, 400)
	}, { deep: true })
	function forget() {
		clearTimeout(timer)
		dropDraft(me, m, id)
		kept.value = false
		for (const n of Object.keys(typed)) typed[n] = first[n] ?? ''
		Object.assign(parts, JSON.parse(firstParts) as Record<string, Typed[]>)
	}
	const hidden = (f: Field) => !!row.value?.masked?.includes(f.name) && typed[f.name] === first[f.name]
	function check(f: Field): boolean {
		errors[f.name] = hidden(f) ? '' : read(f, typed[f.name] ?? '').error
		return !errors[f.name]
	}
	function collect(): Record<string, unknown> | null {
		const body: Record<string, unknown> = {}
		let good = true
		for (const f of fields.value) {
			if (!check(f)) good = false
			else if (!hidden(f) && (id === null ? typed[f.name] !== '' : typed[f.name] !== first[f.name])) body[f.name] = read(f, typed[f.name] ?? '').value
		}
		for (const p of editParts.value) {
			const rows = (parts[p.name] ?? []).map((r, i) => Object.fromEntries(p.fields.filter(f => writable(f, true)).map(f => {
				const got = read(f, r[f.name] ?? '')
				errors[`${p.name}[${i}].${f.name}`] = got.error
				if (got.error) good = false
				return [f.name, got.value]
			})))
			if (id === null ? rows.length : JSON.stringify(parts[p.name]) !== JSON.stringify((JSON.parse(firstParts) as Record<string, Typed[]>)[p.name])) body[p.name] = rows
		}
		return good ? body : null
	}
	async function send(): Promise<Row | null> {
		for (const n of Object.keys(errors)) errors[n] = ''
		problem.value = null
		const body = collect()
		if (!body) return null
		busy.value = true
		try {
			const saved = id === null ? await post<Row>(m.plural, body, { key }) : await patch<Row>(`${m.plural}/${id}`, body, row.value!.version, { key })
			clearTimeout(timer)
			dropDraft(me, m, id)
			first = { ...typed }
			firstParts = JSON.stringify(parts)
			return saved
		} catch (e) {
			problem.value = asProblem(e)
			Object.assign(errors, problem.value.byField)
			// The same key with another body would be refused: whoever corrects a field sends something new.
			if (problem.value.status > 0 && !problem.value.transient) key = newKey()
			return null
		} finally { busy.value = false }
	}
	/** After somebody else's change: their version, our typing kept. */
	async function rebase() {
		const mine = { ...typed }
		const old = { ...first }
		row.value = await get<Row>(`${m.plural}/${id}`)
		first = textOf(fields.value, row.value)
		for (const n of Object.keys(first)) typed[n] = mine[n] !== old[n] ? mine[n] : first[n]
		problem.value = null
	}
	if (id === null) fill(null)
	else void load()
	return { row, ready, busy, kept, problem, typed, errors, parts, fields, editParts, dirty, load, send, check, forget, rebase, has }
}
export type Form = ReturnType<typeof useForm>
