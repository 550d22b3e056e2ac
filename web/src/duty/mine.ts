// SPDX-License-Identifier: Apache-2.0
// What concerns the person who sits here: whether he is on duty, with which patrol, and what the roster has for him now.
import { ref, shallowRef } from 'vue'
import { useSession } from '@/app/session'
import { get } from '@/engine/api'
import { asProblem, type Problem } from '@/engine/problem'
import type { Answer, Page, Row } from '@/engine/types'

export interface Planned { subject: string; from: string; to: string; post: number | null }

async function planned(unit: number, person: number): Promise<Planned | null> {
	const a = await get<Answer>('views/duty_now', { unit })
	const at = (name: string) => a.columns.findIndex(c => c.name === name)
	const r = a.rows.find(x => x[at('person')] === person && x[at('part')] !== 'leader')
	if (!r) return null
	return { subject: a.names?.post?.[String(r[at('post')])] ?? '', from: String(r[at('starts_at')]), to: String(r[at('ends_at')]), post: Number(r[at('post')]) || null }
}

export function useMine() {
	const session = useSession()
	const attendance = shallowRef<Row | null>(null), patrol = shallowRef<Row | null>(null), entry = ref<Planned | null>(null)
	const ready = ref(false), problem = ref<Problem | null>(null)
	async function load() {
		const me = session.me?.person
		if (!me) return
		try {
			attendance.value = (await get<Page>('duty_attendances', { person: me.id, state: 'on', limit: 1 })).items[0] ?? null
			const sign = attendance.value?.call_sign
			patrol.value = sign ? (await get<Page>('patrols', { call_sign: String(sign), 'state.in': 'free,committed,busy', limit: 1 })).items[0] ?? null : null
			entry.value = await planned(me.unit, me.id)
			problem.value = null
			ready.value = true
		} catch (e) { problem.value = asProblem(e) }
	}
	return { attendance, patrol, entry, ready, problem, load }
}

/** Where the phone is; null where it does not say so within five seconds. */
export const here = (): Promise<[number, number] | null> => new Promise(done => {
	if (!navigator.geolocation) { done(null); return }
	navigator.geolocation.getCurrentPosition(p => done([p.coords.longitude, p.coords.latitude]), () => done(null), { enableHighAccuracy: true, timeout: 5000, maximumAge: 30_000 })
})
