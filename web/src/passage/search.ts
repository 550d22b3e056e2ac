// SPDX-License-Identifier: Apache-2.0
// A search of passages: why first, then what. Nothing of it ever stands in an address.
import { computed, reactive, ref, shallowRef } from 'vue'
import { newKey, post } from '@/engine/api'
import { asProblem, type Problem } from '@/engine/problem'
import { t } from '@/kit/text'
import { parseMoment, moment, serverNow } from '@/kit/time'
import type { Found, Passage, Purpose } from './types'

export interface Why { purpose: Purpose | ''; reason: string; case: string }
export interface Asked {
	plate: string; class: string; near: boolean; tollgates: number[]; from: string; to: string
	plate_colour: string; vehicle_colour: string; vehicle_type: string; direction: string; lane: string; imported: boolean
}
const HOUR = 3600_000
export const fresh = (): Asked => ({ plate: '', class: '', near: false, tollgates: [], from: moment(serverNow() - 2 * HOUR), to: moment(serverNow() + 60_000), plate_colour: '', vehicle_colour: '', vehicle_type: '', direction: '', lane: '', imported: false })
const NEAR = 800

export function body(why: Why, a: Asked): Record<string, unknown> {
	const num = (v: string) => (v === '' ? undefined : Number(v))
	const plate = a.plate.replace(/[·.\s]/g, '').toUpperCase()
	return {
		purpose: why.purpose, reason: why.reason.trim(), ...(why.case.trim() ? { case: why.case.trim() } : {}),
		...(plate ? { plate } : {}), ...(a.class ? { class: num(a.class) } : {}), ...(plate && a.near ? { near: NEAR } : {}),
		...(a.tollgates.length ? { tollgates: a.tollgates } : {}), from: parseMoment(a.from), to: parseMoment(a.to),
		plate_colour: num(a.plate_colour), vehicle_colour: num(a.vehicle_colour), direction: num(a.direction), lane: num(a.lane), ...(a.vehicle_type ? { vehicle_type: a.vehicle_type } : {}),
		...(a.imported ? { series: ['live', 'import'] } : {}),
	}
}
/** What a person must still say before it may be asked. */
export function missing(why: Why, a: Asked): Record<string, string> {
	const out: Record<string, string> = {}
	if (!why.purpose) out.purpose = t('请选择查询目的|Choose what the search is for')
	if (why.reason.trim().length < 4) out.reason = t('请写明查询事由，至少 4 个字|Say why, in at least 4 characters')
	const from = parseMoment(a.from), to = parseMoment(a.to)
	if (!from) out.from = t('请填写时间，如 2019-12-01 08:00|Give a time, as in 2019-12-01 08:00')
	if (!to) out.to = t('请填写时间，如 2019-12-01 08:00|Give a time, as in 2019-12-01 08:00')
	if (from && to && from >= to) out.to = t('止应晚于起|The end must be after the beginning')
	if (a.near && [...a.plate.replace(/[·.\s]/g, '')].length < 5) out.plate = t('查近似号牌至少给出 5 位|Give at least 5 characters to look for near plates')
	return out
}

const PAGE = 100
export function useSearch() {
	const why = reactive<Why>({ purpose: '', reason: '', case: '' }), asked = reactive(fresh())
	const errors = reactive<Record<string, string>>({})
	const rows = shallowRef<Passage[] | null>(null), answer = shallowRef<Found | null>(null), problem = ref<Problem | null>(null)
	const busy = ref(false)
	let last: Record<string, unknown> | null = null
	let abort = new AbortController()

	async function ask(more = false) {
		if (!more) {
			for (const k of Object.keys(errors)) errors[k] = ''
			Object.assign(errors, missing(why, asked))
			if (Object.values(errors).some(Boolean)) return
			abort.abort()
			abort = new AbortController()
			last = body(why, asked)
		}
		if (!last || (more && (!answer.value?.next || busy.value))) return
		const { signal } = abort
		busy.value = true
		problem.value = null
		try {
			const got = await post<Found>('passages/search', { ...last, limit: PAGE, ...(more ? { cursor: answer.value!.next } : {}) }, { key: newKey(), signal })
			rows.value = more ? [...rows.value!, ...got.items] : got.items
			answer.value = got
		} catch (e) {
			if ((e as Error).name === 'AbortError') return
			problem.value = asProblem(e)
			Object.assign(errors, problem.value.byField)
		}
		if (!signal.aborted) busy.value = false
	}
	/** The purpose stays; the question begins anew. */
	const clear = () => { Object.assign(asked, fresh()); rows.value = null; answer.value = null; problem.value = null; for (const k of Object.keys(errors)) errors[k] = '' }
	const reason = computed(() => why.reason.trim())
	return { why, asked, errors, rows, answer, problem, busy, ask, clear, reason, question: () => last }
}
export type Search = ReturnType<typeof useSearch>
