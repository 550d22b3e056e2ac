// SPDX-License-Identifier: Apache-2.0
// The duty room: at 08:00 yesterday's is handed over with everything that is open in it, signed by both; a shift is swapped and a
// patrol signed on, both on a phone of 390 px.
import { choose } from './org.mjs'
import { chip, dialog, step, take } from './repair.mjs'
import { settled } from './house.mjs'

const DAY = 864e5, HOUR = 36e5
const over = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
async function must(c, path, body, want = 201) {
	const a = await c.post(path, body)
	if (a.status !== want) throw new Error(`${path}: ${a.status} ${a.text.slice(0, 300)}`)
	return a.json
}
const incident = (c, unit, address) => must(c, 'incidents', { unit, kind: 'obstacle', source: 'other', priority: 2, called_at: new Date(Date.now() - 60_000).toISOString(), address, what: '掉落物' })

/** What the server says is open there, by record. */
async function open(c, unit) {
	const all = {}
	for (const [plural, record, query] of [['incidents', 'incident', 'state.in=open,ordered,dealt'], ['receipts', 'receipt', 'state.in=waiting,urgent'], ['repair_orders', 'repair_order', 'state.in=open,accepted,repaired'],
		['patrols', 'patrol', 'state.in=free,committed,busy'], ['recorder_issues', 'recorder_issue', 'state.in=out,returned'], ['findings', 'finding', 'state.in=open,acknowledged']]) {
		all[record] = (await c.get(`${plural}?unit=${unit}&${query}&limit=200`)).json.items.map(r => r.id)
	}
	return all
}

async function handover(s) {
	const early = await s.as('duty@zhangdian-1'), unit = (await early.get('session')).json.person.unit
	const jam = await incident(early, unit, '世纪路与人民路口')
	const eight = Math.floor((Date.now() + 8 * HOUR) / DAY) * DAY + DAY	// 08:00 of tomorrow in Beijing
	await must(await s.as('sysadmin@detachment'), 'clock', { now: new Date(eight).toISOString() }, 200)
	const c = await s.as('duty@zhangdian-1')
	const giver = await s.window('duty@zhangdian-1')
	await giver.open('/duty-room')
	await giver.getByRole('region', { name: '此刻在班' }).getByText('中队值班室').waitFor()
	await giver.getByRole('region', { name: '警情' }).getByText('世纪路与人民路口').waitFor()
	s.ok(/08:0\d/.test(await giver.locator('.page-head .time').innerText()), 'it is eight in the morning', await giver.locator('.page-head .time').innerText())
	await giver.shot('duty-room')
	await giver.keyboard.press('h')
	await giver.locator('.sheet').waitFor()
	const id = Number(/handovers\/(\d+)/.exec(giver.url())[1])
	const before = (await c.get(`handovers/${id}`)).json
	s.ok(before.shift_date === new Date(eight - DAY + 8 * HOUR).toISOString().slice(0, 10) && before.state === 'draft', 'one key opens yesterday\'s sheet', before.shift_date)
	await take(giver, '交班签名')
	await giver.locator('.sheet a', { hasText: '世纪路与人民路口' }).waitFor()
	const is = await open(c, unit), sheet = (await c.get(`handovers/${id}`)).json
	const lacks = Object.entries(is).flatMap(([record, ids]) => ids.slice(0, 200).filter(x => !sheet.item.some(i => i.record === record && (i.row === x || !i.row))).map(x => `${record} ${x}`))
	s.ok(Object.values(is).flat().length >= 4 && !lacks.length, 'everything that is open in the unit is on it', `${lacks} of ${JSON.stringify(is)}`)
	const text = await giver.locator('.sheet').innerText()
	s.ok(['警情', '签收', '警力', '维修工单'].every(w => text.includes(w)), 'by kind', text.slice(0, 400))

	await must(c, `incidents/${jam.id}/close`, { closing_code: 'handled', outcome: '已清除' }, 200)
	await incident(c, unit, '昌国路匝道')
	const taker = await s.window('duty2@zhangdian-1')
	await taker.open(`/handovers/${id}`)
	await take(taker, '比对变化')
	const since = taker.locator('.sheet tr', { hasText: '交班以来' })
	await since.getByText('昌国路匝道').waitFor()
	s.ok(/已了结[\s\S]*世纪路/.test(await since.innerText()) && /新增[\s\S]*昌国路/.test(await since.innerText()), 'the successor sees what changed since it was given', await since.innerText())
	await step(taker, '接班签名').click()
	await dialog(taker).getByLabel('接班意见').fill('已逐项核对')
	await dialog(taker).getByRole('button', { name: '接班签名' }).click()
	await dialog(taker).waitFor({ state: 'detached' })
	const signed = await taker.locator('.sheet .sign').innerText()
	const row = (await c.get(`handovers/${id}`)).json
	s.ok(row.state === 'taken' && row.given_by !== row.taken_by && /模拟马尚勤务值班[\s\S]*模拟马尚勤务值班2/.test(signed), 'it is signed twice, by two', signed)
	await taker.shot('duty-handover')
}

