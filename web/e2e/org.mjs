// SPDX-License-Identifier: Apache-2.0
// Notices with receipts, the handover of a shift, a grant asked for by one and approved by another.
import { chip, dialog, step, take } from './repair.mjs'

/** Types into a reference box and takes the first proposal that holds the word. */
export async function choose(box, word, text = word) {
	await box.click()
	await box.fill(word)
	const page = box.page()
	await page.getByRole('option').filter({ hasText: text }).first().click()
}

async function notice(s) {
	const [leader, duty] = [await s.window('leader@detachment'), await s.window('duty@zhangdian-1')]
	await leader.open('/notices/new')
	const subject = '关于冬至期间夜查安排的通知'
	await leader.getByLabel('标题').fill(subject)
	await leader.getByLabel('类别').selectOption('duty')
	await leader.getByLabel('正文').fill('各中队21时前完成到岗签到，执法记录仪全程开启。')
	for (const [i, name] of ['马尚', '南定'].entries()) {
		await leader.getByRole('button', { name: /添加|增加/ }).click()
		await choose(leader.getByRole('combobox', { name: `单位 ${i + 1}` }), name, `${name}中队`)
	}
	await leader.getByRole('button', { name: '提交' }).click()
	await leader.getByRole('heading', { name: subject, level: 1 }).waitFor()
	const id = Number(/notices\/(\d+)/.exec(leader.url())[1])
	s.ok(await chip(leader) === '草稿', 'a notice begins as a draft', await chip(leader))
	await take(leader, '发布')
	await leader.getByText('0 / 2 已签收').first().waitFor()
	s.ok(true, 'publishing it gives every addressed unit a receipt')
	const receipts = (await (await s.as('duty@zhangdian-1')).get(`receipts?notice=${id}`)).json.items
	s.ok(receipts.length === 1, 'a squadron sees its own receipt only', receipts.length)
	await duty.open(`/receipts/${receipts[0].id}`)
	await duty.getByText('执法记录仪全程开启').first().waitFor()
	s.ok(true, 'what is signed for is read first')
	await take(duty, '签收')
	await leader.getByText('1 / 2 已签收').first().waitFor()
	s.ok(/模拟马尚/.test(await leader.getByRole('region', { name: '签收情况' }).last().innerText()), 'the sender sees who signed, live', await leader.getByRole('region', { name: '签收情况' }).last().innerText())
	await leader.shot('notice')
}

async function handover(s) {
	const [giver, taker] = [await s.window('duty@zhangdian-1'), await s.window('duty2@zhangdian-1')]
	await giver.open('/handovers/new')
	await giver.getByLabel('值班日期').fill('2026-11-22')
	await giver.getByLabel('值班日期').press('Enter')
	await giver.getByLabel('夜班').check()
	await choose(giver.getByRole('combobox', { name: '值班领导' }), '马尚', '领导')
	await choose(giver.getByRole('combobox', { name: '接班人' }), '马尚', '勤务值班2')
	await giver.getByLabel('值班情况').fill('夜间平稳，两处占道施工已设警示。')
	await giver.getByLabel('领导指示').fill('早高峰前复查施工路段。')
	await giver.getByRole('button', { name: '提交' }).click()
	await giver.locator('.sheet').waitFor()
	const id = Number(/handovers\/(\d+)/.exec(giver.url())[1])
	await take(giver, '填入未结事项')
	await take(giver, '交班签名')
	s.ok(/模拟马尚/.test(await giver.locator('.sheet .sign').innerText()) && await chip(giver) === '待接班', 'the first signs the sheet', await giver.locator('.sheet .sign').innerText())
	s.ok(!await step(giver, '接班签名').isEnabled().catch(() => false), 'and cannot sign for the other')
	await taker.open(`/handovers/${id}`)
	await step(taker, '接班签名').click()
	await dialog(taker).getByLabel('接班意见').fill('情况清楚')
	await dialog(taker).getByRole('button', { name: '接班签名' }).click()
	await dialog(taker).waitFor({ state: 'detached' })
	const sheet = await taker.locator('.sheet').innerText()
	const row = (await (await s.as('duty@zhangdian-1')).get(`handovers/${id}`)).json
	s.ok(row.state === 'taken' && row.given_by !== row.taken_by && /勤务值班2/.test(sheet) && sheet.includes('情况清楚'), 'the second signs it over', sheet)
	await taker.shot('handover')
}

async function grant(s) {
	const [asks, approves] = [await s.window('leader@detachment'), await s.window('secadmin@detachment')]
	const who = (await (await s.as('secadmin@detachment')).get(`persons?user=${encodeURIComponent('officer2@zhangdian-1')}`)).json.items[0]
	await asks.open(`/grants/new?person=${who.id}`)
	await asks.getByRole('combobox', { name: '角色' }).selectOption('duty')
	await asks.getByLabel('授权事由').fill('轮值至勤务岗位')
	await choose(asks.getByRole('combobox', { name: '所属单位' }), '马尚')
	await asks.getByRole('button', { name: '提交' }).click()
	await asks.locator('.detail-head .chip', { hasText: '待批准' }).waitFor()
	const id = Number(/grants\/(\d+)/.exec(asks.url())[1])
	s.ok(await step(asks, '批准').count() === 0, 'who asks for a grant does not approve it')
	await approves.open(`/grants/${id}`)
	await take(approves, '批准')
	await asks.locator('.detail-head .chip', { hasText: '生效' }).waitFor()
	const held = (await (await s.as('officer2@zhangdian-1')).get('session')).json.roles
	s.ok(held.includes('duty'), 'the security administrator approves it; it is in force at once, and shown live to who asked', held)
	await approves.shot('grant')
}

export const stories = [{ name: 'a notice with receipts', run: notice }, { name: 'a handover by two signatures', run: handover }, { name: 'a grant by two persons', run: grant }]
