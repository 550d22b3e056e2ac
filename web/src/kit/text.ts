// SPDX-License-Identifier: Apache-2.0
// Words. A text of the screens is written once as "中文|English"; a thing of the model brings both titles.
import { ref } from 'vue'

export type Lang = 'zh' | 'en'
export const lang = ref<Lang>('zh')

function half(text: string, which: Lang): string {
	const bar = text.indexOf('|')
	return bar < 0 ? text : which === 'zh' ? text.slice(0, bar) : text.slice(bar + 1)
}

/** The half of "中文|English" that the reader wants, with {name} filled in. */
export function t(text: string, args?: Record<string, string | number>): string {
	let out = half(text, lang.value)
	if (args) for (const key in args) out = out.replaceAll(`{${key}}`, String(args[key]))
	return out
}

export const both = (zh?: string | null, en?: string | null): string => (lang.value === 'en' && en ? en : (zh ?? en ?? ''))

/** The title of a thing of the model or of an answer. */
export const title = (thing: { title: string; titleEn?: string | null; title_en?: string | null }): string =>
	both(half(thing.title, 'zh'), thing.titleEn ?? thing.title_en ?? half(thing.title, 'en'))

/** A text of the data that itself brings both halves, as the names of settings do; others stay as they are. */
export const told = (text: string): string => (/^[^|]*[\u4e00-\u9fff][^|]*\|[\x20-\x7e]+$/.test(text) ? t(text) : text)

export function number(n: number, digits?: number): string {
	return n.toLocaleString('en-US', digits == null ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
export function percent(rate: number | null | undefined): string {
	if (rate == null || !Number.isFinite(rate)) return '–'
	return `${rate > 0 ? '+' : ''}${(rate * 100).toFixed(1)}%`
}
export function bytes(n: number): string {
	if (n < 1024) return `${n} B`
	if (n < 1024 ** 2) return `${(n / 1024).toFixed(n < 10240 ? 1 : 0)} KB`
	return n < 1024 ** 3 ? `${(n / 1024 ** 2).toFixed(1)} MB` : `${(n / 1024 ** 3).toFixed(1)} GB`
}
