// SPDX-License-Identifier: Apache-2.0
// The course of a case, under its days.
import { describe, expect, it } from 'vitest'
import { byDay } from '@/cases/casefile'
import { date } from '@/kit/time'

describe('the course of a case', () => {
	it('stands under the Beijing days on which it was, in its order', () => {
		const acts = ['2026-03-01T15:59:59.000Z', '2026-03-01T16:00:00.000Z', '2026-03-02T01:00:00.000Z', '2026-03-03T20:00:00.000Z'].map(at => ({ at }))
		expect(byDay(acts, date).map(d => [d.day, d.acts.length])).toEqual([['2026-03-01', 1], ['2026-03-02', 2], ['2026-03-04', 1]])
	})
	it('of nothing is nothing', () => expect(byDay([], date)).toEqual([]))
})
