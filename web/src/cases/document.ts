// SPDX-License-Identifier: Apache-2.0
// What a page knows of a document's form: the papers that it may have, whether there is anything to put on the file's copy.
import type { Row } from '@/engine/types'

export interface Form { type: string; papers: string[] }
const titles: Record<string, string> = { a4: 'A4', mm80: '80 毫米小票|80 mm receipt', mm58: '58 毫米小票|58 mm receipt' }
export const papersOf = (forms: readonly Form[], row: Row): { name: string; title: string }[] =>
	(forms.find(f => f.type === row.type)?.papers ?? []).map(name => ({ name, title: titles[name] ?? name }))
export const noted = (row: Row): boolean => !!(row.seal || row.signature || row.served_at)
