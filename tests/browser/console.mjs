// The console as people use it, in a real browser against a real server.
// LEIAN_CONSOLE: its address. LEIAN_CHROMIUM: the browser (/usr/bin/chromium). LEIAN_SCREENSHOTS: a folder to keep pictures in.
// Needs a corpus in which 物业纠纷 is found many times; tests/browser/run.sh makes one.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const address = new URL(process.env.LEIAN_CONSOLE);
const screenshots = process.env.LEIAN_SCREENSHOTS;
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--lang=zh-CN'];

let browser;
let page;
let complaints; // what the browser complained of: errors, violations of the policy, requests that left the origin
let foreseen;   // a pattern of console errors the test asks for

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.LEIAN_CHROMIUM ?? '/usr/bin/chromium', args: quiet });
});

after(() => browser?.close());

beforeEach(async () => {
  complaints = [];
  foreseen = null;
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, locale: 'zh-CN' });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(`error: ${error.stack}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !foreseen?.test(message.text())) complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== address.origin) complaints.push(`left the origin: ${request.url()}`);
  });
  await page.exposeFunction('complain', (text) => complaints.push(text));
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) =>
    window.complain(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
});

afterEach(async () => {
  await page.context().close();
  assert.deepEqual(complaints, []);
});

const open = (hash = '') => page.goto(new URL(`/${hash}`, address).href);
const keep = (name) => (screenshots ? page.screenshot({ path: join(screenshots, `${name}.png`) }) : null);
const settled = () => page.waitForFunction(() => !document.querySelector('[aria-busy]') && document.querySelector('#main > *'));
const total = async () => Number((await page.locator('.results .total b').innerText()).replace(/\D/g, ''));

async function search(words) {
  await open();
  await page.locator('input[type=search]').fill(words);
  await page.keyboard.press('Enter');
  await page.locator('.results').waitFor();
  await settled();
}

test('the start page shows what is on file', async () => {
  await open();
  await page.locator('.holding').first().waitFor();
  assert.ok(await page.locator('.holding').count() >= 3);
  assert.match(await page.title(), /类案/);
  await keep('home');
});

test('a search gives a total and hits with the matched words marked', async () => {
  await search('物业纠纷');
  assert.ok(await total() > 0);
  assert.ok(await page.locator('.card').count() > 0);
  assert.match(await page.locator('.card mark').first().innerText(), /物业|纠纷/);
  assert.match(await page.locator('#status').innerText(), /\d/);
  await keep('search');
});

test('a facet narrows, several of its values widen, and chips take them off', async () => {
  await search('物业纠纷');
  const all = await total();
  const group = page.locator('details.facet[open]').first();
  const count = async (index) => Number((await group.locator('.bucket-count').nth(index).innerText()).replace(/\D/g, ''));
  const [first, second] = [await count(0), await count(1)];

  await group.locator('input').nth(0).click();
  await page.locator('.chip').waitFor();
  await settled();
  assert.equal(await total(), first, 'the total is what the facet counted');
  assert.ok(await total() <= all);

  await group.locator('input').nth(1).click();
  await page.locator('.chip').nth(1).waitFor();
  await settled();
  assert.ok(await total() >= Math.max(first, second) && await total() <= first + second);
  await keep('facets');

  await page.locator('.chip').nth(1).click();
  await page.locator('.chip').nth(1).waitFor({ state: 'detached' });
  await page.locator('.chip').click();
  await page.locator('.chip').waitFor({ state: 'detached' });
  await settled();
  assert.equal(await total(), all);
});

test('a range of days narrows, and stands in the address', async () => {
  await search('');
  const all = await total();
  const range = page.locator('[data-range=rangeDates]');
  await range.locator('input[name=from]').fill('2017-01-01');
  await range.locator('input[name=to]').fill('2017-12-31');
  await range.getByRole('button').click();
  await page.locator('.chip').waitFor();
  await settled();
  const narrowed = await total();
  assert.ok(narrowed < all);
  assert.match(decodeURIComponent(page.url()), /2017-01-01\.\.2017-12-31/);
  await page.reload();
  await page.locator('.chip').waitFor();
  assert.equal(await total(), narrowed);
});

test('a tree of codes unfolds, and what lies below narrows further', async () => {
  await search('');
  const all = await total();
  const branch = page.locator('.branch').first();
  await branch.click();
  assert.equal(await branch.getAttribute('aria-expanded'), 'true');
  const below = page.locator('.twig + ul .bucket').first();
  const counted = Number((await below.locator('.bucket-count').innerText()).replace(/\D/g, ''));
  await below.locator('input').click();
  await page.locator('.chip').waitFor();
  await settled();
  assert.equal(await total(), counted, 'the total is what the facet counted');
  assert.ok(counted <= all);
  assert.ok(await page.locator('.twig + ul .bucket input:checked').count() > 0, 'what was chosen stays in sight');
  await keep('tree');
});

test('values of a long facet are found by what they are called', async () => {
  await search('');
  const box = page.locator('.facet-search').first();
  await box.waitFor();
  const list = box.locator('xpath=following-sibling::div');
  const label = await list.locator('.bucket-label').nth(1).innerText();
  await box.fill(label);
  await page.waitForFunction(([one, text]) => one.querySelector('.bucket-label')?.innerText.includes(text),
    [await list.elementHandle(), label]);
  await box.fill('没有这样的值');
  await list.getByText('命中的记录都没有此项').waitFor();
});

test('a year of the histogram narrows to it, and shows its months', async () => {
  await search('');
  const columns = page.locator('.histogram .column:not([disabled])');
  const year = (await columns.first().getAttribute('title')).slice(0, 4);
  const counted = Number((await columns.first().getAttribute('title')).replace(/^.*：/, '').replace(/\D/g, ''));
  await columns.first().click();
  await page.locator('.chip').waitFor();
  await settled();
  assert.equal(await total(), counted);
  assert.match(await page.locator('.histogram .column').first().getAttribute('title'), new RegExp(`^${year}-`));
  await keep('histogram');
  await page.getByRole('button', { name: '全部年份' }).click();
  await page.locator('.chip').waitFor({ state: 'detached' });
});

test('hits are grouped by a field, and a group opens to all of its records', async () => {
  await search('物业纠纷');
  const all = await total();
  await page.locator('.group select').selectOption({ index: 1 });
  await page.waitForURL(/group=/);
  await page.locator('.group-of-hits').first().waitFor();
  await settled();
  assert.equal(await total(), all);
  await keep('groups');
  const rest = page.locator('.group-rest').first();
  const counted = Number((await rest.innerText()).replace(/\D/g, ''));
  await rest.click();
  await page.locator('.group-of-hits').first().waitFor({ state: 'detached' });
  await settled();
  assert.equal(await total(), counted);
});

test('an export is a file of every match', async () => {
  await search('物业纠纷');
  const all = await total();
  await page.locator('.export summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'JSON 行' }).click()]);
  assert.equal(download.suggestedFilename(), 'leian.ndjson');
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\n');
  assert.equal(lines.length, all);
  assert.ok(JSON.parse(lines[0]).id);
  await keep('export');
});

test('sorting and paging move through the same total', async () => {
  await search('物业纠纷');
  const all = await total();
  await page.locator('.sort select').selectOption({ index: 1 });
  await page.waitForURL(/sort=/);
  await settled();
  assert.equal(await total(), all);
  const before = await page.locator('.card').first().getAttribute('data-id');
  await page.locator('.pages a', { hasText: '下一页' }).click();
  await page.waitForURL(/page=2/);
  // The address changes before the answer is there.
  await page.waitForFunction((id) => document.querySelector('.card')?.dataset.id !== id, before);
  await settled();
  assert.equal(await total(), all);
});

test('a record opens with its fields, and similar cases beside it say why', async () => {
  await search('物业纠纷');
  const card = page.locator('.card').first();
  const [id, title] = [await card.getAttribute('data-id'), await card.locator('h2').innerText()];
  await card.locator('h2 a').click();
  await page.locator('article.record').waitFor();
  assert.equal(await page.locator('.record h1').innerText(), title);
  assert.equal(await page.locator('.record-id code').innerText(), id);
  assert.ok(await page.locator('.pairs dt').count() > 3);
  assert.ok(await page.locator('.reading p').count() > 0);
  await page.locator('.similar-aside .reasons .term').first().waitFor();
  assert.ok(await page.locator('.similar-aside .card').count() > 0);
  await keep('record');

  await page.locator('.similar-list .more').click();
  await page.locator('.similar-answers .reasons').first().waitFor();
  assert.ok(await page.locator('.similar-answers .card').count() > 5);
});

test('back returns to the same results', async () => {
  await search('物业纠纷');
  const all = await total();
  await page.locator('.card h2 a').nth(3).click();
  await page.locator('article.record').waitFor();
  await page.goBack();
  await page.locator('.results').waitFor();
  await settled();
  assert.equal(await total(), all);
  assert.equal(await page.locator('input[type=search]').inputValue(), '物业纠纷');
  await page.goForward();
  await page.locator('article.record').waitFor();
  await page.locator('a.back').click();
  await page.locator('.results').waitFor();
  await settled();
  assert.equal(await total(), all);
});

test('a pasted text finds similar cases, stays out of the address, and comes back with the back button', async () => {
  await open('#/similar');
  const text = '业主以电梯失修、保洁不到位为由拒交物业费，物业公司多次催缴未果，要求给付欠费及违约金。';
  await page.getByLabel('案情文字').fill(text);
  await page.getByRole('button', { name: '查找相似案件' }).click();
  await page.locator('.similar-answers .card').first().waitFor();
  assert.ok(await page.locator('.similar-answers .reasons .term').count() > 0);
  assert.ok(await page.locator('.terms .term').count() > 0);
  assert.doesNotMatch(decodeURIComponent(page.url()), /物业/);
  await keep('similar');
  await page.locator('.similar-answers .card h2 a').first().click();
  await page.locator('article.record').waitFor();
  await page.goBack();
  await page.locator('.similar-answers .card').first().waitFor();
  assert.equal(await page.getByLabel('案情文字').inputValue(), text);
  await page.goForward();
  await page.locator('a.back').click();
  await page.locator('.similar-answers .card').first().waitFor();
  assert.equal(await page.getByLabel('案情文字').inputValue(), text);
});

async function findSimilar(text) {
  await open('#/similar');
  await page.getByLabel('案情文字').fill(text);
  await page.getByRole('button', { name: '查找相似案件' }).click();
  await page.locator('.similar-answers .card').first().waitFor();
  await settled();
}

const theft = '被告人深夜撬锁入户，盗窃电动自行车一辆及现金，归案后如实供述，已退赃并取得谅解。';

test('a document is looked up as it is, and named', async () => {
  await open('#/similar');
  await page.locator('#case-file').setInputFiles({ name: '案情.txt', mimeType: 'text/plain', buffer: Buffer.from(theft) });
  await page.locator('.similar-answers .card').first().waitFor();
  assert.equal(await page.locator('.file-name').innerText(), '案情.txt');
  assert.ok(await page.locator('.similar-answers .reasons .term').count() > 0);
  assert.ok(await page.locator('.similar-answers .passage').count() > 0, 'with the passages of both texts');
});

test('beside similar cases stands how they went, and adds up', async () => {
  await findSimilar('业主以电梯失修、保洁不到位为由拒交物业费，物业公司多次催缴未果，要求给付欠费及违约金。');
  await page.locator('.outcome-bars li').first().waitFor();
  const counts = await page.locator('.outcome-bars').first().locator('.outcome-count').allInnerTexts();
  const sum = counts.map((text) => Number(/^[\d,]+/.exec(text)[0].replace(/,/g, ''))).reduce((a, b) => a + b, 0);
  assert.ok(sum > 0 && sum <= 100);
  assert.ok(await page.locator('.spread-line').count() > 0);
  assert.ok(await page.locator('.handlers tbody tr').count() > 0);
  await keep('beside');
});

test('to a record, its own place among the similar cases is marked', async () => {
  await search('物业纠纷');
  const id = await page.locator('.card').first().getAttribute('data-id');
  await open(`#/similar?id=${encodeURIComponent(id)}`);
  await page.locator('.similar-answers .card').first().waitFor();
  await settled();
  assert.ok(await page.locator('.spread-own').count() + await page.locator('.outcome-bars .own').count() > 0);
  await keep('similar-record');
});

