// SPDX-License-Identifier: Apache-2.0
// The orders of this officer's patrol, as the server told them last, with what was done since and not sent yet laid over them.
import { computed, ref, shallowRef } from 'vue'
import { get } from '@/engine/api'
import { model, stepOf } from '@/engine/model'
import { asProblem, type Problem } from '@/engine/problem'
import type { Page, Row } from '@/engine/types'
import { serverNow } from '@/kit/time'
import { file, left, outbox, write, type Job, type Op } from './outbox'
import { shelf } from './shelf'

export const kept = shelf('luan-orders')
export const m = model('dispatch_order')
export const LIVE = m.states.filter(s => s.term).map(s => s.name)
export const REASON = '出警：查看警情'
export const box = outbox('luan-orders', kept)

const verbOf = (o: Op): string => o.path.split('/')[2] ?? ''
/** The order as it will be when what waits is sent. */
export function ahead(order: Row, job: Job | undefined): Row {
	let now = order
	for (const op of job?.ops ?? []) {
		if (op.done || !op.body) continue
		const step = stepOf(m, verbOf(op), now.state)
		if (step && step.from === now.state) now = { ...now, ...op.body, state: step.to }
	}
	return now
}

export function useOrders(person: () => number) {
	const patrol = shallowRef<Row | null>(null), told = shallowRef<Row[]>([]), problem = ref<Problem | null>(null), readAt = ref(0)
	const jobOf = (id: number) => box.jobs.value.find(j => j.id === `order-${id}`)
	const orders = computed(() => told.value.map(o => ahead(o, jobOf(o.id))))
	const waiting = computed(() => box.jobs.value.filter(j => j.person === person()).reduce((n, j) => n + left(j), 0))
	const faults = computed(() => box.jobs.value.filter(j => j.person === person() && j.fault))

	async function mine(): Promise<Row | null> {
		const on = { 'state.in': 'free,committed,busy', limit: 50 }
		const led = (await get<Page>('patrols', { ...on, leader: person() })).items[0]
		if (led) return led
		for (const p of (await get<Page>('patrols', on)).items) {
			const whole = await get<Row>(`patrols/${p.id}`)
			if ((whole.crew as Row[] | undefined)?.some(c => c.person === person())) return whole
		}
		return null
	}
	async function load(): Promise<void> {
		try {
			patrol.value = await mine()
			const got = patrol.value ? (await get<Page>('dispatch_orders', { patrol: patrol.value.id, 'state.in': LIVE.join(','), sort: '-id', limit: 20 })).items : []
			told.value = got
			problem.value = null
			readAt.value = serverNow()
			await kept.put('kept', `orders.${person()}`, JSON.parse(JSON.stringify({ patrol: patrol.value, orders: got, at: readAt.value })))
		} catch (e) { problem.value = asProblem(e) }
	}
	async function restore(): Promise<void> {
		const k = await kept.take<{ patrol: Row | null; orders: Row[]; at: number }>('kept', `orders.${person()}`).catch(() => undefined)
		if (!k || readAt.value) return
		patrol.value = k.patrol
		told.value = k.orders
		readAt.value = k.at
	}
	const said = () => new Date(serverNow()).toISOString()
	async function act(order: Row, verb: string, body: Record<string, unknown> = {}): Promise<void> {
		const takes = stepOf(m, verb)?.asks.some(a => a.field === 'said_at')
		await box.add(`order-${order.id}`, person(), String(order.subject ?? ''), [write(`dispatch_orders/${order.id}/${verb}`, { ...body, ...(takes ? { said_at: said() } : {}) })], { open: false })
		await box.send(person())
	}
	async function photo(order: Row, f: File): Promise<void> {
		await box.add(`order-${order.id}`, person(), String(order.subject ?? ''), [file(`dispatch_orders/${order.id}/files/scene`, f, f.name || 'scene.jpg')], { open: false })
		await box.send(person())
	}
	async function sos(at: [number, number] | null, words: { address: string; what: string }): Promise<void> {
		const op = write('incidents', { kind: 'sos', source: 'patrol', priority: 1, called_at: said(), ...(at ? { place: at } : {}), ...words })
		await box.add(`sos-${op.key}`, person(), words.what, [{ ...op, makes: true }], { open: false, first: true })
		await box.send(person())
	}
	return { patrol, orders, told, problem, readAt, waiting, faults, jobOf, load, restore, act, photo, sos }
}
export type UseOrders = ReturnType<typeof useOrders>
