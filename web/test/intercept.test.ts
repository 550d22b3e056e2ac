// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { fieldsOf, shown } from '@/intercept/check'
import { chance, countdown, wayWord, type Next } from '@/intercept/forecast'
import { takeHanded, hand } from '@/stop/handed'
import type { Stop } from '@/stop/stop'

const limits = { drive: 240, rest: 20, children: 100 }
const what = (kind: string, v: Record<string, string>) => shown(kind, v, limits).map(x => x.what)

describe('what the figures of a vehicle show', () => {
	it('counts children without a ticket on a coach up to a tenth, and not in a school bus', () => {
		expect(what('coach', { passengers: '52', children: '3', approved: '49' })).toEqual([])
		expect(what('coach', { passengers: '54', children: '5', approved: '49' })).toEqual(['overcrowded'])
		expect(what('coach', { passengers: '50', approved: '49' })).toEqual(['overcrowded'])
		expect(what('school', { passengers: '52', children: '3', approved: '49' })).toEqual(['overcrowded'])
	})
	it('sees more than four hours at the wheel without a rest', () => {
		expect(what('dangerous', { driving_min: '240' })).toEqual([])
		expect(what('dangerous', { driving_min: '241' })).toEqual(['fatigue'])
		expect(what('dangerous', { driving_min: '300', rested_min: '20' })).toEqual([])
	})
	it('sees a load above the approved one, and nothing in what was not filled in', () => {
		expect(what('heavy', { load_kg: '31000', approved_kg: '30000' })).toEqual(['overloaded'])
		expect(what('heavy', { load_kg: '31000' })).toEqual([])
	})
	it('asks each kind for its own', () => {
		expect(fieldsOf('coach')).toContain('children')
		expect(fieldsOf('school')).not.toContain('children')
		expect(fieldsOf('dangerous')).toContain('goods')
		expect(fieldsOf('heavy')).not.toContain('passengers')
	})
})

describe('the forecast in words', () => {
	const at = (ms: number) => new Date(Date.now() + ms).toISOString()
	const next = (from: number, eta: number, to: number) => ({ eta_from: at(from), eta: at(eta), eta_to: at(to), overdue: false }) as Next
	it('says chance, direction and how long still', () => {
		expect(chance(482)).toBe('48%')
		expect(chance(31)).toBe('3.1%')
		expect(wayWord(92)).toBe('东')
		expect(wayWord(350)).toBe('北')
		expect(wayWord(null)).toBe('')
		expect(countdown(next(-60_000, 120_000, 300_000))).toMatch(/约 .*后/)
		expect(countdown(next(-60_000, -1000, 300_000))).toBe('随时可能到达')
		expect(countdown(next(-90_000, -60_000, -30_000))).toBe('已过预计时段')
	})
})

describe('a vehicle handed to the stop page', () => {
	const blank = () => ({ plate: '', plateClass: '02', address: '', road: 'urban', officer2: null, told: false, stage: 'act' }) as unknown as Stop
	it('is taken once, and writes over nothing that was begun', () => {
		hand({ plate: '鲁C12345', plateClass: '01', address: '马尚站', road: 'main_road', officer2: 7 })
		const stop = blank(), other = blank()
		expect(takeHanded(stop)).toBe(true)
		expect(stop).toMatchObject({ plate: '鲁C12345', plateClass: '01', address: '马尚站', road: 'urban', officer2: 7, stage: 'place' })
		expect(takeHanded(other)).toBe(false)
		hand({ plate: '鲁C12346', plateClass: '', address: '', road: 'highway', officer2: null })
		other.plate = '鲁C99999'
		expect(takeHanded(other)).toBe(false)
		expect(other.plate).toBe('鲁C99999')
	})
})
