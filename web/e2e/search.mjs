// SPDX-License-Identifier: Apache-2.0
// The search desk: nothing without a purpose, what was asked stands in the log, a track wants a case, a read can be corrected.
import { readFileSync } from 'node:fs'
import { unzip } from './export.mjs'
import { camera, drawn, plateFor } from './street.mjs'
import { dialog } from './repair.mjs'

const rows = page => page.locator('.vlist .one')
async function ask(page, plate, reason = '核查肇事逃逸嫌疑车辆去向') {
	await page.getByLabel('目的').selectOption('case')
	await page.getByLabel('事由').fill(reason)
	await page.getByLabel('号牌号码').fill(plate)
	await page.getByRole('button', { name: '查询', exact: true }).click()
}
async function search(s) {
	const plate = plateFor(), cam = await camera(s), cam2 = await camera(s), officer = await s.as('officer@zhangdian-1')
	const picture = [{ type: '01', data: await drawn(s, plate), width: 960, height: 720 }, { type: '02', data: await drawn(s, plate, true), width: 240, height: 72 }]
	const now = Date.now()
	await cam.passage({ plate, tollgate: cam.gate.code, at: now - 20_000, pictures: picture })
	const second = await cam2.passage({ plate, tollgate: cam2.gate.code, at: now - 5_000 })
	s.ok(second.status < 300, 'two cameras have seen the vehicle', second.text)
	const page = await s.window('officer@zhangdian-1')
	await page.open('/passages')
	s.ok(await page.getByLabel('号牌号码').isDisabled(), 'what to look for is shut until purpose and reason stand there')
	await page.getByRole('button', { name: '查询', exact: true }).click()
	s.ok((await page.locator('.error').allInnerTexts()).length >= 2, 'and the button says what is missing')
	await page.shot('search-empty')
	await ask(page, plate)
	await rows(page).nth(1).waitFor()
	s.ok(await rows(page).count() === 2 && !new URL(page.url()).search, 'both passages are found and nothing stands in the address', page.url())
	await page.shot('search-found')
	const log = (await (await s.as('auditor@detachment')).get('passage_searches?sort=-at&limit=5')).json?.items ?? []
	s.ok(log.some(r => r.purpose === 'case' && /肇事逃逸/.test(String(r.reason))), 'purpose and reason stand in the log of searches', log[0])

	await page.locator('.vlist .one').last().getByRole('button', { name: '查看图片' }).click()
	await dialog(page).locator('.stage img').waitFor()
	await page.keyboard.press('+')
	await page.keyboard.press('ArrowRight')
	await dialog(page).getByText(/140%/).waitFor()
	await page.shot('picture-viewer')
	await page.keyboard.press('Escape')
	await dialog(page).waitFor({ state: 'detached' })

	await page.getByRole('button', { name: '轨迹', exact: true }).click()
	await page.getByRole('region', { name: '查询结果' }).getByRole('alert').waitFor()
	s.ok(true, 'a track without the number of a case is refused')
	await page.getByLabel('案件或预警编号').fill('A2026-0815')
	await page.getByRole('button', { name: '重试' }).click()
	await page.locator('.track ol li').nth(1).waitFor()
	await page.getByRole('button', { name: '回放' }).click()
	await page.getByRole('button', { name: '暂停' }).or(page.getByRole('button', { name: '回放' })).first().waitFor()
	s.ok(/km\/h/.test(await page.locator('.track .leg').first().innerText()), 'the track has its legs with time and speed', await page.locator('.track .leg').first().innerText())
	await page.shot('search-track')
	await page.getByRole('button', { name: '回到结果' }).click()

	await page.getByRole('button', { name: '更正', exact: true }).click()
	const better = plate.slice(0, -1) + (plate.endsWith('7') ? '3' : '7')
	await dialog(page).getByLabel('正确号牌').fill(better)
	await dialog(page).getByLabel('更正依据').fill('末位字符误读，见图片')
	await dialog(page).getByRole('button', { name: '更正', exact: true }).click()
	await dialog(page).waitFor({ state: 'detached' })
	await page.getByText(new RegExp(`原识别 ${plate}`)).waitFor()
	const made = (await officer.get('passage_corrections?sort=-created_at&limit=1')).json?.items?.[0]
	s.ok(made, 'a corrected read keeps what the device read', made)

	for (const kind of ['xlsx', 'csv']) {
		const file = page.waitForEvent('download')
		await page.getByRole('button', { name: '导出', exact: true }).click()
		if (kind === 'csv') await dialog(page).getByText('CSV', { exact: true }).click()
		else await page.shot('search-export')
		await dialog(page).getByRole('button', { name: '导出', exact: true }).click()
		const got = await file, bytes = readFileSync(await got.path())
		const text = kind === 'csv' ? bytes.toString() : Object.values(unzip(bytes)).join('\n')
		s.ok(got.suggestedFilename().endsWith(`.${kind}`), `what was found can be taken out with a reason, as ${kind}`, got.suggestedFilename())
		s.ok(text.includes('核查肇事逃逸嫌疑车辆去向') && text.includes(plate) && /officer@zhangdian-1|模拟马尚/.test(text), 'which says inside who took it and why', text.slice(0, 500))
		await dialog(page).waitFor({ state: 'detached' })
	}
	const stranger = await s.window('officer@linzi-2')
	await stranger.open('/passages')
	await ask(stranger, plate)
	await stranger.getByText('没有符合条件的过车').waitFor()
	s.ok(true, 'whoever is responsible for another place finds nothing of it')
}
export const stories = [{ name: 'passages for a purpose', run: search }]