test('tiers are walked, stop where one holds a similar case, and go on when told to', async () => {
  await findSimilar(theft);
  await page.getByLabel('按效力层级逐级检索').check();
  await page.locator('.tiers li').first().waitFor();
  await settled();
  assert.equal(await page.locator('.tiers li').count(), 6);
  assert.match(await page.locator('.tiers').innerText(), /指导性案例/);
  assert.ok(await page.locator('.tiers li.held').count() > 0);
  const skipped = await page.locator('.tiers li.skipped').count();
  assert.equal(await page.locator('.tier-heading').count(), await page.locator('.tiers li.held').count());
  await keep('tiers');
  await page.getByLabel('上一层级已有类案即止').uncheck();
  await page.waitForURL(/nostop=1/);
  await page.waitForFunction(() => !document.querySelector('.tiers li.skipped'));
  assert.ok(skipped > 0);
  assert.equal(await page.getByLabel('案情文字').inputValue(), theft, 'the text stays');
});

test('different outcomes of one tier stand side by side', async () => {
  await findSimilar(theft);
  await page.locator('.conflicts summary').click();
  assert.ok(await page.locator('.conflicts .one-side').count() > 1);
  assert.ok(await page.locator('.conflicts .one-side a').count() > 1);
  await keep('conflicts');
});