async function swap(s) {
	const c = await s.as('duty@zhangdian-1'), me = (await c.get('session')).json.person
	const list = (await c.get(`duty_entries?sergeant=${me.id}&starts_at.gte=${encodeURIComponent(new Date(Date.now() + DAY).toISOString())}&sort=starts_at&limit=1`)).json.items
	const [asks, agrees, approves] = [await s.window('duty@zhangdian-1', { size: 'phone' }), await s.window('duty2@zhangdian-1', { size: 'phone' }), await s.window('leader@zhangdian-1')]
	await asks.open(`/duty-swaps/new?entry=${list[0].id}`)
	await choose(asks.getByRole('combobox', { name: '替班人' }), '马尚', '勤务值班2')
	await asks.getByLabel('事由').fill('家中有事')
	s.ok(await over(asks) === 0, 'on a phone nothing scrolls sideways')
	await asks.getByRole('button', { name: '提交' }).tap()
	await asks.locator('.detail-head .chip', { hasText: '待对方同意' }).waitFor()
	const id = Number(/duty-swaps\/(\d+)/.exec(asks.url())[1])
	await agrees.open(`/duty-swaps/${id}`)
	await take(agrees, '同意')
	await approves.open(`/duty-swaps/${id}`)
	await take(approves, '批准')
	s.ok(await chip(approves) === '已换班', 'asked, agreed, approved by three persons', await chip(approves))
	await approves.open(`/rosters/${list[0].roster}`)
	const cell = approves.locator('.board tbody tr', { hasText: '中队值班室' }).locator('td').nth((Date.parse(list[0].day) - Date.parse((await c.get(`rosters/${list[0].roster}`)).json.from_day)) / DAY)
	await cell.getByText('模拟马尚勤务值班2').waitFor()
	s.ok(true, 'the board has the other name')
	await approves.locator('.board td[tabindex="0"]').focus()
	await approves.keyboard.press('ArrowDown')
	await approves.keyboard.press('ArrowRight')
	s.ok(await approves.evaluate(() => document.activeElement?.dataset.at) === '1.1', 'arrows move over the board', await approves.evaluate(() => document.activeElement?.dataset.at))
	await approves.keyboard.press('Enter')
	await approves.waitForURL(/duty-entries\/\d+/)
	s.ok(true, 'and Enter opens the entry')
}

async function signOn(s) {
	const page = await s.window('officer@zhangdian-2', { size: 'phone' })
	await page.open('/sign-on')
	s.ok(await over(page) === 0, 'on a phone nothing scrolls sideways')
	await page.getByLabel('呼号').fill('试铁骑9')
	await page.getByLabel('种类').selectOption('motorcycle')
	await choose(page.getByRole('combobox', { name: '警车' }), '模拟B03')
	const go = page.getByRole('button', { name: '上岗', exact: true })
	await go.tap()
	await page.getByText(/缺 \d+ 项应配装备/).waitFor()
	s.ok(await page.getByText(/制式头盔/).count() > 0, 'what is not there is warned of (执勤执法工作规范 26, 28)')
	await go.tap()
	await page.locator('.fault', { hasText: '公路执勤不得少于两名交通警察' }).waitFor()
	s.ok(true, 'one officer alone on a highway is refused with the article (违法行为处理程序规定 7)')
	await choose(page.getByRole('combobox', { name: '组员 2', exact: true }), '南定民警2')
	await page.getByRole('button', { name: '应配装备齐全' }).tap()
	await go.tap()
	await page.getByRole('heading', { name: '我在岗', level: 1 }).waitFor()
	await settled(page)
	const c = await s.as('officer@zhangdian-2')
	const mine = (await c.get(`patrols?call_sign=${encodeURIComponent('试铁骑9')}&state=free`)).json.items
	s.ok(mine.length === 1 && (await c.get(`patrols/${mine[0].id}`)).json.crew.length === 2, 'the patrol is on duty with both', mine)
	await page.shot('duty-sign-on')
	await page.getByRole('button', { name: '下岗', exact: true }).tap()
	await page.getByRole('button', { name: '全组下岗' }).tap()
	await page.getByRole('heading', { name: '我上岗', level: 1 }).waitFor()
	s.ok((await c.get(`patrols/${mine[0].id}`)).json.state === 'off' && (await c.get('duty_attendances?state=on&call_sign=' + encodeURIComponent('试铁骑9'))).json.items.length === 0, 'and signs off as a whole')
}

export const stories = [
	{ name: 'a shift is swapped on phones', run: swap }, { name: 'a patrol signs on by phone', run: signOn, loud: /409|422/ },
	{ name: 'the duty room is handed over at eight', run: handover, alone: true, clock: true, loud: /401|EventSource|ERR_/ },
]
