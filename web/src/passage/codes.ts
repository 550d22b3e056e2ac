// SPDX-License-Identifier: Apache-2.0
// The codes a search may name, as GA/T 16.7 (classes of plates), GA/T 1400.3 (ColorType) and GA/T 16.4 (types) write them.
import { t } from '@/kit/text'

export const CLASSES: [number, string][] = [[1, '大型汽车|Large vehicle'], [2, '小型汽车|Small vehicle'], [3, '使馆汽车|Embassy'], [4, '领馆汽车|Consulate'], [6, '外籍汽车|Foreign'], [7, '普通摩托车|Motorcycle'], [8, '轻便摩托车|Moped'], [13, '低速车|Low-speed vehicle'], [15, '挂车|Trailer'], [16, '教练汽车|Driving school'], [20, '临时入境汽车|Temporary entry'], [22, '临时行驶车|Temporary'], [23, '警用汽车|Police'], [26, '香港入出境车|Hong Kong'], [27, '澳门入出境车|Macao'], [31, '武警号牌|Armed police'], [32, '军队号牌|Military'], [51, '大型新能源汽车|Large, new energy'], [52, '小型新能源汽车|Small, new energy']]
export const COLOURS: [number, string][] = [[1, '黑|Black'], [2, '白|White'], [3, '灰|Grey'], [4, '红|Red'], [5, '蓝|Blue'], [6, '黄|Yellow'], [7, '橙|Orange'], [8, '棕|Brown'], [9, '绿|Green'], [10, '紫|Purple'], [11, '青|Cyan'], [12, '粉|Pink'], [13, '透明|Clear'], [99, '其他|Other']]
export const TYPES: [string, string][] = [['K11', '大型普通客车|Large bus'], ['K21', '中型普通客车|Medium bus'], ['K31', '小型普通客车|Small bus'], ['K33', '小型轿车|Car'], ['K32', '小型越野客车|Off-road car'], ['H11', '重型普通货车|Heavy lorry'], ['H21', '中型普通货车|Medium lorry'], ['H31', '轻型普通货车|Light lorry'], ['Q11', '重型半挂牵引车|Tractor'], ['M11', '普通正三轮摩托车|Tricycle'], ['M21', '普通二轮摩托车|Motorcycle'], ['Z11', '大型专项作业车|Large special vehicle'], ['B11', '重型普通半挂车|Semi-trailer']]
export const DIRECTIONS: [number, string][] = [[1, '西向东|West to east'], [2, '东向西|East to west'], [3, '北向南|North to south'], [4, '南向北|South to north'], [5, '西南向东北|South-west to north-east'], [6, '东北向西南|North-east to south-west'], [7, '西北向东南|North-west to south-east'], [8, '东南向西北|South-east to north-west'], [9, '其他|Other']]

const find = (list: readonly [number | string, string][], code: unknown): string => { const hit = list.find(([c]) => String(c) === String(code).replace(/^0+(?=\d)/, '')); return hit ? t(hit[1]) : '' }
export const classWord = (code: unknown): string => (code == null || code === '' ? '' : find(CLASSES, code) || String(code))
export const typeWord = (code: unknown): string => (code == null || code === '' ? '' : find(TYPES, code) || String(code))
export const directionWord = (code: unknown): string => (code == null || code === '' || Number(code) === 0 ? '' : find(DIRECTIONS, code) || String(code))