test('picked cases are laid side by side with their shared passages, and can be left again', async () => {
  await findSimilar(theft);
  const boxes = page.locator('.similar-answers .pick input');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.locator('.pick-bar .chip').nth(1).waitFor();
  await keep('picked');
  await page.locator('.pick-bar').getByRole('link', { name: '逐段比对' }).click();
  await page.locator('.compare thead th').nth(2).waitFor(); // the text and two records
  assert.equal(await page.locator('.compare thead th').count(), 3);
  const mark = page.locator('.compare mark').first();
  await mark.waitFor();
  const passage = await mark.getAttribute('data-passage');
  await mark.hover();
  assert.ok(await page.locator(`.compare mark.lit[data-passage="${passage}"]`).count() > 1);
  await keep('compare');
  await page.goBack();
  await page.locator('.similar-answers .card').first().waitFor();
  assert.ok(await page.locator('.similar-answers .pick input').nth(0).isChecked(), 'what was picked stays picked');
  await page.locator('.pick-bar .chip').first().click();
  assert.equal(await page.locator('.pick-bar .chip').count(), 1);
});

test('a comparison that cannot be made says why', async () => {
  foreseen = /status of 40[04]/;
  await open('#/compare?id=a');
  await page.locator('.failure .detail').waitFor();
  assert.match(await page.locator('.failure').innerText(), /bad_usage/);
});

