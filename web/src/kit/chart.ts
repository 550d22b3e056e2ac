// SPDX-License-Identifier: Apache-2.0
// What a chart says, without saying how it is drawn: direct labels, bars from zero, the period before as a thin line.
import { number } from './text'

export interface Series { name: string; values: (number | null)[]; before?: boolean }
export interface ChartData { kind: 'bar' | 'line'; labels: string[]; series: Series[]; unit?: string }

const css = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

export function options(d: ChartData, width: number): Record<string, unknown> {
	const text = css('--text-2'), strong = css('--text'), line = css('--line'), accent = css('--link'), grey = css('--control-line'), font = css('--font')
	const lying = d.kind === 'bar' && d.labels.length > 0
	const main = d.series.filter(s => !s.before)
	const gaps = d.series.some(s => s.values.includes(null))	// a label cannot travel along a line that is broken
	const shades = [accent, grey, css('--text-3')]
	const category = { type: 'category', data: d.labels, inverse: lying, axisTick: { show: false }, axisLine: { show: !lying, lineStyle: { color: line } }, axisLabel: { color: strong, fontSize: 12, fontFamily: font, ...(lying ? { width: Math.max(72, width * 0.24), overflow: 'truncate' } : { hideOverlap: true }) } }
	const value = { type: 'value', min: 0, show: !lying, splitNumber: 3, splitLine: { lineStyle: { color: line } }, axisLabel: { color: text, fontSize: 12, fontFamily: font, formatter: (v: number) => number(v) } }
	return {
		animation: !gaps && !matchMedia('(prefers-reduced-motion: reduce)').matches, animationDuration: 250,
		textStyle: { fontFamily: font },
		grid: { left: 4, right: lying ? 64 : 56, top: lying ? 4 : 18, bottom: 4, containLabel: true },
		tooltip: { trigger: 'axis', axisPointer: { type: lying ? 'shadow' : 'line' }, backgroundColor: css('--raised'), borderColor: css('--line-strong'), textStyle: { color: strong, fontSize: 12 }, confine: true, valueFormatter: (v: number | null) => (v == null ? '–' : `${number(v)}${d.unit ? ` ${d.unit}` : ''}`) },
		xAxis: lying ? value : category, yAxis: lying ? category : value,
		series: d.series.map(s => {
			const at = main.indexOf(s)
			const colour = s.before ? grey : shades[at] ?? grey
			if (s.before && lying) return { name: s.name, type: 'bar', data: s.values, barWidth: 3, barGap: '30%', itemStyle: { color: grey } }
			if (s.before || d.kind === 'line') return { name: s.name, type: 'line', data: s.values, symbol: 'circle', showSymbol: d.labels.length < 16 || s.values.includes(null), symbolSize: s.before ? 3 : 5, lineStyle: { width: s.before ? 1 : 2, type: s.before ? 'dashed' : 'solid', color: colour }, itemStyle: { color: colour }, endLabel: { show: s.values.at(-1) != null, formatter: s.name, color: colour, fontSize: 12 } }
			return { name: s.name, type: 'bar', data: s.values, barMaxWidth: 18, barGap: '20%', itemStyle: { color: colour }, label: { show: true, position: 'right', color: strong, fontSize: 12, formatter: (p: { value: number | null }) => (p.value == null ? '' : number(p.value)) } }
		}),
	}
}
export const heightOf = (d: ChartData): number => (d.kind === 'line' ? 260 : Math.max(120, d.labels.length * (14 + 22 * d.series.filter(s => !s.before).length) + 16))
