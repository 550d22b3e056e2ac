// SPDX-License-Identifier: Apache-2.0
// What is in hand at a desk while others work, too: no step lands on what was not chosen, nothing new is lost.
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, nextTick, ref, type App, type Component } from 'vue'
import { take } from '@/engine/live'
import RecordDesk from '@/engine/RecordDesk.vue'
import type { Screen } from '@/engine/screen'
import type { Row } from '@/engine/types'
import { useDesk, useRest, type Desk } from '@/match/desk'
import { send } from '@/match/steps'

const row = (id: number, more: Partial<Row>): Row => ({ id, version: 1, ...more })
/** A server of alarms: what is asked is kept, a path may be refused or held back. */
interface Asked { method: string; path: string; body: Record<string, never> & { where?: Record<string, string> }; version: string | null }
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
function serve(rows: Map<number, Row>, rule: (a: Asked) => Response | Promise<Response> | undefined = () => undefined) {
	const asked: Asked[] = []
	vi.stubGlobal('fetch', vi.fn(async (url: string, o: RequestInit) => {
		const a: Asked = { method: o.method!, path: url.replace('/api/v1/', ''), body: JSON.parse(String(o.body ?? '{}')) as Asked['body'], version: new Headers(o.headers).get('If-Match') }
		asked.push(a)
		const told = rule(a)
		if (told) return told
		const ids = a.body.where?.['id.in']?.split(',').map(Number)
		if (a.path.endsWith('/search')) return json({ items: [...rows.values()].filter(r => !ids || ids.includes(r.id)) })
		const one = rows.get(Number(/^alarms\/(\d+)$/.exec(a.path)?.[1]))
		return one ? json(one) : json({ code: 'E_NOT_FOUND' }, 404)
	}))
	return asked
}
const alarm = (id: number, more: Partial<Row> = {}) => row(id, { state: 'raised', priority: 1, due_at: `2026-01-0${id}T00:00:00Z`, unit: 7, ...more })
let app: App | null = null
function mount<T>(setup: () => T): T {
	let out!: T
	app = createApp(defineComponent({ setup() { out = setup(); return () => h('i') } }))
	app.mount(document.createElement('div'))
	return out
}
const change = (id: number) => take({ kind: 'change', data: { record: 'alarm', id, verb: 'x' } })
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const end = () => { app?.unmount(); app = null; vi.useRealTimers(); vi.unstubAllGlobals() }