test('an error says what happened and what to do', async () => {
  foreseen = /status of 400/;
  await open('#/search?q=物业&filter=没有的字段=1');
  const failure = page.locator('.failure');
  await failure.waitFor();
  assert.ok((await failure.locator('.detail').innerText()).length > 0);
  assert.ok((await failure.locator('.hint').innerText()).length > 0);
  await page.locator('.chip').click();
  await page.locator('.card').first().waitFor();
});

test('a record that is not there is an error page, not an empty one', async () => {
  foreseen = /status of 404/;
  await open(`#/record/${encodeURIComponent('没有/这条?记录')}`);
  await page.locator('.failure .detail').waitFor();
  assert.match(await page.locator('.failure').innerText(), /not_found/);
});

test('a service that is gone is said so', async () => {
  foreseen = /ERR_FAILED|Failed to fetch/;
  await open('#/search');
  await page.locator('.card').first().waitFor();
  await page.route('**/v1/**', (route) => route.abort());
  await page.locator('.pages a', { hasText: '下一页' }).click();
  assert.match(await page.locator('.failure .detail').innerText(), /连不上服务/);
});

test('what synonyms were looked for is said above the hits', async () => {
  await search('工伤');
  await page.getByText('“工伤”也找：').waitFor();
});

test('typing suggests values, which narrow when they are chosen by the keyboard', async () => {
  await open();
  const box = page.locator('input[type=search]');
  await box.pressSequentially('wuye');
  const options = page.locator('.suggestions [role=option]');
  await options.first().waitFor();
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  assert.match(await options.first().locator('mark').innerText(), /物业/);
  await keep('suggest');
  const value = options.filter({ hasText: '物业纠纷' }).first();
  const found = Number((await value.locator('.suggestion-count').innerText()).replace(/\D/g, ''));
  for (let i = 0; i < 10 && await value.getAttribute('aria-selected') !== 'true'; i += 1) await page.keyboard.press('ArrowDown');
  assert.equal(await box.getAttribute('aria-activedescendant'), await value.getAttribute('id'));
  await page.keyboard.press('Enter');
  await page.locator('.chip').waitFor();
  await settled();
  assert.equal(await total(), found, 'choosing a suggestion finds as many as it said');
});

