// SPDX-License-Identifier: Apache-2.0
// Rows of another record that belong to the one on the page; followed live.
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { get } from './api'
import { onChange } from './live'
import { records } from './model'
import type { Page, Row } from './types'

export function useRelated(record: string, query: () => Record<string, string | number>) {
	const rows = shallowRef<Row[] | null>(null)
	const failed = ref(false)
	async function load() {
		try {
			rows.value = (await get<Page>(records[record].plural, { limit: 200, ...query() })).items
			failed.value = false
		} catch { failed.value = true }
	}
	let timer: ReturnType<typeof setTimeout> | undefined
	const off = onChange(e => { if (e.record === record) { clearTimeout(timer); timer = setTimeout(() => void load(), 500) } })
	onBeforeUnmount(() => { off(); clearTimeout(timer) })
	void load()
	return { rows, failed, load }
}