describe('the alarm in hand', () => {
	let rows: Map<number, Row>, desk: Desk
	const heard = vi.fn()
	const open = async (rule?: Parameters<typeof serve>[1]) => { const asked = serve(rows, rule); desk = mount(() => useDesk(ref(null), heard)); await wait(10); return asked }
	beforeEach(() => { vi.useFakeTimers(); heard.mockReset(); rows = new Map([1, 2, 3, 4].map(id => [id, alarm(id)])) })
	afterEach(end)
	it('ended by somebody else gives way to the next in place, and no step before the hand has chosen', async () => {
		await open()
		expect([desk.chosen.value, desk.stray.value]).toEqual([1, null])
		desk.choose(3)
		rows.set(3, alarm(3, { state: 'closed', version: 2 }))
		change(3)
		await wait(200)
		expect([desk.chosen.value, desk.stray.value]).toEqual([4, 4])
		rows.set(4, alarm(4, { state: 'closed', version: 2 }))
		change(4)
		await wait(200)
		expect([desk.chosen.value, desk.stray.value]).toEqual([2, 2])
		desk.choose(1)
		expect(desk.stray.value).toBeNull()
	})
	it('ended by oneself gives way to the next without a halt; a step that leaves it there claims nothing', async () => {
		await open()
		desk.choose(2)
		desk.own.set(2, 2)
		rows.set(2, alarm(2, { state: 'closed', version: 2 }))
		change(2)
		await wait(200)
		expect([desk.chosen.value, desk.stray.value]).toEqual([3, null])
		desk.own.set(3, 2)
		rows.set(3, alarm(3, { state: 'confirmed', version: 2 }))
		change(3)
		await wait(200)
		expect([desk.chosen.value, desk.stray.value]).toEqual([3, null])
		rows.set(3, alarm(3, { state: 'closed', version: 3 }))
		change(3)
		await wait(200)
		expect(desk.stray.value).toBe(desk.chosen.value)
	})
	it('is not replaced by a late answer about the one before', async () => {
		let hold = false, free = () => {}
		await open(a => (hold && a.path === 'alarms/1' ? new Promise(done => { free = () => done(json(alarm(1))) }) : undefined))
		hold = true
		void desk.again()
		await wait(10)
		desk.choose(2)
		await wait(10)
		expect(desk.subject.value?.row.id).toBe(2)
		free()
		await wait(10)
		expect(desk.subject.value?.row.id).toBe(2)
	})
	it('a new one is not lost by a read that failed', async () => {
		let broken = false
		await open(a => (broken && a.path === 'alarms/search' ? json({ code: 'E_INTERNAL' }, 500) : undefined))
		broken = true
		rows.set(5, alarm(5))
		change(5)
		await wait(200)
		expect(desk.problem.value?.code).toBe('E_INTERNAL')
		expect(desk.rows.value).toHaveLength(4)
		broken = false
		await wait(2100)
		expect(desk.problem.value).toBeNull()
		expect(desk.rows.value?.map(r => r.id)).toContain(5)
		expect(heard).toHaveBeenCalledTimes(1)
	})
	it('nor by a list that failed; a refusal for good is said, not asked again and again', async () => {
		let status = 500
		const asked = await open(() => (status ? json({ code: 'E_X' }, status) : undefined))
		expect(desk.rows.value).toBeNull()
		status = 0
		await wait(2100)
		expect(desk.rows.value).toHaveLength(4)
		status = 403
		change(1)
		await wait(200)
		const n = asked.length
		await wait(10_000)
		expect([asked.length, desk.problem.value?.code]).toEqual([n, 'E_X'])
	})
	it('letters meant for a dialog that is gone are no choice', () => {
		const rested = mount(useRest), key = () => { document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' })); return rested() }
		expect(key()).toBe(true)
		vi.advanceTimersByTime(300)
		expect(key()).toBe(false)
		vi.advanceTimersByTime(1000)
		expect(key()).toBe(true)
	})
})
describe('a step on an alarm that was seen again meanwhile', () => {
	afterEach(end)
	const stale = (a: Asked) => (a.path === 'alarms/1/sign' ? (a.version === '"2"' ? json({ id: 1, version: 3 }) : json({ code: 'E_STALE' }, 412)) : undefined)
	const signs = (asked: Asked[]) => asked.filter(a => a.method === 'POST').map(a => a.version)
	it('is sent again with the new version', async () => {
		const asked = serve(new Map([[1, alarm(1, { state: 'confirmed', version: 2 })]]), stale)
		expect((await send(alarm(1, { state: 'confirmed' }), 'sign', {})).version).toBe(3)
		expect(signs(asked)).toEqual(['"1"', '"2"'])
	})
	it('is not sent again where somebody took a step, gave it away or took it out of sight', async () => {
		for (const now of [alarm(1, { state: 'handed', version: 2 }), alarm(1, { state: 'confirmed', unit: 8, version: 2 }), null]) {
			const asked = serve(new Map(now ? [[1, now]] : []), stale)
			await expect(send(alarm(1, { state: 'confirmed' }), 'sign', {})).rejects.toMatchObject({ code: 'E_STALE' })
			expect(signs(asked)).toEqual(['"1"'])
		}
	})
})
describe('the desk of a record', () => {
	afterEach(end)
	it('keeps the row in hand where others come and go before it', async () => {
		vi.useFakeTimers()
		let list = [1, 2, 3]
		const read: string[] = []
		vi.stubGlobal('fetch', vi.fn((url: string) => {
			const path = url.replace('/api/v1/', ''), id = Number(/^repair_orders\/(\d+)$/.exec(path)?.[1])
			if (id) { read.push(path); return Promise.resolve(json(row(id, { state: 'open' }))) }
			return Promise.resolve(json({ items: path.includes('history') ? [] : list.map(n => row(n, { state: 'open' })) }))
		}))
		const screen = { path: 'repair-orders', record: 'repair_order', title: '|', icon: 'x', group: 'work', desk: { query: {}, empty: '|' } } as unknown as Screen
		app = createApp(RecordDesk as Component, { screen })
		const at = document.createElement('div')
		app.use(createPinia()).component('RouterLink', { props: ['to'], render(this: { to: string }) { return h('a', { href: this.to }) } })
		app.mount(at)
		const inHand = async (ids: number[]) => { list = ids; take({ kind: 'change', data: { record: 'repair_order', id: 9, verb: 'x' } }); await wait(600); await nextTick(); return at.querySelector('.subject h2 a')?.getAttribute('href') }
		await wait(10)
		document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }))
		await wait(10)
		expect(await inHand([1, 2, 3])).toBe('/repair-orders/2')
		expect(await inHand([2, 3])).toBe('/repair-orders/2')
		expect(await inHand([4, 5, 6, 2])).toBe('/repair-orders/2')
		expect(read).not.toContain('repair_orders/5')
		expect(await inHand([4, 5, 6])).toBe('/repair-orders/6')
	})
})
