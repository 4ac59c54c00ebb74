// Statistics: what to count by and what to measure above, a table with bars below; each line leads to its records.
import * as api from './api.js';
import { chips } from './chips.js';
import { announce, draw, h } from './dom.js';
import { count, said, t } from './i18n.js';
import { filtersOf, searchLink, statsLink } from './place.js';
import { allKinds } from './schema.js';
import { failure, total, waiting } from './states.js';
import { filterOf, groupChoices, measureChoices } from './stats_choices.js';
import { statsMenu } from './take_away.js';

const maxGroups = 2; // the service takes three; a page shows two well
const topChoices = [0, 5, 10, 20, 50];
const maxPivotColumns = 60;

export async function showStats(place, main, { go, signal }) {
  const done = waiting(main, t('loading'));
  const page = (...below) => draw(main, h('section.stats', { 'aria-labelledby': 'stats-heading' },
    h('h1', { id: 'stats-heading' }, t('statsHeading')), chips(place, go, statsLink), form(place, go), below));
  try {
    const answer = await api.aggregate(request(place), signal);
    signal.throwIfAborted();
    announce(t('announce', count(answer.total)));
    page(summary(place, answer),
      answer.pivot && answer.pivot.columns.length <= maxPivotColumns ? pivot(place, answer) : table(place, answer));
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    page(failure(problem, () => showStats(place, main, { go, signal })));
  } finally {
    done();
  }
}

const request = (place) => ({
  q: place.q, kind: place.kind, filter: filtersOf(place), group: place.by, measure: place.measures, top: place.top,
  pivot: place.pivot && place.by.length === 2 ? 1 : 0,
});

function form(place, go) {
  const to = (change) => go(statsLink({ ...place, ...change }), { keepScroll: true });
  const groups = [...place.by.slice(0, maxGroups), ''].slice(0, maxGroups);
  const measures = [...place.measures, ''];
  const replaced = (list, at, value) => list.map((one, i) => (i === at ? value : one)).filter(Boolean);
  return h('form.stats-form', { onsubmit: (event) => event.preventDefault() },
    picked(t('kindLabel'), 'kind', place.kind, [['', t('allKinds')], ...allKinds().map((kind) => [kind.name, said(kind.label)])],
      (kind) => to({ kind, by: [], measures: [], filters: [], pivot: false })),
    groups.map((spec, i) => picked(t(i ? 'statsThen' : 'statsBy'), `by:${i}`, spec,
      [['', t('statsNone')], ...groupChoices(place.kind)], (value) => to({ by: replaced(groups, i, value) }))),
    measures.map((spec, i) => picked(t('statsMeasure'), `measure:${i}`, spec,
      [['', t(i || !place.measures.length ? 'statsAdd' : 'statsRemove')], ...measureChoices(place.kind, place.by)],
      (value) => to({ measures: [...new Set(replaced(measures, i, value))] }))),
    picked(t('statsTop'), 'top', String(place.top), topChoices.map((n) => [String(n), n ? t('statsFirst', n) : t('statsEvery')]),
      (value) => to({ top: Number(value) })),
    place.by.length === 2 ? h('label.stats-check', {}, h('input', { type: 'checkbox', checked: place.pivot, 'data-key': 'pivot',
      onchange: (event) => to({ pivot: event.target.checked }) }), t('statsPivot')) : null);
}

/** A labelled choice; a spec from a link that is none of the choices is shown as it is. */
function picked(label, key, value, choices, choose) {
  const known = choices.some(([one]) => one === value) ? choices : [...choices, [value, value]];
  return h('label', {}, h('span', {}, label),
    h('select', { 'data-key': `stats:${key}`, onchange: (event) => choose(event.target.value) },
      known.map(([one, text]) => h('option', { value: one, selected: one === value }, text))));
}

function summary(place, answer) {
  return h('div.results-bar', {},
    total(t('total', count(answer.total)), answer),
    answer.missing ? h('span.hint', {}, t('statsMissing', count(answer.missing))) : null,
    statsMenu(request(place)),
    (answer.notes ?? []).map((note) => h('p.hint', {}, said(note))));
}

