// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from 'vitest'
import { left, special, workingDaysLeft, works } from '@/engine/calendar'
import { keepDraft, readDraft, dropDraft } from '@/engine/drafts'
import { groupsOf } from '@/engine/groups'
import { filtersOf } from '@/engine/list'
import { model, records } from '@/engine/model'
import { trackOf } from '@/engine/track'
import type { HistoryItem } from '@/engine/types'
import { sameQuery, useSaved } from '@/engine/views'
import { differences } from '@/cases/versions'
import { lang } from '@/kit/text'

beforeEach(() => { lang.value = 'zh'; special.clear(); localStorage.clear() })
const ms = (s: string) => Date.parse(s)

describe('the clock of a deadline', () => {
	it('counts working days: holidays are none, made-up Saturdays are one', () => {
		special.set('2026-02-14', true)
		for (let d = 15; d <= 23; d++) special.set(`2026-02-${d}`, false)
		expect(works('2026-02-14')).toBe(true)
		expect(works('2026-02-16')).toBe(false)
		// Friday the 13th to Tuesday the 24th: the 14th and the 24th.
		expect(workingDaysLeft(ms('2026-02-13T10:00:00+08:00'), ms('2026-02-24T17:00:00+08:00'))).toBe(2)
	})
	it('is late after the moment, not after the day', () => {
		const due = '2026-11-23T04:00:00.000Z'
		expect(left(ms(due) + 60_000 * 61, due)).toMatchObject({ late: true, tone: 'alarm', text: '已超期 1 小时 1 分' })
		expect(left(ms(due) - 3600_000, due)).toMatchObject({ late: false, tone: 'attention', text: '还剩 1 小时' })
	})
	it('calms down when there is time', () => expect(left(ms('2026-11-20T00:00:00Z'), '2026-11-25T00:00:00Z', '2026-11-19T00:00:00Z').tone).toBe('normal'))
})
describe('the track of states', () => {
	const m = model('repair_order')
	const step = (verb: string, from: string | null, to: string, n: number): HistoryItem => ({ at: `2026-11-0${n}T00:00:00Z`, verb, from_state: from, to_state: to })
	it('shows what was passed, where it stands and the usual way on', () => {
		const stops = trackOf(m, { id: 1, version: 2, state: 'accepted' }, [step('accept', 'open', 'accepted', 2), step('create', null, 'open', 1)])
		expect(stops.map(s => [s.name, s.when])).toEqual([['open', 'past'], ['accepted', 'now'], ['repaired', 'next'], ['closed', 'next']])
	})
	it('a case sent back has the later states ahead of it again', () => {
		const h = [step('send_back', 'repaired', 'accepted', 4), step('repair', 'accepted', 'repaired', 3), step('accept', 'open', 'accepted', 2), step('create', null, 'open', 1)]
		const stops = trackOf(m, { id: 1, version: 4, state: 'accepted' }, h)
		expect(stops.filter(s => s.when === 'now').map(s => s.name)).toEqual(['accepted'])
		expect(stops.at(-1)?.name).toBe('closed')
	})
	it('leads to the payment that only happens, not to a cancellation; of two ends to the first; never to what must be explained', () => {
		const named = (name: string, look: string) => ({ name, title: name, titleEn: name, term: null, look })
		const way = (from: string, to: string, roles: string[], reasonRequired = false) => ({ from, verb: to, to, title: to, titleEn: to, roles, asks: [], reason: reasonRequired, reasonRequired, guarded: false })
		const of = (states: object[], steps: object[], at: string) => trackOf({ ...m, states, steps } as typeof m, { id: 1, version: 1, state: at }, null).filter(s => s.when === 'next').map(s => s.name)
		const kase = [named('served', 'attention'), named('overdue', 'alarm'), named('paid', 'normal'), named('closed', 'idle'), named('cancelled', 'idle')]
		expect(of(kase, [way('served', 'overdue', []), way('served', 'paid', []), way('served', 'cancelled', ['leader'], true), way('overdue', 'paid', []), way('paid', 'closed', ['clerk']), way('paid', 'cancelled', ['leader'], true)], 'served')).toEqual(['paid', 'closed'])
		expect(of([named('explained', 'attention'), named('accepted', 'idle'), named('rejected', 'alarm')], [way('explained', 'accepted', ['supervisor']), way('explained', 'rejected', ['supervisor'])], 'explained')).toEqual(['accepted'])
		expect(of([named('draft', 'attention'), named('approved', 'normal'), named('withdrawn', 'idle')], [way('draft', 'approved', ['leader']), way('draft', 'withdrawn', ['leader'], true), way('approved', 'withdrawn', ['leader'], true)], 'draft')).toEqual(['approved'])
	})
	it('ends where nothing follows', () => expect(trackOf(m, { id: 1, version: 1, state: 'voided' }, null).filter(s => s.when === 'next')).toEqual([]))
})
describe('filters of an address', () => {
	it('take only what may be found by, never a personal field', () => {
		expect(filtersOf(model('person'), { state: 'active', 'phone.like': '138', id_number: '3703', sort: '-id', cols: 'name', 'unit.within': '3', nonsense: 'x' })).toEqual({ state: 'active', 'unit.within': '3' })
	})
})
describe('drafts', () => {
	it('come back, without personal fields, until dropped', () => {
		const m = model('person')
		keepDraft(7, m, null, { version: null, typed: { name: '王建国', phone: '13800001234' }, parts: {} })
		expect(readDraft(7, m, null)?.typed).toEqual({ name: '王建国' })
		expect(readDraft(8, m, null)).toBeNull()
		expect(JSON.stringify({ ...localStorage })).not.toContain('13800001234')
		dropDraft(7, m, null)
		expect(readDraft(7, m, null)).toBeNull()
	})
})
describe('saved views', () => {
	it('belong to a person and a record', () => {
		useSaved(7, 'device').add('我的卡口', { category: 'checkpoint' })
		expect(useSaved(7, 'device').saved.value).toHaveLength(1)
		expect(useSaved(8, 'device').saved.value).toHaveLength(0)
		expect(sameQuery({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true)
	})
})
describe('groups of a form', () => {
	it('hold every field once', () => {
		for (const m of Object.values(records)) {
			const names = groupsOf([...m.fields]).flatMap(g => g.fields.map(f => f.name))
			expect(names.sort()).toEqual(m.fields.map(f => f.name).sort())
		}
	})
})
describe('versions of the codes', () => {
	const row = (code: string, more: object) => ({ id: 1, version: 1, code, ...more })
	it('a renumbering is told as one (1344 became 1116 in 2022)', () => {
		const got = differences(model('violation_code'), [row('1344', { points: 3 }), row('9999', {})], [row('1116', { points: 1, replaces: '1344' }), row('1001', {})])
		expect(got.map(d => [d.kind, d.key, d.was])).toEqual([['added', '1001', undefined], ['renumbered', '1116', '1344'], ['ended', '9999', undefined]])
		expect(got[1].changes).toEqual([{ field: 'points', old: 3, new: 1 }])
	})
})
