// What stands beside a list of similar cases: how they ended, the present case's place among them, who handled them.
import { h, marked } from './dom.js';
import { bar } from './hits.js';
import { count, t } from './i18n.js';
import { recordLink } from './place.js';

const shownHandlers = 6;
const wideRange = 50; // times as much at the end as at the beginning: shown by magnitude

const percent = (rate) => `${Math.round(100 * rate)}%`;
const short = (value) => count(Math.round(10 * value) / 10);

/** Nothing where it was not asked for, or where no case says anything. */
export function besidePanel(beside) {
  if (!beside?.cases) return null;
  return [h('h2', {}, t('besideHeading')), h('p.hint', {}, t('besideCases', count(beside.cases))),
    rates(beside), beside.outcomes.map(outcomes), beside.spreads.map(spread), handlers(beside.handlers), terms(beside.terms)];
}

function rates(beside) {
  const known = [['rateAgreed', beside.agreed_rate], ['rateSettled', beside.agreed_rate === null ? beside.settled_rate : null],
    ['rateFulfilled', beside.fulfilled_rate], ['rateCameBack', beside.came_back_rate]].filter(([, rate]) => rate !== null);
  return known.length ? h('dl.rates', {}, known.map(([name, rate]) => h('div', {}, h('dt', {}, t(name)), h('dd', {}, percent(rate))))) : null;
}

/** A bar an outcome; the present case's own is marked. */
function outcomes({ label, values, here }) {
  const all = values.reduce((sum, value) => sum + value.count, 0);
  const most = Math.max(...values.map((value) => value.count), 1);
  return h('section.outcome-bars', {}, h('h3', {}, label), h('ul', {}, values.map(({ value, label: name, count: n }) =>
    h(here.includes(value) ? 'li.own' : 'li', {},
      h('span.outcome-name', {}, name, here.includes(value) ? h('span.own-mark', {}, t('sideHere')) : null),
      bar(n / most), h('span.outcome-count', {}, t('countAndShare', count(n), percent(n / all)))))));
}

/** Least to greatest as a line, the middle half as a box, the median in it, and a mark where the present case lies. */
function spread(one) {
  const { label, count: n, min, p25, median, p75, max, here, below } = one;
  const ends = [Math.min(min, here ?? min), Math.max(max, here ?? max)];
  const magnitudes = ends[0] >= 0 && ends[1] > wideRange * Math.max(p25, 1);
  const scaled = (value) => (magnitudes ? Math.log1p(value) : value);
  const at = (value) => (ends[1] > ends[0] ? (100 * (scaled(value) - scaled(ends[0]))) / (scaled(ends[1]) - scaled(ends[0])) : 50);
  const placed = (spec, from, to = from) => {
    const part = h(spec);
    part.style.insetInlineStart = `${at(from)}%`;
    if (to !== from) part.style.inlineSize = `${at(to) - at(from)}%`;
    return part;
  };
  const told = here === null ? t('spreadTold', short(median), short(p25), short(p75)) : t('spreadHere', short(here), percent(below), short(median));
  return h('section.spread', { 'data-field': one.field }, h('h3', {}, label, h('span.side-count', {}, t('records', count(n)))),
    h('div.spread-line', { role: 'img', 'aria-label': told }, placed('span.spread-whole', min, max), placed('span.spread-half', p25, p75),
      placed('span.spread-median', median), here === null ? null : placed('span.spread-own', here)),
    h('div.columns-ends', { 'aria-hidden': 'true' }, h('span', {}, short(ends[0])), h('span', {}, short(ends[1]))),
    h('p.hint', {}, told));
}

// What is told of handlers: a column is shown where it says something of any of them.
const handlerColumns = [
  ['handlerCases', ({ cases }) => count(cases)],
  ['handlerSettled', ({ ended, settled }) => (ended ? percent(settled / ended) : null)],
  ['handlerDays', ({ median_days: days }) => (days === null ? null : short(days))],
  ['rateCameBack', ({ came_back_rate: back }) => (back === null ? null : percent(back))],
];

/** Field by field: judges or mediators, experts, units. */
function handlers(list) {
  const fields = [...new Set(list.map((one) => one.field))];
  return fields.map((field) => {
    const some = list.filter((one) => one.field === field);
    const columns = handlerColumns.filter(([, told]) => some.some((one) => told(one) !== null));
    const rows = some.map((one) => h('tr', {}, h('th', { scope: 'row' }, one.label), columns.map(([, told]) => h('td', {}, told(one) ?? '—'))));
    const rest = rows.slice(shownHandlers);
    return h('section.handlers', { 'data-field': field }, h('h3', {}, some[0].field_label), h('table', {},
      h('thead', {}, h('tr', {}, h('td', {}), columns.map(([name]) => h('th', { scope: 'col' }, t(name))))),
      h('tbody', {}, rows.slice(0, shownHandlers))),
    rest.length ? h('details', {}, h('summary', {}, t('facetMore', count(rest.length))), h('table', {}, h('tbody', {}, rest))) : null);
  });
}

/** What parties to disputes like this one agreed on. */
const terms = (list) => (list.length ? h('section.agreed-terms', {}, h('h3', {}, t('agreedTerms')), h('ul', {}, list.map(({ id, text }) =>
  h('li', {}, marked(text), ' ', h('a', { href: recordLink(id) }, t('agreedOf')))))) : null);
