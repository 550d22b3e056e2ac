// SPDX-License-Identifier: Apache-2.0
// Believable rows for the mock, the same on every start: a seeded sequence and words of the trade.
import type { Field, Row } from '../src/engine/types.ts'

let seed = 20261123
export function random(): number {
	seed = (seed * 1103515245 + 12345) & 0x7fffffff
	return seed / 0x7fffffff
}
export const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]
export const between = (a: number, b: number): number => a + Math.floor(random() * (b - a + 1))
export const NOW = Date.now()
export const iso = (ms: number): string => new Date(ms).toISOString()
export const day = (ms: number): string => new Date(ms + 8 * 3600_000).toISOString().slice(0, 10)

export const BRIGADES = ['张店', '淄川', '博山', '周村', '临淄', '桓台', '高青', '沂源', '高新区', '文昌湖']
export const TOWNS = ['马尚', '房镇', '南定', '湖田', '双杨', '寨里', '罗村', '域城', '八陡', '王村', '北郊', '金岭', '凤凰', '齐都', '起凤', '马桥', '唐坊', '田镇', '南麻', '悦庄', '四宝山', '卫固', '萌水', '商家']
const ROADS = ['人民西路', '柳泉路', '共青团路', '金晶大道', '昌国路', 'G309', 'S235', 'G205', '西六路', '中润大道', '鲁山大道', '张辛路']
const FAMILY = ['王', '李', '张', '刘', '陈', '杨', '赵', '孙', '周', '吴', '徐', '高']
const GIVEN = ['建国', '志强', '晓东', '海燕', '文静', '立军', '思远', '雪梅', '国栋', '明哲', '玉兰', '振华', '一鸣', '春雷']
export const name = (): string => pick(FAMILY) + pick(GIVEN)
const WHATS = ['画面全黑，疑似断电', '抓拍时间比标准时间慢 47 秒', '镜头偏向绿化带，看不到停止线', '夜间补光灯不亮，号牌无法识别', '立杆被货车撞歪，电缆外露', '连续 6 小时离线', '识别率由 97% 降到 61%', '机箱进水，网络时断时续']
const SUBJECTS = ['关于做好寒潮大雾天气交通安全防范的紧急通知', '“逢十”酒驾集中整治行动部署', '执法记录仪佩戴情况通报', '冬季恶劣天气勤务安排', '全市卡口设备时钟校准工作的通知', '典型事故案例警示教育']
const LONG = '按照统一部署，各单位要迅速传达到每一名民警、辅警，明确责任人和完成时限。\n一、加强路面巡逻，重点路段定点值守。\n二、及时发布路况提示，必要时采取临时交通管制。\n三、值班领导在岗带班，重要情况半小时内报告。'
const BEHAVIOURS = ['驾驶机动车违反道路交通信号灯通行的', '驾驶中型以上载客载货汽车、校车、危险物品运输车辆以外的其他机动车行驶超过规定时速20%以上未达到50%的', '机动车违反规定停放、临时停车，妨碍其他车辆、行人通行的', '饮酒后驾驶机动车的', '驾驶机动车时拨打接听手持电话的', '机动车逆向行驶的', '驾驶人未按规定使用安全带的', '机动车不避让盲人的']

