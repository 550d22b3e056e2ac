// SPDX-License-Identifier: Apache-2.0
// What the desks decide by themselves: order of alarms, what a search says, what waits ten seconds, the way of a record.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h } from 'vue'
import { model } from '@/engine/model'
import { trackOf } from '@/engine/track'
import type { Row } from '@/engine/types'
import { byNeed, doubt } from '@/match/alarm'
import { useLate } from '@/match/late'
import { body, fresh, missing } from '@/passage/search'
import { inside } from '@/passage/tollgates'
import { cropOf, sceneOf } from '@/passage/types'
import { toasts } from '@/kit/toast'

const row = (id: number, more: Partial<Row>): Row => ({ id, version: 1, ...more })
describe('alarms', () => {
	it('stand by need: to be decided first, then priority, then the sooner clock', () => {
		const list = [row(1, { state: 'signed', priority: 1 }), row(2, { state: 'raised', priority: 3 }), row(3, { state: 'raised', priority: 1, due_at: '2026-01-02T00:00:00Z' }), row(4, { state: 'raised', priority: 1, due_at: '2026-01-01T00:00:00Z' })]
		expect([...list].sort(byNeed).map(r => r.id)).toEqual([4, 3, 2, 1])
	})
	it('say how sure a read is, and nothing where nothing is known', () => {
		expect(doubt(null)).toBeNull()
		expect(doubt(20)?.look).toBe('normal')
		expect(doubt(500)?.look).toBe('attention')
	})
	it('go their usual way, not into a misread and not round by a neighbour', () => {
		expect(trackOf(model('alarm'), row(1, { state: 'raised', created_at: '2026-01-01T00:00:00Z' }), []).map(s => s.name)).toEqual(['raised', 'confirmed', 'signed', 'closed'])
		expect(trackOf(model('repair_order'), row(1, { state: 'open', created_at: '2026-01-01T00:00:00Z' }), []).map(s => s.name)).toEqual(['open', 'accepted', 'repaired', 'closed'])
	})
})
describe('a step that can be taken back', () => {
	let late: ReturnType<typeof useLate>, leave: () => void
	beforeEach(() => {
		vi.useFakeTimers()
		const app = createApp(defineComponent({ setup() { late = useLate(); return () => h('i') } }))
		app.mount(document.createElement('div'))
		leave = () => app.unmount()
	})
	afterEach(() => { vi.useRealTimers(); toasts.splice(0) })
	const send = () => vi.fn(() => Promise.resolve())
	it('is sent after ten seconds, not before', () => {
		const f = send()
		late.later(1, 'x', f)
		vi.advanceTimersByTime(9_900)
		expect(f).not.toHaveBeenCalled()
		vi.advanceTimersByTime(200)
		expect(f).toHaveBeenCalledTimes(1)
		leave()
		expect(f).toHaveBeenCalledTimes(1)
	})
	it('is not sent when it was taken back', () => {
		const f = send()
		late.later(1, 'x', f)
		expect(late.undoLast()).toBe(true)
		expect(late.undoLast()).toBe(false)
		vi.advanceTimersByTime(20_000)
		leave()
		expect(f).not.toHaveBeenCalled()
	})
	it('is sent at once by whoever leaves', () => {
		const f = send()
		late.later(1, 'x', f)
		leave()
		expect(f).toHaveBeenCalledTimes(1)
	})
})
describe('a search', () => {
	const why = { purpose: 'case' as const, reason: '核查车辆', case: '' }
	it('says why before what', () => {
		expect(Object.keys(missing({ purpose: '', reason: '', case: '' }, fresh()))).toEqual(['purpose', 'reason'])
		expect(missing(why, fresh())).toEqual({})
		expect(missing(why, { ...fresh(), from: '2026-01-02 00:00', to: '2026-01-01 00:00' }).to).toBeTruthy()
		expect(missing(why, { ...fresh(), plate: '鲁C1', near: true }).plate).toBeTruthy()
	})
	it('writes a plate as the server does and leaves out what was not asked', () => {
		const b = body(why, { ...fresh(), plate: ' 鲁c·123?5 ', from: '2026-01-01 08:00', to: '2026-01-01 09:00' })
		expect(b).toMatchObject({ plate: '鲁C123?5', purpose: 'case', from: '2026-01-01T00:00:00.000Z' })
		expect(Object.keys(JSON.parse(JSON.stringify(b)) as object).sort()).toEqual(['from', 'plate', 'purpose', 'reason', 'to'])
	})
	it('knows what lies inside a drawn area', () => {
		const ring: [number, number][] = [[0, 0], [4, 0], [4, 4], [2, 1], [0, 4]]
		expect(inside([1, 1], ring)).toBe(true)
		expect(inside([2, 3], ring)).toBe(false)
	})
	it('shows the scene large and the plate beside it', () => {
		const p = [{ n: 1, type: '02' }, { n: 2, type: '01' }]
		expect(sceneOf(p)?.n).toBe(2)
		expect(cropOf(p)?.n).toBe(1)
		expect(cropOf([{ n: 1, type: '01' }])).toBeUndefined()
		expect(sceneOf([])).toBeUndefined()
	})
})