test('Escape closes the suggestions, and Enter without a choice searches for what was typed', async () => {
  await open('#/search');
  await settled();
  const box = page.locator('input[type=search]');
  await box.pressSequentially('物业');
  const list = page.locator('.suggestions');
  await list.waitFor();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  assert.equal(await box.inputValue(), '物业');
  await page.keyboard.press('ArrowDown');
  await list.waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=/);
  await settled();
  assert.equal(new URLSearchParams(page.url().split('?')[1]).get('q'), '物业');
  assert.ok(await list.isHidden());
});

test('a click takes a suggestion, and stale answers never show', async () => {
  await open('#/search');
  await settled();
  const box = page.locator('input[type=search]');
  await page.route('**/v1/suggest', async (route) => {
    if (route.request().postDataJSON().q === '物') await new Promise((done) => { setTimeout(done, 600); });
    await route.continue().catch(() => null); // the page gave the older one up
  });
  await box.pressSequentially('物');
  await page.waitForRequest('**/v1/suggest');
  await box.pressSequentially('业服务合同');
  await page.locator('.suggestions li', { hasText: '物业服务合同' }).first().waitFor();
  await page.waitForTimeout(700);
  assert.ok((await page.locator('.suggestions [role=option]').allInnerTexts()).every((text) => text.includes('物业服务合同')));
  await page.locator('.suggestions li', { hasText: '物业服务合同纠纷' }).first().click();
  await page.locator('.chip').waitFor();
  await settled();
  assert.ok(await total() > 0);
});

test('letters that an input method is still composing ask for nothing', async () => {
  await open('#/search');
  await settled();
  let asked = 0;
  page.on('request', (request) => { asked += request.url().endsWith('/v1/suggest') ? 1 : 0; });
  const box = page.locator('input[type=search]');
  await box.focus();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', { text: 'wuye', selectionStart: 4, selectionEnd: 4 });
  await page.waitForTimeout(400);
  assert.equal(asked, 0);
  await devtools.send('Input.insertText', { text: '物业' });
  await page.locator('.suggestions [role=option]').first().waitFor();
  assert.equal(asked, 1);
});

