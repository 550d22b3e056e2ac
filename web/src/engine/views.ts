// SPDX-License-Identifier: Apache-2.0
// Saved views: a name for an address's query, kept on this machine per person. Never personal data: an address has none.
import { ref } from 'vue'

export interface Saved { name: string; query: Record<string, string> }
const key = (person: number, record: string) => `luan.views.${person}.${record}`

function read(person: number, record: string): Saved[] {
	try {
		const list = JSON.parse(localStorage.getItem(key(person, record)) ?? '[]') as Saved[]
		return Array.isArray(list) ? list.filter(v => typeof v.name === 'string' && v.query && typeof v.query === 'object') : []
	} catch { return [] }
}
export function useSaved(person: number, record: string) {
	const saved = ref(read(person, record))
	const write = () => localStorage.setItem(key(person, record), JSON.stringify(saved.value))
	return {
		saved,
		add(name: string, query: Record<string, string>) {
			saved.value = [...saved.value.filter(v => v.name !== name), { name, query }].slice(-20)
			write()
		},
		drop(name: string) { saved.value = saved.value.filter(v => v.name !== name); write() },
	}
}
export const sameQuery = (a: Record<string, string>, b: Record<string, string>): boolean =>
	JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())
