// SPDX-License-Identifier: Apache-2.0
// CSV out of the screen (with the mark that Excel needs) and a file's way to the disk.

/** A cell that a spreadsheet would take for a formula is quoted with an apostrophe. */
export function cell(value: unknown): string {
	let text = value == null ? '' : String(value)
	if (/^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?%?$/.test(text)) text = `'${text}`
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
export const csv = (rows: unknown[][]): string => '\ufeff' + rows.map(row => row.map(cell).join(',')).join('\r\n') + '\r\n'

export function save(name: string, content: Blob | string, type = 'text/csv;charset=utf-8'): void {
	const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content)
	const link = document.createElement('a')
	link.href = url
	link.download = name
	link.click()
	setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
