// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { changeOf, listOf, sectionsOf, type Line } from '@/oversight/report'

const line = (section: string, name: string): Line => ({ line: name, section, title: name, n: 1, mom: 0, mom_rate: null, yoy: 0, yoy_rate: null, list: '' })

describe('a report', () => {
	it('leads from each number to the filters of its list', () => {
		expect(listOf('violation_case?source=stop&happened_at.gte=2019-11-17T16:00:00.000Z&unit.within=3')).toEqual({
			record: 'violation_case', query: { source: 'stop', 'happened_at.gte': '2019-11-17T16:00:00.000Z', 'unit.within': '3' } })
		expect(listOf('measure')).toEqual({ record: 'measure', query: {} })
	})
	it('keeps its lines together by section', () => {
		expect(sectionsOf({ lines: [line('a', '1'), line('a', '2'), line('b', '3')] }).map(s => [s.title, s.lines.length])).toEqual([['a', 2], ['b', 1]])
		expect(sectionsOf({})).toEqual([])
	})
	it('says no change where the base is too small', () => {
		expect([changeOf(null), changeOf(0), changeOf(5.25), changeOf(-3)]).toEqual(['—', '0.0%', '+5.3%', '-3.0%'])
	})
})
