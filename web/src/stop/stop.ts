// SPDX-License-Identifier: Apache-2.0
// One stop in hand: what the officer has filled in, in the order of 违法处理程序规定 44, and the writes that follow from it. The draft stays
// on the phone until its writes do.
import { computed, reactive, ref, toRaw, watch } from 'vue'
import { newKey } from '@/engine/api'
import type { Row } from '@/engine/types'
import { both, t } from '@/kit/text'
import { clock, serverNow } from '@/kit/time'
import { law, reckon } from './law'
import { add, file, jobs, send, write, type Op } from './queue'
import { drop, put, take } from './store'

export type Stage = 'place' | 'act' | 'party' | 'tell' | 'say' | 'end'
export const STAGES: { name: Stage; title: string }[] = [{ name: 'place', title: '车辆和地点|Vehicle and place' }, { name: 'act', title: '违法行为|Behaviour' }, { name: 'party', title: '当事人|The driver' }, { name: 'tell', title: '告知|Telling' }, { name: 'say', title: '陈述和签名|Statement' }, { name: 'end', title: '决定|Decision' }]
export const RIGHTS = [
	{ name: 'facts', title: '违法的基本事实|The facts of the violation' }, { name: 'penalty', title: '拟作出的处罚和依据|The penalty intended and its basis' },
	{ name: 'defence', title: '有权陈述和申辩，不因申辩加重处罚|The right to answer, and that an answer makes nothing heavier' }, { name: 'remedy', title: '有权申请行政复议或者提起行政诉讼|The right to reconsideration and to sue' },
] as const

const blank = () => ({
	id: newKey(), stage: 'place' as Stage, address: '', road: 'urban', officer2: null as number | null, plate: '', plateClass: '02', photos: [] as Blob[], happenedAt: '', code: null as Row | null,
	speed: '', limit: '', factors: [] as Row[], why: '', fine: '', warning: false, name: '', idNo: '', own: true, facts: '', rights: [] as string[], defence: '', answer: '', signature: null as Blob | null, refused: false, told: false, said: false, key: newKey(), serveKey: newKey(),
})
export type Stop = ReturnType<typeof blank>

