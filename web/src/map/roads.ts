// SPDX-License-Identifier: Apache-2.0
// The levels of the road state: word, colour and pattern. GB/T 33171-2016 has five; nothing known is said as such.
import type { Look } from '@/engine/types'

export const LEVEL_NAMES = ['smooth', 'steady', 'slow', 'congested', 'jam', 'plain'] as const
export type Level = typeof LEVEL_NAMES[number]
export interface LevelLook { word: string; look: Look; colour: string; width: number; dash?: number[]; core?: number[] }
export const LEVELS: Record<Level, LevelLook> = {
	smooth: { word: '畅通|Smooth', look: 'normal', colour: '--normal-mark', width: 3.5 },
	steady: { word: '基本畅通|Steady', look: 'normal', colour: '--normal-mark', width: 5, core: [6, 6] },
	slow: { word: '轻度拥堵|Slow', look: 'attention', colour: '--attention-mark', width: 5, dash: [14, 4] },
	congested: { word: '中度拥堵|Congested', look: 'alarm', colour: '--alarm-mark', width: 5, dash: [7, 4] },
	jam: { word: '严重拥堵|Jammed', look: 'alarm', colour: '--alarm-mark', width: 8, core: [3, 5] },
	plain: { word: '无数据|Nothing known', look: 'idle', colour: '--link', width: 4 },
}
