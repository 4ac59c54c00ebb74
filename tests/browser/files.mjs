// What must hold of the console's files before any browser sees them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../api/web/', import.meta.url));
const read = (name) => readFileSync(web + name, 'utf8');
const named = (ending) => readdirSync(web).filter((name) => name.endsWith(ending));
const scripts = Object.fromEntries(named('.js').map((name) => [name, read(name)]));
// By its text: Node takes a .js file for a module only where a package.json says so, browsers always.
const load = (name) => import(`data:text/javascript,${encodeURIComponent(scripts[name])}`);
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);

test('every file is compiled in, and none is listed that is not there', () => {
  const [, list] = /set\(pages([^)]*)\)/.exec(read('CMakeLists.txt'));
  assert.deepEqual(list.trim().split(/\s+/).sort(), [...named('.js'), ...named('.css'), ...named('.svg')].sort());
});

test('every import names a file and something it exports', () => {
  for (const [name, text] of Object.entries(scripts)) {
    for (const [, wanted, source] of text.matchAll(/import \{([^}]*)\} from '\.\/([^']+)'/g)) {
      assert.ok(scripts[source], `${name} imports ${source}`);
      for (const symbol of wanted.split(',').map((part) => part.trim())) {
        assert.match(scripts[source], new RegExp(`export (async )?(function|const|class) ${symbol}\\b`), `${name}: ${symbol}`);
      }
    }
  }
});

test('both languages say every sentence with the same placeholders', async () => {
  const { sentences } = await load('i18n.js');
  for (const [key, pair] of Object.entries(sentences)) {
    assert.equal(pair.length, 2, key);
    const [zh, en] = pair.map((text) => all(text, /(\{\d\})/g).sort().join());
    assert.equal(zh, en, key);
    assert.ok(pair.every((text) => text.length), key);
  }
});

test('every sentence is said somewhere, and what is said is in the table', async () => {
  const { sentences } = await load('i18n.js');
  const page = read('index.html');
  const { 'i18n.js': table, ...others } = scripts;
  const code = Object.values(others).join('\n');
  const quoted = new Set([...all(code, /'([A-Za-z]+)'/g), ...all(page, /data-t="(\w+)"/g)]);
  const made = /^(role|channel|unit|stat)_/; // looked up by what the API says
  for (const key of Object.keys(sentences)) assert.ok(made.test(key) || quoted.has(key), `never said: ${key}`);
  for (const key of [...all(code, /\bt\('(\w+)'/g), ...all(page, /data-t="(\w+)"/g)]) assert.ok(sentences[key], `not in the table: ${key}`);
});

test('no sentence stands outside the table', () => {
  const { 'i18n.js': table, ...others } = scripts;
  for (const [name, text] of Object.entries(others)) {
    const code = text.split('\n').filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line) && !/^ {2}\['/.test(line)).join('\n');
    assert.doesNotMatch(code.replaceAll(/[“”→←…·×]/g, ''), /\p{Script=Han}/u, name);
  }
});

test('nothing that the policy forbids is written', () => {
  const page = read('index.html');
  assert.doesNotMatch(page, /\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)/);
  for (const [name, text] of Object.entries(scripts)) {
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser/, name);
  }
  for (const text of [page, read('app.css'), ...Object.values(scripts)]) {
    assert.doesNotMatch(text.replaceAll('http://www.w3.org', ''), /https?:\/\/|url\(/);
  }
});

test('addresses read back as they were written', async () => {
  const { parse, recordLink, searchLink, similarLink } = await load('place.js');
  const place = { q: '“物业 & 费” = 100%', kind: 'petition', filters: [['cause', 'a=b'], ['opened', '2017-01-01..']], sort: '-opened', page: 3 };
  const { view, q, kind, filters, sort, page } = parse(searchLink(place));
  assert.deepEqual({ view, q, kind, filters, sort, page }, { view: 'search', ...place });
  for (const id of ['（2017）辽0104民初1号', 'a/b?c#d%', '../..']) {
    assert.equal(parse(recordLink(id, '#/search?q=a&page=2')).id, id);
    assert.equal(parse(recordLink(id, '#/search?q=a&page=2')).back, '#/search?q=a&page=2');
    assert.equal(parse(similarLink({ id })).id, id);
  }
});

test('a broken address is a page all the same', async () => {
  const { parse } = await load('place.js');
  for (const hash of ['', '#', '#/', '#/%', '#/record/%E0%A4%A', '#/search?page=-1&filter==&filter=x', '#/search?page=1e99', '#/search?page=NaN']) {
    const place = parse(hash);
    assert.ok(place.page >= 1 && Number.isFinite(place.page), hash);
    assert.deepEqual(place.filters, [], hash);
  }
});
