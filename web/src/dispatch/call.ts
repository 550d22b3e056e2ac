// SPDX-License-Identifier: Apache-2.0
// The call in hand: its form, the questions of its kind, what it may be a duplicate of, and earlier calls of the number.
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { post } from '@/engine/api'
import { useForm } from '@/engine/form'
import { asProblem, type Problem } from '@/engine/problem'
import type { Row } from '@/engine/types'
import { read } from '@/engine/value'
import { clock, date, serverNow } from '@/kit/time'
import type { LonLat } from '@/map/plane'
import { WHY, callers, findPlace, incidents, lawOfCalls, responsible, similar, type Earlier, type Found, type Owner, type Similar } from './dispatch'

const stamp = () => `${date(serverNow())} ${clock(serverNow(), true)}`

export function useCall() {
	const form = useForm(incidents, null, { kind: 'crash', source: 'call', priority: '3', called_at: stamp() })
	const law = shallowRef<Awaited<ReturnType<typeof lawOfCalls>> | null>(null)
	const answers = ref<Record<string, string>>({}), likes = shallowRef<Similar[]>([]), earlier = shallowRef<{ items: Earlier[]; false_calls: number } | null>(null), places = shallowRef<Found[]>([])
	const into = ref<number | null>(null), mergeProblem = ref<Problem | null>(null)
	void lawOfCalls().then(l => { law.value = l }).catch(() => {})
	const rule = computed(() => law.value?.rules.get(form.typed.kind) ?? null)
	const questions = computed(() => law.value?.questions.filter(q => q.family === 'any' || q.family === rule.value?.family).filter(q => !['caller_name', 'vehicle'].includes(String(q.kept_in))) ?? [])
	/** What stands in the way of closing it later, said while somebody is on the telephone. */
	const asksVehicle = computed(() => !!law.value?.questions.some(q => q.kept_in === 'vehicle' && q.family === rule.value?.family))
	let mine = false
	watch(rule, r => { if (r && !mine) form.typed.priority = String(r.priority) }, { immediate: true })
	const urgent = (p: string) => { mine = true; form.typed.priority = p }

	const place = computed<LonLat | null>(() => { const f = form.fields.value.find(x => x.name === 'place'); const v = f && read(f, form.typed.place ?? '').value; return Array.isArray(v) ? v as LonLat : null })
	function mark(at: LonLat) { form.typed.place = `${at[0].toFixed(6)}, ${at[1].toFixed(6)}` }
	let seek: ReturnType<typeof setTimeout> | undefined, like: ReturnType<typeof setTimeout> | undefined
	watch(() => form.typed.address, q => {
		clearTimeout(seek)
		places.value = []
		if (q && q.trim().length > 1) seek = setTimeout(() => void findPlace(q.trim()).then(f => { if (form.typed.address === q) places.value = f.slice(0, 6) }), 250)
	})
	const CLASS: Record<string, string> = { motorway: 'motorway', national: 'highway', provincial: 'highway', county: 'highway', urban: 'main_road', street: 'street' }
	function pick(f: Found) {
		form.typed.address = f.title
		mark(f.place)
		if (f.number) form.typed.road_number = f.number
		if (f.km_m != null) form.typed.post_m = String(f.km_m)
		if (f.class && CLASS[f.class]) form.typed.road_class = CLASS[f.class]
		setTimeout(() => { clearTimeout(seek); places.value = [] })
	}
	const plates = () => (form.parts.vehicle ?? []).map(v => v.plate?.trim()).filter(Boolean)
	async function compare(people = false) {
		const phone = form.typed.caller_phone?.trim()
		if (!place.value && !(people && (phone || plates().length))) { likes.value = []; return }
		try { likes.value = await similar({ kind: form.typed.kind, ...(place.value ? { place: place.value } : {}), ...(people && (phone || plates().length) ? { caller_phone: phone || undefined, plates: plates(), reason: WHY } : {}) }) } catch { likes.value = [] }
	}
	/** Whose place it is, so that the desk knows whom to send: undefined until a place is known, null where nobody answers for it. */
	const owner = shallowRef<Owner | null>()
	watch([() => place.value?.join(','), () => form.typed.road_number?.trim() ?? '', () => form.typed.post_m?.trim() ?? ''], ([at, number, m], _, stale) => {
		let old = false
		const later = setTimeout(() => void (at ? responsible(at, number ?? '', m ?? '') : Promise.resolve(undefined)).then(o => { if (!old) owner.value = o }), 300)
		stale(() => { old = true; clearTimeout(later) })
	}, { immediate: true })
	watch([place, () => form.typed.kind], () => { clearTimeout(like); like = setTimeout(() => void compare(), 300) }, { immediate: true })
	async function ask() {
		const phone = form.typed.caller_phone?.trim()
		earlier.value = null
		if (!phone) return
		void compare(true)
		try { earlier.value = await callers(phone) } catch { /* he may not see persons */ }
	}
	onBeforeUnmount(() => { clearTimeout(seek); clearTimeout(like) })

	async function save(): Promise<Row | null> {
		form.parts.answer = Object.entries(answers.value).filter(([, a]) => a.trim()).map(([question, answer]) => ({ question, answer: answer.trim() }))
		const row = await form.send()
		if (!row || !into.value) return row
		try { return await post<Row>(`incidents/${row.id}/merge`, { merged_into: into.value }) } catch (e) { mergeProblem.value = asProblem(e); return row }
	}
	return { form, questions, rule, answers, likes, earlier, owner, places, into, mergeProblem, asksVehicle, place, mark, pick, urgent, ask, compare, save }
}
export type Call = ReturnType<typeof useCall>
