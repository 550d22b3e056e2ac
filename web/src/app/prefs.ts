// SPDX-License-Identifier: Apache-2.0
// What a person chose for this machine: language, theme, width of the rail. Nothing of it is about a case.
import { ref, watch } from 'vue'
import { lang, type Lang } from '@/kit/text'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'
const KEY = 'luan.prefs'
interface Stored { theme?: Theme; lang?: Lang; narrow?: boolean }
function stored(): Stored {
	try { return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Stored } catch { return {} }
}
const first = stored()
export const theme = ref<Theme>(first.theme ?? 'system')
export const narrow = ref(first.narrow ?? false)
lang.value = first.lang ?? (navigator.language?.toLowerCase().startsWith('zh') || !navigator.language ? 'zh' : 'en')

const dark = window.matchMedia?.('(prefers-color-scheme: dark)')
function apply(): void {
	const root = document.documentElement
	root.dataset.theme = theme.value === 'system' ? (dark?.matches ? 'dark' : 'light') : theme.value
	root.lang = lang.value === 'zh' ? 'zh-CN' : 'en'
}
export function startPrefs(): void {
	dark?.addEventListener?.('change', apply)
	// What is chosen in one window holds in the others at once.
	window.addEventListener('storage', e => {
		if (e.key !== KEY) return
		const now = stored()
		theme.value = now.theme ?? theme.value
		lang.value = now.lang ?? lang.value
		narrow.value = now.narrow ?? narrow.value
	})
	watch([theme, lang, narrow], () => {
		apply()
		localStorage.setItem(KEY, JSON.stringify({ theme: theme.value, lang: lang.value, narrow: narrow.value }))
	}, { immediate: true })
}