const isShare = (key) => /^(share|rate:|change:|yoy:)/.test(key);
const isBound = (key) => /:(low|high)$/.test(key);

function figure(key, value) {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (isShare(key)) return `${count(Math.round(value * 1000) / 10)}%`;
  return count(Math.round(value * 100) / 100);
}

/** The records that a line stands for; nothing where no filter says so. */
function recordsOf(place, answer, group) {
  const filters = group.map((value, i) => filterOf(answer.groups[i].key, value));
  return filters.every(Boolean) ? searchLink({ q: place.q, kind: place.kind, filters: [...place.filters, ...filters] }) : null;
}

function table(place, answer) {
  const measures = answer.measures.filter(({ key }) => key !== 'count' && !isBound(key));
  const most = Math.max(1, ...answer.rows.map((row) => row.count));
  const shown = (row, key) => [figure(key, row[key]),
    row[`${key}:low`] === undefined || row[key] === null ? null
      : h('small', {}, t('between', figure(key, row[`${key}:low`]), figure(key, row[`${key}:high`])))];
  const line = (row, heads, bar, link) => h('tr', {}, heads,
    h('td.number', {}, link ? h('a', { href: link }, count(row.count)) : count(row.count)),
    h('td.stats-bar', { 'aria-hidden': 'true' }, bar),
    measures.map(({ key }) => h('td.number', {}, shown(row, key))));
  return h('div.stats-scroll', { tabIndex: 0, role: 'region', 'aria-labelledby': 'stats-heading' }, h('table.stats-table', {},
    h('thead', {}, h('tr', {}, answer.groups.map(({ label }) => h('th', { scope: 'col' }, said(label))),
      h('th.number', { scope: 'col' }, t('statsCount')), h('th', { 'aria-hidden': 'true' }),
      measures.map(({ label }) => h('th.number', { scope: 'col' }, said(label))))),
    h('tbody', {}, answer.groups.length ? answer.rows.map((row) => line(row,
      row.label.map((label) => h('th', { scope: 'row' }, label)), barOf(row.count / most), recordsOf(place, answer, row.group))) : null),
    h('tfoot', {}, line(answer.all, answer.groups.map((_, i) => h('th', { scope: 'row' }, i ? '' : t('statsAll'))), null, null))));
}

/** A bar, drawn: its length is its share of the longest. */
function barOf(share) {
  const svg = (tag, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };
  const picture = svg('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', focusable: 'false' });
  picture.append(svg('rect', { width: Math.max(0.5, 100 * share).toFixed(2), height: 8, rx: 1 }));
  return picture;
}

/** The first measure, or the count, of two groups. */
function pivot(place, answer) {
  const measure = answer.measures[0]?.key ?? 'count';
  const cellKey = (a, b) => JSON.stringify([a, b]);
  const cells = new Map(answer.rows.map((row) => [cellKey(row.group[0], row.group[1]), row]));
  const { rows, columns } = answer.pivot;
  const linked = (row, group) => {
    const link = group && recordsOf(place, answer, group);
    return h('td.number', {}, row ? (link ? h('a', { href: link }, figure(measure, row[measure])) : figure(measure, row[measure])) : '');
  };
  return h('div.stats-scroll', { tabIndex: 0, role: 'region', 'aria-labelledby': 'stats-heading' }, h('table.stats-table', {},
    h('caption', {}, measure === 'count' ? t('statsCount') : said(answer.measures[0].label)),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, answer.groups.map(({ label }) => said(label)).join('＼')),
      columns.map((column) => h('th.number', { scope: 'col' }, column.label[0])), h('th.number', { scope: 'col' }, t('statsAll')))),
    h('tbody', {}, rows.map((row) => h('tr', {}, h('th', { scope: 'row' }, row.label[0]),
      columns.map((column) => linked(cells.get(cellKey(row.group[0], column.group[0])), [row.group[0], column.group[0]])),
      linked(row)))),
    h('tfoot', {}, h('tr', {}, h('th', { scope: 'row' }, t('statsAll')), columns.map((column) => linked(column)), linked(answer.all)))));
}
