// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { isOpen, lookOf, receiptsOf, ringOf, shortName, taskLines, type Receipt } from '@/plan/plan'
import { figuresOf } from '@/plan/report'
import type { Answer, Row } from '@/engine/types'

const answer = (rows: unknown[][]): Answer => ({
	columns: ['unit', 'brigade', 'receipt', 'notice', 'state', 'sent_at', 'due_at', 'signed_at', 'minutes', 'escalated'].map(name => ({ name, title: name, kind: 'int' })),
	rows, names: { unit: { 7: '马尚中队' }, brigade: { 3: '张店大队' } }, at: '',
})
const task = (id: number, state: string, what = '到岗', phase = 1): Row => ({ id, version: 1, state, what, phase })

describe('plans', () => {
	it('reads receipts by the names of the columns', () => {
		const [r] = receiptsOf(answer([[7, 3, 11, 5, 'urgent', '2026-11-27T10:00:00Z', '2026-11-27T10:20:00Z', null, null, 1]]))
		expect(r).toMatchObject({ name: '马尚中队', brigadeName: '张店大队', receipt: 11, notice: 5, signed: null, minutes: null, escalated: 1 })
		expect(isOpen(r)).toBe(true)
	})
	it('shows as late who is late or was told of, and nobody who has signed', () => {
		const r = { state: 'urgent', due: '2026-11-27T10:20:00Z', escalated: 0 } as Receipt, due = Date.parse(r.due!)
		expect(lookOf(r, due - 1)).toBe('attention')
		expect(lookOf(r, due + 1)).toBe('alarm')
		expect(lookOf({ ...r, escalated: 1 }, due - 1)).toBe('alarm')
		expect(lookOf({ ...r, state: 'signed', escalated: 2 }, due + 1)).toBe('normal')
	})
	it('gathers tasks by phase and words, in the order in which they were issued', () => {
		const lines = taskLines([task(4, 'issued', '巡查', 2), task(1, 'done'), task(2, 'not_possible'), task(3, 'withdrawn'), task(5, 'acknowledged')])
		expect(lines.map(l => [l.phase, l.what, l.done, l.open, l.impossible, l.withdrawn])).toEqual([[1, '到岗', 1, 1, 1, 1], [2, '巡查', 0, 1, 0, 0]])
	})
	it('reads a border and passes over what is none', () => {
		expect(ringOf('118,36  119,36 119,37 x,1')).toEqual([[118, 36], [119, 36], [119, 37]])
		expect(ringOf(null)).toEqual([])
	})
	it('shortens names and reads figures that are broken as none', () => {
		expect(shortName('马尚中队')).toBe('马尚')
		expect(figuresOf('{')).toEqual({})
		expect(figuresOf(null)).toEqual({})
	})
})