/** A point of the city, thicker towards the middle. */
export function place(centre: [number, number] = [118.05, 36.81], spread = 0.28): [number, number] {
	const r = () => (random() + random() + random() - 1.5) / 1.5
	return [+(centre[0] + r() * spread * 1.3).toFixed(6), +(centre[1] + r() * spread).toFixed(6)]
}
const SPECIAL: Record<string, (n: number, f: Field) => unknown> = {
	'device.name': () => `${pick(ROADS)}与${pick(ROADS)}路口${pick(['东', '西', '南', '北'])}向${pick(['电子警察', '卡口', '视频', '信号机'])}`,
	'device.code': n => `3703${String(100000 + n)}${between(10, 99)}`,
	'device.road': () => pick(ROADS), 'device.address': () => `${pick(BRIGADES)}区${pick(ROADS)}`, 'device.junction': () => `${pick(ROADS)}与${pick(ROADS)}路口`,
	'device.place': () => place(), 'device.maker': () => pick(['海信网络', '海康威视', '大华', '宇视', '莱斯']), 'device.verified_until': () => day(NOW + between(-40, 300) * 86_400_000),
	'repair_order.what': () => pick(WHATS), 'repair_order.done': () => '更换电源模块，重新对时，试运行 2 小时正常。', 'repair_order.contact': () => `${name()} 138****${between(1000, 9999)}`,
	'notice.subject': () => pick(SUBJECTS), 'notice.body': () => LONG, 'receipt.subject': () => pick(SUBJECTS), 'receipt.reply': () => '已传达，全员签字。',
	'handover.situation': () => '接处警 17 起，事故 3 起（轻微），无人员伤亡。查处酒驾 2 起。', 'handover.orders': () => '雾天加强 G309 沿线巡逻，每两小时报路况一次。', 'handover.equipment': () => '警车 3 辆、执法记录仪 8 台、酒精检测仪 2 台，完好。',
	'person.name': name, 'person.user': n => `user${n}`, 'person.police_no': n => String(30000 + n), 'person.post': () => pick(['路面执勤', '事故处理', '内勤', '指挥调度', '设备管理', '中队长']), 'person.phone': () => `138****${between(1000, 9999)}`, 'person.id_number': () => '3703**********1234',
	'violation_code.code': n => String(1001 + n * 7), 'violation_code.behaviour': () => pick(BEHAVIOURS), 'violation_code.basis': () => `道路交通安全法${between(26, 70)}、90`, 'violation_code.points': () => pick([0, 1, 3, 6, 9, 12]), 'violation_code.region': () => null,
	'violation_code.fine_min': () => pick([2000, 5000, 10000]), 'violation_code.fine_max': () => pick([20000, 50000, 200000]), 'violation_code.fine_default': () => pick([5000, 10000, 20000]), 'violation_code.replaces': () => null,
	'finding.what': () => pick(['设备故障超过 24 小时未报修', '检定过期的测速设备仍在使用', '紧急授权未复核', '通知逾期未签收', '维修工单超期']), 'finding.rule': () => pick(['device_faulty_no_order', 'speed_camera_unverified', 'notice_unsigned']), 'finding.note': () => '首次发现于早 6 点，至今未处理。', 'finding.about': () => pick(['device', 'repair_order', 'notice']), 'finding.about_row': () => between(1, 40), 'finding.owner': () => pick(['device', 'duty', 'leader']), 'finding.what_en': () => 'Device faulty for more than a day without an order', 'finding.source': () => '科技设施管理规定 12',
	'break_glass.purpose': () => '重大事故现场需紧急查询车辆轨迹，授权流程来不及完成。', 'grant.purpose': () => '岗位调整，按支队任命文件授权。', 'setting.name': () => pick(['无操作自动退出', '会话最长时间', '账号闲置锁定天数']),
}
export function value(record: string, f: Field, n: number, refs: (record: string) => number | null): unknown {
	const own = SPECIAL[`${record}.${f.name}`]
	if (own) return own(n, f)
	if (!f.flags.req && random() < 0.25) return null
	switch (f.kind) {
	case 'int': return between(Math.max(0, f.min ?? 0), Math.min(f.max ?? 100, (f.min ?? 0) + 60))
	case 'bool': return random() < 0.3
	case 'time': return iso(NOW - between(0, 20 * 86400) * 1000)
	case 'date': return day(NOW - between(0, 900) * 86_400_000)
	case 'choice': return pick(f.choices ?? []).name
	case 'ref': return refs(f.ref!)
	case 'point': return place()
	default: return f.flags.long ? LONG.slice(0, 60) : `${f.title}${n + 1}`
	}
}
export const mask = (v: unknown): string => { const s = String(v); return s.includes('*') ? s : `${s.slice(0, 1)}${'*'.repeat(Math.max(2, Math.min(8, s.length - 1)))}` }
export type Table = Map<number, Row>
