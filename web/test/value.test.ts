// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from 'vitest'
import { lang } from '@/kit/text'
import { field, filterable, model } from '@/engine/model'
import type { Field } from '@/engine/types'
import { drill, read, show, toInput } from '@/engine/value'
import { F } from './pages/say.ts'

beforeEach(() => { lang.value = 'zh' })
const money = F('fine', '罚款|Fine', 'int', 'req', { min: 0, max: 200_000, unit: 'fen' })
const plain = F('lanes', '车道|Lanes', 'int', '', { min: 1, max: 12 })

describe('read: what was typed becomes a value or a reason', () => {
	const table: [string, Field, string, unknown, boolean][] = [
		['money is fen', money, '20.50', 2050, true], ['money above the limit', money, '2000.01', undefined, false], ['three decimals', money, '1.234', undefined, false],
		['required and empty', money, '  ', undefined, false], ['optional and empty is null', plain, '', null, true], ['below the least', plain, '0', undefined, false], ['no number', plain, 'x', undefined, false],
		['a place', F('p', 'p', 'point'), '118.05, 36.81', [118.05, 36.81], true], ['a place with a Chinese comma', F('p', 'p', 'point'), '118.05，36.81', [118.05, 36.81], true], ['a place off the globe', F('p', 'p', 'point'), '218, 36', undefined, false],
		['a time is Beijing time', F('t', 't', 'time'), '2019-12-01 08:00', '2019-12-01T00:00:00.000Z', true], ['30 February', F('d', 'd', 'date'), '2019-02-30', undefined, false], ['a day', F('d', 'd', 'date'), '2019-12-01', '2019-12-01', true],
		['characters, not bytes', F('s', 's', 'text', '', { max: 3 }), '淄博市', '淄博市', true], ['one too many', F('s', 's', 'text', '', { max: 3 }), '淄博市区', undefined, false],
		['an expression holds the whole text', F('s', 's', 'text', '', { like: '[0-9]{6}' }), '3703001', undefined, false], ['and lets the right one through', F('s', 's', 'text', '', { like: '[0-9]{6}' }), '370300', '370300', true],
	]
	it.each(table)('%s', (_, f, typed, value, good) => {
		const got = read(f, typed)
		expect(got.error === '').toBe(good)
		if (good) expect(got.value).toEqual(value)
	})
})
describe('show: a value in words', () => {
	it('money in yuan, times in Beijing, choices by title', () => {
		expect(show(money, 2050)).toBe('20.50 元')
		expect(show(money, 20000)).toBe('200 元')
		expect(show(F('t', 't', 'time'), '2019-12-01T00:00:00.000Z')).toBe('2019-12-01 08:00')
		const category = field(model('device'), 'category')!
		expect(show(category, 'speed')).toBe('测速')
		lang.value = 'en'
		expect(show(category, 'speed')).toBe('Speed camera')
	})
	it('a masked value is shown as it came, whatever its kind', () => {
		expect(show(money, '2***', { id: 1, version: 1, masked: ['fine'] })).toBe('2***')
	})
	it('what toInput gives, read takes back', () => {
		for (const [f, v] of [[money, 2050], [F('t', 't', 'time'), '2019-12-01T00:00:00.000Z'], [F('p', 'p', 'point'), [118.05, 36.81]]] as [Field, unknown][]) expect(read(f, toInput(f, v)).value).toEqual(v)
	})
})
describe('personal data stays out of addresses', () => {
	it('no PII field can be a filter', () => {
		const names = filterable(model('person')).map(f => f.name)
		expect(names).toContain('category')
		expect(names).not.toContain('id_number')
		expect(names).not.toContain('phone')
	})
})
describe('drill', () => {
	it('fills the pattern and leaves out what has no value', () => {
		expect(drill('device?category={category}&state={state}', { category: 'speed', state: null })).toEqual({ record: 'device', query: { category: 'speed' } })
	})
})
