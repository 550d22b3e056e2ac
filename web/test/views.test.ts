// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { liveSeq, onChange, onReload, take } from '@/engine/live'
import { model, views } from '@/engine/model'
import { moved } from '@/engine/moved'
import { rowTitle } from '@/engine/rowtitle'
import type { Answer } from '@/engine/types'
import { verbWord } from '@/engine/verbs'
import { cellText, columnsOf, inWords, isNumber, total } from '@/engine/view'
import { dueMoment } from '@/kit/time'
import { lang, told } from '@/kit/text'
import { blocksOf, timersOf } from '@/oversight/health'

beforeEach(() => { lang.value = 'zh' })
const answer: Answer = {
	at: '2026-11-23T05:00:00.000Z',
	columns: [
		{ name: 'fault', title: '故障类型', kind: 'choice', flags: ['key'] }, { name: 'orders', title: '工单', kind: 'int', flags: ['count'] }, { name: 'closed', title: '已关闭', kind: 'int', flags: ['count'] }, { name: 'mean_minutes', title: '平均', kind: 'int' },
		{ name: 'orders_yoy', title: '工单同期', kind: 'int', of: 'orders', compare: 'yoy', part: 'base' }, { name: 'orders_yoy_rate', title: '工单同比', kind: 'int', unit: '%', of: 'orders', compare: 'yoy', part: 'change' },
	],
	rows: [['offline', 1000, 900, 61, 1100, -9.1], ['power', 204, 200, null, 213, -4.2]],
	compare: { yoy: { from: '', to: '', rows: [], total: { orders: { now: 1204, base: 1313, rate: -8.3 } } }, mom: { from: '', to: '', rows: [], total: { orders: { now: 1204, base: 0, rate: null } } } },
}
describe('an answer in words and columns', () => {
	const cols = columnsOf(views.repair_figures, answer)
	it('says the figure, its unit and the comparison that has a base', () => expect(inWords(answer, cols)).toBe('工单 1,204 件，同比 -8.3%'))
	it('knows what is compared', () => expect(cols.map(c => c.what)).toEqual(['key', 'count', 'count', 'plain', 'before', 'growth']))
	it('shows choices by title, changes with a sign, nothing as nothing', () => {
		expect(cellText(cols[0], 'offline')).toBe('离线')
		expect(cellText(cols[5], 4.25)).toBe('+4.3%')
		expect(cellText(cols[3], null)).toBe('–')
	})
	it('adds what can be added', () => {
		expect(total(answer, cols[1])).toBe(1204)
		expect(cols.filter(isNumber)).toHaveLength(5)
	})
})
describe('names', () => {
	it('a row titled by a choice is named in words', () => {
		expect(rowTitle(model('grant'), { id: 1, version: 1, role: 'officer', title: 'officer', titles: { person: '王建国' } })).toBe('王建国 · 民警')
		lang.value = 'en'
		expect(rowTitle(model('grant'), { id: 1, version: 1, role: 'officer', title: 'officer', titles: { person: '王建国' } })).toBe('王建国 · Officer')
	})
	it('a text with both halves is told in one, others stay', () => {
		expect(told('无操作自动退出|Idle sign-out')).toBe('无操作自动退出')
		expect(told('a|b')).toBe('a|b')
	})
	it('verbs have words, steps their own', () => {
		expect(verbWord({ verb: 'accept', from_state: 'open' }, 'repair_order')).toBe('受理')
		expect(verbWord({ verb: 'sign_in' })).toBe('登录')
		expect(verbWord({ verb: 'whatever', verb_title: '别的' })).toBe('别的')
	})
})
describe('the end of a term', () => {
	it('at midnight belongs to the day it ends', () => {
		expect(dueMoment('2026-11-30T16:00:00.000Z')).toBe('2026-11-30 24:00 (周一)')
		expect(dueMoment('2026-11-30T05:30:00.000Z', false)).toBe('2026-11-30 13:30')
	})
})
describe('the stream', () => {
	it('tells changes to listeners until they leave, and keeps the number', () => {
		const heard = vi.fn(), again = vi.fn()
		const off = onChange(heard)
		onReload(again)
		take({ kind: 'change', data: { record: 'device', id: 1, verb: 'fault' }, seq: 42 })
		off()
		take({ kind: 'change', data: { record: 'device', id: 2, verb: 'fault' }, seq: 43 })
		take({ kind: 'reload' })
		expect(heard).toHaveBeenCalledTimes(1)
		expect(again).toHaveBeenCalledTimes(1)
		expect(liveSeq.value).toBe(43)
	})
	it('deadlines reckoned anew are collected once, warnings are not', () => {
		vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response('{"items":[]}'))))
		for (const verb of ['recompute', 'recompute', 'warn']) take({ kind: 'deadline', data: { record: 'repair_order', id: verb === 'warn' ? 8 : 7, verb } })
		expect(moved.ids).toEqual([{ record: 'repair_order', id: 7 }])
		vi.unstubAllGlobals()
	})
})
describe('health', () => {
	const raw = { version: '0.1.0', missing_terms: 'repair_check', store: { kind: 'sqlite', bytes_free: 1024, job_errors: 2 }, timers: [{ name: 'x' }] }
	it('marks what is wrong', () => {
		const facts = blocksOf(raw).flatMap(b => b.facts)
		expect(facts.filter(f => f.look === 'alarm').map(f => f.name)).toEqual(['missing_terms', 'bytes_free', 'job_errors'])
		expect(timersOf(raw)).toHaveLength(1)
	})
})
