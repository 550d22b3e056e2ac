// SPDX-License-Identifier: Apache-2.0
// The keys of the page in front: a page says what it listens to, and `?` shows it.
import { onBeforeUnmount, onMounted, reactive } from 'vue'

export interface Key { keys: string; title: string; run?: (e: KeyboardEvent) => void }
interface Layer { title: string; keys: Key[] }
export const layers = reactive<Layer[]>([])

const typing = (e: KeyboardEvent) => {
	const at = e.target as HTMLElement | null
	return !!at?.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=tree]')
}
export const inDialog = (): boolean => !!document.querySelector('dialog[open]')

/** Single keys work only where nobody is typing; "Ctrl+Enter" works everywhere. */
export function useKeys(title: string, keys: Key[]): void {
	const layer: Layer = { title, keys }
	let pending = ''
	let timer: ReturnType<typeof setTimeout> | undefined
	function listen(e: KeyboardEvent) {
		if (e.isComposing || e.altKey || e.metaKey) return
		const ctrl = e.ctrlKey ? 'Ctrl+' : ''
		const name = ctrl + e.key
		if (!ctrl && (typing(e) || inDialog())) return
		const chord = pending ? `${pending} ${name}` : name
		const hit = keys.find(k => k.run && (k.keys === chord || k.keys === name))
		clearTimeout(timer)
		pending = ''
		if (hit) { e.preventDefault(); hit.run!(e); return }
		if (keys.some(k => k.keys.startsWith(`${name} `))) {
			pending = name
			timer = setTimeout(() => { pending = '' }, 800)
		}
	}
	onMounted(() => { layers.push(layer); document.addEventListener('keydown', listen) })
	onBeforeUnmount(() => {
		const at = layers.findIndex(l => l.title === title)
		if (at >= 0) layers.splice(at, 1)
		document.removeEventListener('keydown', listen)
	})
}
