// SPDX-License-Identifier: Apache-2.0
// The rows of screens say only what the pages know; a renamed field on a page is found here.
import { describe, expect, it } from 'vitest'
import { field, filterable, records } from '@/engine/model'
import { screens } from '@/engine/screen'
import '@/screens'
import { t, lang } from '@/kit/text'
import { icons } from '@/kit/icons'

describe('screens', () => {
	it('have addresses of their own', () => expect(new Set(screens.map(s => s.path)).size).toBe(screens.length))
	it.each(screens.map(s => [s.path, s] as const))('%s agrees with its page', (_, s) => {
		expect(icons[s.icon]).toBeTruthy()
		if (!s.record) { expect(s.page).toBeTruthy(); return }
		const m = records[s.record]
		expect(m, s.record).toBeTruthy()
		for (const c of s.columns ?? []) expect(field(m, c), `${s.path}: column ${c}`).toBeTruthy()
		for (const c of s.told ?? []) expect(field(m, c) ?? m.parts.find(p => p.name === c), `${s.path}: told ${c}`).toBeTruthy()
		const names = filterable(m).map(f => f.name)
		for (const f of s.filters ?? []) expect(names, `${s.path}: filter`).toContain(f)
		for (const v of s.views ?? []) for (const [k, value] of Object.entries(v.query)) {
			if (k === 'sort') { expect(field(m, value.replace(/^-/, ''))).toBeTruthy(); continue }
			const f = field(m, k.split('.')[0])
			expect(names, `${s.path}: view ${v.title}`).toContain(k.split('.')[0])
			if (f?.kind === 'choice') for (const one of value.split(',')) expect(f.choices?.map(c => c.name), `${s.path}: ${k}`).toContain(one)
		}
	})
	it('every record has one', () => {
		const shown = new Set(screens.map(s => s.record))
		for (const m of Object.values(records)) expect(shown.has(m.name), m.name).toBe(true)
	})
	it('are named in both languages', () => {
		for (const s of screens) {
			lang.value = 'en'
			expect(t(s.title)).toMatch(/^[\x20-\x7e]+$/)
			lang.value = 'zh'
			expect(t(s.title)).not.toMatch(/\|/)
		}
	})
})
