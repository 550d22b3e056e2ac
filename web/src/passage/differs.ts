// SPDX-License-Identifier: Apache-2.0
// What was read against what is known: the same, another, or not to be said.
export type Verdict = 'same' | 'differs' | 'open'
export function compare(seen: string, known: string): Verdict {
	if (!seen || !known || /[*?]/.test(known) || /[*?]/.test(seen)) return 'open'
	const [a, b] = [seen, known].map(x => x.replace(/[·.\s]/g, ''))
	return a === b || a.includes(b) || b.includes(a) ? 'same' : 'differs'
}