test('where nothing is found, what may have been meant is offered and only asked when chosen', async () => {
  await search('物业酒纷');
  assert.equal(await total(), 0);
  const offer = page.locator('.offer').filter({ hasText: '物业纠纷' }).first();
  await offer.waitFor();
  await keep('offers');
  assert.equal(await page.locator('input[type=search]').inputValue(), '物业酒纷');
  const found = Number((await offer.locator('.offer-count').innerText()).replace(/\D/g, ''));
  await offer.locator('a').click();
  await page.locator('.card').first().waitFor();
  await settled();
  assert.equal(await total(), found);
});

test('nothing found gives advice', async () => {
  await search('"铁树开花亘古未见之奇案"');
  await page.locator('.nothing').waitFor();
  assert.equal(await total(), 0);
  assert.ok(await page.locator('.nothing li').count() > 1);
});

test('markup in a query, a filter or an address stays text', async () => {
  foreseen = /status of 400|status of 404/;
  const markup = '<img src=x onerror=complain("ran")>';
  await open(`#/search?q=${encodeURIComponent(markup)}&filter=${encodeURIComponent(`${markup}=${markup}`)}`);
  await page.locator('.chip').waitFor();
  await settled();
  assert.equal(await page.locator('#main img').count(), 0);
  await open(`#/record/${encodeURIComponent(markup)}?back=javascript:complain(1)`);
  await page.locator('.failure').waitFor();
  assert.equal(await page.locator('#main img, a[href^=javascript]').count(), 0);
});

test('the keyboard reaches the search box and works a facet without losing its place', async () => {
  await search('物业纠纷');
  await page.locator('.card h2 a').first().focus();
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.type), 'search');
  const box = page.locator('.bucket input').first();
  const key = await box.getAttribute('data-key');
  await box.focus();
  await page.keyboard.press('Space');
  await page.locator('.chip').waitFor();
  await settled();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), key);
});

test('the other language changes every sentence of the frame and is remembered', async () => {
  await open('#/search?q=物业');
  await page.locator('.card').first().waitFor();
  await page.locator('#language').click();
  await page.getByRole('button', { name: 'Search', exact: true }).waitFor();
  await settled();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.reload();
  await page.getByRole('button', { name: 'Search', exact: true }).waitFor();
});

test('a narrow window needs no sideways scrolling', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await search('物业纠纷');
  await keep('narrow');
  await page.locator('.card h2 a').first().click();
  await page.locator('.similar-aside .reasons').first().waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
});

test('statistics count by two groups, and a line leads to its records', async () => {
  await open('#/stats?kind=petition&by=region@2&measure=share');
  await page.locator('.stats-table tbody tr').first().waitFor();
  await settled();
  await keep('stats');
  const first = page.locator('.stats-table tbody tr').first();
  const held = await first.locator('td.number a').innerText();
  await first.locator('td.number a').click();
  await page.locator('.results .total').waitFor();
  await settled();
  assert.equal(await total(), Number(held.replace(/\D/g, '')));
  await page.locator('.to-stats').click();
  await page.locator('.stats-table tfoot').waitFor();
  assert.equal(await page.locator('.stats-table tfoot td.number').first().innerText(), held);
});

test('two groups make a table of rows and columns, and choices stand in the address', async () => {
  await open('#/stats?kind=petition&by=channel');
  await page.locator('.stats-table tbody tr').first().waitFor();
  await page.locator('[data-key="stats:by:1"]').selectOption('opened:year');
  await page.locator('[data-key="pivot"]').check();
  await page.locator('.stats-table caption').waitFor();
  await settled();
  await keep('stats-pivot');
  assert.match(page.url(), /by=opened%3Ayear.*pivot=1/);
  const numbers = async (row) => (await row.locator('td.number').allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')));
  const rows = await page.locator('.stats-table tbody tr').all();
  for (const row of rows) {
    const cells = await numbers(row);
    assert.equal(cells.slice(0, -1).reduce((a, b) => a + b, 0), cells.at(-1));
  }
});
