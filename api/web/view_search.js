// Results: facets beside, chips and order above, pages below.
import * as api from './api.js';
import { chips } from './chips.js';
import { announce, draw, h } from './dom.js';
import { facetLimit, facetPanel, openFacets } from './facets.js';
import { hasLabel, learnLabels } from './format.js';
import { card } from './hits.js';
import { count, said, t } from './i18n.js';
import { filtersOf, searchLink } from './place.js';
import { dateFields, fieldNamed, numberFields } from './schema.js';
import { failure, nothing, total, waiting } from './states.js';

const pageSize = 20;
const maxOffset = 1_000_000;

export async function showSearch(place, main, { go, signal }) {
  const done = waiting(main, t('loading'));
  const named = learnNames(place, signal);
  try {
    const [answer, counts] = await ask(place, signal);
    await named;
    signal.throwIfAborted();
    answer.hits.forEach((hit) => learnLabels(hit.labels));
    announce(t('announce', count(answer.total)));
    const load = (field) => api.search(question(place, { facet: [field], limit: 0 }), signal);
    draw(main, h('div.search-page', {}, facetPanel(place, counts, load, go), results(place, answer, go)));
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    await named;
    signal.throwIfAborted();
    draw(main, h('div.search-page', {}, h('div'), h('section.results', {}, chips(place, go),
      failure(problem, () => showSearch(place, main, { go, signal })))));
  } finally {
    done();
  }
}

/** A link may filter by codes whose names nothing has told yet: a record that has the code tells its name. */
async function learnNames(place, signal) {
  const unnamed = place.filters.filter(([field, value]) =>
    fieldNamed(place.kind, field)?.type === 'code' && !hasLabel(field, value));
  const answers = await Promise.allSettled(unnamed.map(([field, value]) =>
    api.search({ filter: [`${field}=${value}`], limit: 1 }, signal)));
  answers.flatMap((answer) => answer.value?.hits ?? []).forEach((hit) => learnLabels(hit.labels));
}

const question = (place, extra) =>
  ({ q: place.q, kind: place.kind, filter: filtersOf(place), facet_limit: facetLimit, ...extra });

/**
 * The answer, and the counts to choose from. Values of one field widen each other, so a field already narrowed is
 * counted as if it were not: that shows what else could be chosen.
 */
async function ask(place, signal) {
  const open = openFacets(place);
  const narrowed = open.filter((field) => place.filters.some(([name]) => name === field));
  const plain = open.filter((field) => !narrowed.includes(field));
  const without = (field) => place.filters.filter(([name]) => name !== field);
  const [answer, ...beside] = await Promise.all([
    api.search(question(place, { facet: plain, sort: place.sort, limit: pageSize, offset: pageSize * (place.page - 1) }), signal),
    ...narrowed.map((field) => api.search(question({ ...place, filters: without(field) }, { facet: [field], limit: 0 }), signal)),
  ]);
  const merged = (part) => Object.assign({}, ...[answer, ...beside].map((one) => one[part]));
  return [answer, { total: answer.total, facets: merged('facets'), facets_distinct: merged('facets_distinct') }];
}

function results(place, answer, go) {
  const here = searchLink(place);
  return h('section.results', { 'aria-labelledby': 'results-heading' },
    h('h1.unseen', { id: 'results-heading' }, t('resultsHeading')),
    h('div.results-bar', {},
      total(t('total', count(answer.total)), answer),
      sortSelect(place, go)),
    chips(place, go),
    answer.expanded.map(({ word, also }) => h('p.hint', {}, t('alsoLookedFor', word, also.join('、')))),
    answer.notes.map((note) => h('p.hint', {}, said(note))),
    answer.hits.length ? answer.hits.map((hit) => card(hit, here)) : nothing(advice(place)),
    pages(place, answer.total));
}

function advice(place) {
  const instead = (key, change) => h('a', { href: searchLink({ ...place, ...change, page: 1 }) }, t(key));
  const quoted = /["“”]/.test(place.q);
  return [
    place.q ? t('emptyFewer') : null,
    quoted ? instead('emptyQuotes', { q: place.q.replace(/["“”]/g, ' ').trim() }) : null,
    place.filters.length ? instead('emptyFilters', { filters: [] }) : null,
    place.kind ? instead('emptyKind', { kind: '' }) : null,
    instead('browseAll', { q: '', kind: '', filters: [] }),
  ].filter(Boolean);
}

function sortSelect(place, go) {
  const option = (value, text) => h('option', { value, selected: value === place.sort }, text);
  const bothWays = (field, down, up) =>
    [option(`-${field.name}`, t(down, said(field.label))), option(field.name, t(up, said(field.label)))];
  return h('label.sort', {}, h('span', {}, t('sortLabel')),
    h('select', { 'data-key': 'sort', onchange: (event) => go(searchLink({ ...place, sort: event.target.value, page: 1 })) },
      option('', t('sortRelevance')),
      dateFields(place.kind).flatMap((field) => bothWays(field, 'sortNewest', 'sortOldest')),
      numberFields(place.kind).flatMap((field) => bothWays(field, 'sortHighest', 'sortLowest'))));
}

/** The pages around this one, the first and the last that can be reached. */
function pages(place, total) {
  const last = Math.min(Math.ceil(total / pageSize), maxOffset / pageSize + 1);
  if (last <= 1) return null;
  const near = [1, place.page - 2, place.page - 1, place.page, place.page + 1, place.page + 2, last];
  const shown = [...new Set(near)].filter((page) => page >= 1 && page <= last).sort((a, b) => a - b);
  const link = (page, text, label = text) => h('a', { href: searchLink({ ...place, page }), 'aria-label': label,
    'aria-current': page === place.page ? 'page' : null, 'data-key': `page:${text}` }, text);
  const numbered = (page) => link(page, String(page), t('pageNumber', page));
  return h('nav.pages', { 'aria-label': t('pages') },
    place.page > 1 ? link(place.page - 1, t('pagePrevious')) : null,
    shown.map((page, index) => [index && page > shown[index - 1] + 1 ? h('span.gap', {}, '…') : null, numbered(page)]),
    place.page < last ? link(place.page + 1, t('pageNext')) : null);
}
