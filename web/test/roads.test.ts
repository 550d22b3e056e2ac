// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { course } from '@/map/course'
import { LEVELS, LEVEL_NAMES } from '@/map/roads'
import { heading, roadOf, worse, type RoadState } from '@/travel/state'

const state = (level: RoadState['level'], speed: number): RoadState => ({ id: 1, back: false, level, speed, samples: 3, since: '', usual: null, name: null, number: 'G309', shape: 'ajueeA{ied`FxkAodb@' })

describe('a course', () => {
	it('is read as it was written, to a millionth of a degree', () => {
		expect(course('_p~iF~ps|U_ulLnnqC_mqNvxq`@')).toEqual([[-12.02, 3.85], [-12.095, 4.07], [-12.6453, 4.3252]])
		expect(course('ajueeA{ied`FxkAodb@')[0]).toEqual([118.049966, 36.809905])
	})
	it('is empty when there is none, and no endless loop when it is cut off', () => {
		expect(course('')).toEqual([])
		expect(course('ajueeA{').length).toBe(1)
	})
	it('has a heading, and the other one for the other direction', () => {
		const line = course('ajueeA{ied`FxkAodb@')
		expect(heading(line, false)).toBe('向东')
		expect(heading(line, true)).toBe('向西')
	})
})

describe('the levels', () => {
	it('stand worst first, the slower of the same before', () => {
		const order = [state('smooth', 50), state('jam', 9), state('slow', 22), state('jam', 5)].sort(worse)
		expect(order.map(s => s.speed)).toEqual([5, 9, 22, 50])
	})
	it('differ by word and by pattern, not by colour alone', () => {
		const looks = LEVEL_NAMES.map(l => LEVELS[l])
		expect(new Set(looks.map(l => l.word)).size).toBe(looks.length)
		expect(new Set(looks.map(l => JSON.stringify([l.width, l.dash, l.core]))).size).toBe(looks.length)
	})
	it('name a road by its number where it has no name', () => {
		expect(roadOf(state('slow', 20)).words).toBe('G309')
	})
})