export function useStop(person: () => number) {
	const stop = reactive(blank() as object) as Stop, restored = ref(false)
	const speed = computed(() => (/^\d+$/.test(stop.speed) ? Number(stop.speed) : null)), limit = computed(() => (/^\d+$/.test(stop.limit) ? Number(stop.limit) : null))
	const sum = computed(() => (stop.code && law.value ? reckon(stop.code, { road: stop.road, speed: speed.value, limit: limit.value, factors: stop.factors }) : null))
	const warning = computed(() => stop.warning || !!sum.value?.warning)
	const fen = computed(() => (warning.value ? 0 : sum.value?.fine != null && stop.fine === '' ? sum.value.fine : /^\d+(\.\d{1,2})?$/.test(stop.fine) ? Math.round(Number(stop.fine) * 100) : null))
	const points = computed(() => (warning.value ? 0 : sum.value?.points ?? 0))
	const simple = computed(() => stop.code?.simple === true && !sum.value?.none && fen.value !== null && fen.value <= (law.value?.simple ?? 0))
	const job = computed(() => jobs.value.find(j => j.id === stop.id) ?? null)
	const plate = computed(() => stop.plate.replace(/[·.\s]/g, '').toUpperCase())

	/* A draft is this officer's; another one's phone is another one's work. */
	const slot = () => `draft.${person()}`
	let timer: ReturnType<typeof setTimeout> | undefined
	// At the latest so long after a change, however fast he goes on.
	watch(stop, () => { timer ??= setTimeout(() => void keep(), 300) }, { deep: true })
	async function keep() {
		clearTimeout(timer)
		timer = undefined
		if (!restored.value || !person()) return
		const { photos, signature, ...rest } = toRaw(stop)
		// Proxies cannot be stored: words as JSON, pictures as they are.
		await put('kept', slot(), { ...(JSON.parse(JSON.stringify(rest)) as object), photos: photos.map(p => toRaw(p)), signature: signature && toRaw(signature) }).catch(e => console.error(e))
	}
	async function restore() {
		const kept = person() ? await take<Stop>('kept', slot()).catch(() => undefined) : undefined
		if (kept) Object.assign(stop, blank(), kept)
		restored.value = true
	}
	async function fresh() {
		clearTimeout(timer)
		timer = undefined
		await drop('kept', slot()).catch(() => {})
		const last = { address: stop.address, road: stop.road, officer2: stop.officer2 }
		Object.assign(stop, blank(), last)
	}

	const begin = (): Op => ({ ...write('violation_cases', {
		source: 'stop', code: String(stop.code!.code), happened_at: stop.happenedAt || new Date(serverNow()).toISOString(), address: stop.address.trim(), road: stop.road,
		...(stop.officer2 ? { officer2: stop.officer2 } : {}), ...(plate.value ? { plate: plate.value, plate_class: stop.plateClass } : {}),
		...(speed.value !== null && limit.value !== null ? { speed_kmh: speed.value, limit_kmh: limit.value } : {}),
		...(stop.factors.length ? { factor: stop.factors.map(f => ({ factor: f.id, why: stop.why.trim() || String(f.name) })) } : {}),
	}), makes: true })
	const photos = (): Op[] => stop.photos.map((p, i) => file('scene', toRaw(p), `现场${i + 1}.jpg`))
	const title = () => `${String(stop.code?.code ?? '')} ${String(stop.code?.behaviour ?? '')}`.trim()
	const c = 'violation_cases/{row}'

	async function warnOrally() {
		await add(stop.id, person(), title(), [begin(), ...photos(), write(`${c}/warn_orally`)])
		stop.stage = 'end'
		stop.told = stop.said = true
		stop.warning = true
		await keep()
		void send(person())
	}
	/** 规定 44/1/1: told by mouth; the words that were said go with it. */
	async function tell() {
		if (stop.told) return
		stop.told = true
		await add(stop.id, person(), title(), [
			begin(), ...photos(), write(`${c}/establish`, { party: 'driver', party_kind: 'person', party_name: stop.name.trim(), party_id: stop.idNo.trim().toUpperCase(), own_vehicle: stop.own }),
			...(simple.value ? [write(`${c}/tell`, { procedure: 'simple', penalty: warning.value ? 'warning' : 'fine', ...(warning.value ? {} : { fine: fen.value }), facts: stop.facts.trim(), told_way: 'oral' })] : []),
		])
		Object.assign(stop, { photos: [], name: '', idNo: '' })
		stop.stage = simple.value ? 'say' : 'end'
		if (!simple.value) stop.said = true
		await keep()
		void send(person())
	}
	/** 44/1/2 and 4: heard, answered, signed or refused. */
	async function say() {
		if (stop.said) return
		stop.said = true
		const ops: Op[] = []
		const words = [stop.defence.trim(), stop.refused ? '当事人拒绝签名。' : ''].filter(Boolean).join('\n')
		if (words) ops.push(write(`${c}/defend`, { defence: words }), write(`${c}/answer`, { defence_answer: stop.answer.trim() || '当事人未提出异议，按拟处罚决定。' }))
		if (stop.signature) ops.push(file('statement', toRaw(stop.signature), '当事人签名.png'))
		if (ops.length) await add(stop.id, person(), title(), ops)
		stop.stage = 'end'
		Object.assign(stop, { defence: '', answer: '', signature: null })
		await keep()
		void send(person())
	}
	function factsOf(): string {
		const where = stop.address.trim(), when = clock(stop.happenedAt || serverNow())
		return t('{w}，在{a}，{p}实施“{b}”的行为|{w}, {a}, {p}: {b}', { w: when, a: where, p: plate.value ? `驾驶${plate.value}` : '', b: String(stop.code?.behaviour ?? '') })
	}
	const said = computed(() => both(String(stop.code?.behaviour ?? ''), ''))
	return { stop, sum, warning, fen, points, simple, job, plate, said, restore, fresh, warnOrally, tell, say, factsOf }
}
export type UseStop = ReturnType<typeof useStop>
