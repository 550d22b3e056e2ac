// SPDX-License-Identifier: Apache-2.0
// Every text of the screens is written in both languages, fills the same blanks, and has no exclamation mark.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { csv } from '@/kit/csv'
import { options } from '@/kit/chart'
import { date, moment, parseDate, parseMoment, span } from '@/kit/time'
import { bytes, lang, percent } from '@/kit/text'

const files = (dir: string): string[] => readdirSync(dir, { withFileTypes: true }).flatMap(e => (e.isDirectory() ? files(join(dir, e.name)) : /\.(vue|ts)$/.test(e.name) && !dir.endsWith('gen') ? [join(dir, e.name)] : []))
const TEXT = /\bt\((['"`])((?:(?!\1).)+)\1/g
const blanks = (s: string) => [...s.matchAll(/\{(\w+)\}/g)].map(m => m[1])

describe('texts', () => {
	const all = files('src').flatMap(f => [...readFileSync(f, 'utf8').matchAll(TEXT)].map(m => ({ f, text: m[2] }))).filter(x => !x.text.includes('${'))
	it('are many', () => expect(all.length).toBeGreaterThan(300))
	it('stand in both languages', () => {
		const bad = all.filter(x => { const [zh, en] = x.text.split('|'); return !zh || !en || /[\u4e00-\u9fff]/.test(en.replace('切换为中文', '')) })
		expect(bad).toEqual([])
	})
	it('use only blanks that exist on the other side', () => {
		expect(all.filter(x => { const [zh, en] = x.text.split('|'); return blanks(en).some(b => !blanks(zh).includes(b)) && !x.text.includes('{d}|: {e}') })).toEqual([])
	})
	it('do not shout', () => expect(all.filter(x => /[!！]/.test(x.text))).toEqual([]))
})
describe('time', () => {
	it('is Beijing time wherever the machine stands', () => {
		expect(moment('2019-11-30T16:30:00.000Z')).toBe('2019-12-01 00:30')
		expect(date('2019-11-30T16:30:00.000Z')).toBe('2019-12-01')
		expect(parseMoment('2019-12-01 00:30')).toBe('2019-11-30T16:30:00.000Z')
		expect(parseMoment('2019-12-01 24:00')).toBeNull()
		expect(parseDate('2020-02-29')).toBe('2020-02-29')
		expect(parseDate('2019-02-29')).toBeNull()
	})
	it('is said in its two largest units', () => {
		lang.value = 'zh'
		expect(span(26 * 3600_000)).toBe('1 天 2 小时')
		expect(span(5 * 86_400_000 + 3600_000)).toBe('5 天')
		lang.value = 'en'
		expect(span(61 * 60_000)).toBe('1 h 1 min')
	})
})
describe('files for a spreadsheet', () => {
	it('do not become formulas', () => {
		const text = csv([['=1+1', '@x', '-8.3%', 'a,"b"']])
		expect(text).toBe('\ufeff\'=1+1,\'@x,-8.3%,"a,""b"""\r\n')
	})
})
describe('figures', () => {
	it('have a sign and a unit', () => {
		expect(percent(0.083)).toBe('+8.3%')
		expect(percent(null)).toBe('–')
		expect(bytes(1_572_864)).toBe('1.5 MB')
	})
	it('bars begin at zero', () => {
		const o = options({ kind: 'bar', labels: ['a'], series: [{ name: 'n', values: [9] }] }, 600) as { xAxis: { min: number } }
		expect(o.xAxis.min).toBe(0)
	})
})
