// SPDX-License-Identifier: Apache-2.0
// The map: a base map that is brought while the server runs, devices upon it, by pointer and by keyboard, in light and dark.
import { fileURLToPath } from 'node:url'
import { luan } from '../../test/tools/server.mjs'
import { violations } from './axe.mjs'

const town = fileURLToPath(new URL('../../test/map/town.geojson', import.meta.url))
const beside = page => page.locator('.beside h2').innerText()

async function ready(page) {
	await page.open('/devices?tab=map')
	await page.locator('.map canvas.sheet').waitFor({ state: 'attached' })
	await page.waitForFunction(() => /\d/.test(document.querySelector('.beside .legend')?.textContent ?? ''))
	await page.waitForTimeout(800)
}
/** A colour of the ground where neither mark nor street is. */
const ground = page => page.evaluate(() => getComputedStyle(document.querySelector('.map .box')).backgroundColor)

async function map(s) {
	const bare = await s.window('device@zhangdian')
	await ready(bare)
	s.ok(await bare.locator('.map .box.based').count() === 0, 'without a base map there is a degree net, and the devices')
	await s.close(bare)
	const made = await luan(s.house.binary, ['import', 'map', town, '--data', s.house.data])
	const based = made.code === 0
	if (!based) s.ok(/GDAL/.test(made.stderr), 'a base map is imported', made.stderr)
	await new Promise(done => setTimeout(done, 1200))

	const p = await s.window('device@zhangdian')
	await ready(p)
	if (based) {
		await p.locator('.map .box.based').waitFor()
		s.ok(await p.getByText('模拟底图').isVisible(), 'the base map says that it is simulated')
		const answer = await p.evaluate(() => fetch('/map/tiles/14/13564/6381').then(r => r.status))
		s.ok(answer === 200 || answer === 204, 'tiles come from luan itself', answer)
	}
	const before = await beside(p)
	await p.locator('.map .box').focus()
	await p.keyboard.press('.')
	const said = await p.locator('.map [role="status"]').innerText()
	s.ok(/^1 \/ \d+ .+/.test(said), 'the keyboard goes from mark to mark and says which', said)
	await p.keyboard.press('.')
	s.ok(/^2 \//.test(await p.locator('.map [role="status"]').innerText()), 'and to the next')
	for (let i = 0; i < 8 && await beside(p) === before; i++) { await p.keyboard.press('Enter'); await p.waitForTimeout(500); await p.keyboard.press('.') }
	s.ok(/已选 \d+ 台/.test(await beside(p)), 'Enter looks closer, then chooses: the list beside shows what was chosen', await beside(p))
	const at = await p.locator('.map .ol-viewport').boundingBox()
	const picture = () => p.locator('.map').screenshot()
	const still = await picture()
	await p.mouse.move(at.x + at.width / 2, at.y + at.height / 2)
	await p.mouse.down()
	for (let i = 1; i <= 12; i++) await p.mouse.move(at.x + at.width / 2 + i * 20, at.y + at.height / 2 + i * 6)
	await p.mouse.up()
	await p.waitForTimeout(700)
	s.ok(!still.equals(await picture()), 'the first drag moves it, without a click before')
	const found = await violations(p)
	s.ok(!found.length, 'axe finds nothing on the map', found.join('\n'))
	const light = await ground(p)
	await p.shot('map-light')
	await s.close(p)

	const dark = await s.window('device@zhangdian', { theme: 'dark' })
	await ready(dark)
	s.ok(await ground(dark) !== light, 'in the dark theme the map is dark')
	const seen = await violations(dark, true)
	s.ok(!seen.length, 'axe finds nothing in the dark theme', seen.join('\n'))
	await dark.shot('map-dark')
	await s.close(dark)

	const phone = await s.window('device@zhangdian', { size: 'phone' })
	await ready(phone)
	const wide = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
	s.ok(wide <= 0, 'on a telephone nothing sticks out', wide)
	await phone.shot('map-phone')
}

export const stories = [{ name: 'map', run: map }]
