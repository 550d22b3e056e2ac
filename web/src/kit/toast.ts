// SPDX-License-Identifier: Apache-2.0
// Short words about what just happened, with ten seconds to take it back where it can be taken back.
import { reactive } from 'vue'

export interface Toast { id: number; text: string; look: 'normal' | 'alarm' | 'idle'; undo?: () => void }
export const toasts = reactive<Toast[]>([])
let next = 1

export function dismiss(id: number): void {
	const at = toasts.findIndex(x => x.id === id)
	if (at >= 0) toasts.splice(at, 1)
}
export function toast(text: string, look: Toast['look'] = 'normal', undo?: () => void): void {
	const id = next++
	toasts.push({ id, text, look, undo })
	if (toasts.length > 4) toasts.shift()
	setTimeout(() => dismiss(id), undo || look === 'alarm' ? 10_000 : 4000)
}
/** Does it after ten seconds unless the person takes it back. */
export function later(text: string, act: () => void): void {
	const timer = setTimeout(act, 10_000)
	toast(text, 'idle', () => clearTimeout(timer))
}
