// How the matches spread over time: a bar a year, and a bar a month within a chosen year.
import { h } from './dom.js';
import { count, said, t } from './i18n.js';
import { only, searchLink } from './place.js';
import { dateFields } from './schema.js';

const mostBars = 60;

const yearOf = (place, field) =>
  place.filters.find(([name, value]) => name === field.name && /^\d{4}(-\d{2})?$/.test(value))?.[1].slice(0, 4);

/** The field that the histogram is of; undefined where the kind has no date. */
const fieldOf = (place) => dateFields(place.kind)[0];

/** What is to be counted for it; nothing where there are no dates. */
export function histogramFacet(place) {
  const field = fieldOf(place);
  if (!field) return null;
  return `${field.name}:${yearOf(place, field) ? 'month' : 'year'}`;
}

/** `counts`: with the facet above; `go` takes a link. */
export function histogram(place, counts, go) {
  const field = fieldOf(place);
  const facet = histogramFacet(place);
  const year = field && yearOf(place, field);
  const steps = (counts.facets[facet] ?? []).filter(({ value }) => !year || value.startsWith(year)).slice(-mostBars);
  if (steps.length < 2 && !year) return null;
  const most = Math.max(...steps.map((step) => step.count), 1);
  const choose = (value) => go(searchLink(only(place, field.name, value)), { keepScroll: true });
  return h('section.facet.histogram', { 'data-field': field.name },
    h('h2', {}, t('histogramHeading', said(field.label)),
      year ? h('button.quiet', { type: 'button', onclick: () => choose(''), 'data-key': 'histogram:all' }, t('histogramAll')) : null),
    h('div.columns', {}, steps.map((step) => column(place, field, step, most, choose))),
    h('div.columns-ends', { 'aria-hidden': 'true' }, h('span', {}, steps[0]?.label ?? ''), h('span', {}, steps.at(-1)?.label ?? '')));
}

function column(place, field, { value, count: n }, most, choose) {
  const chosen = place.filters.some(([name, filter]) => name === field.name && filter === value);
  const filled = h('span.column-filled');
  filled.style.blockSize = n ? `${Math.max(4, Math.round((100 * n) / most))}%` : '0';
  return h('button.column', { type: 'button', title: t('histogramStep', value, count(n)), 'aria-label': t('histogramStep', value, count(n)),
    'aria-pressed': String(chosen), disabled: n === 0, onclick: () => choose(chosen ? '' : value), 'data-key': `column:${value}` }, filled);
}
