// Results: facets beside, chips and order above, pages below.
import * as api from './api.js';
import { chips } from './chips.js';
import { announce, draw, h } from './dom.js';
import { facetLimit, facetPanel, openFacets } from './facets.js';
import { hasLabel, learnLabels } from './format.js';
import { histogramFacet } from './histogram.js';
import { card } from './hits.js';
import { count, said, t } from './i18n.js';
import { filtersOf, only, searchLink, statsLink } from './place.js';
import { dateFields, fieldNamed, numberFields } from './schema.js';
import { failure, nothing, total, waiting } from './states.js';
import { exportMenu, groupSelect } from './take_away.js';

const pageSize = 20;
const maxOffset = 1_000_000;

export async function showSearch(place, main, { go, signal }) {
  const done = waiting(main, t('loading'));
  const named = learnNames(place, signal);
  try {
    const answer = await ask(place, signal);
    await named;
    signal.throwIfAborted();
    hitsOf(answer).forEach((hit) => learnLabels(hit.labels));
    announce(t('announce', count(answer.total)));
    const load = (facet) => api.search(question(place, { facet: [facet], limit: 0 }), signal);
    draw(main, h('div.search-page', {}, facetPanel(place, answer, load, go), results(place, answer, go)));
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

/** The answer with the counts to choose from: a field already narrowed is counted as if it were not. */
const ask = (place, signal) => api.search(question(place, {
  facet: [...openFacets(place), histogramFacet(place)].filter(Boolean), sort: place.sort, group: place.group, limit: pageSize,
  offset: pageSize * (place.page - 1),
}), signal);

function results(place, answer, go) {
  const here = searchLink(place);
  return h('section.results', { 'aria-labelledby': 'results-heading' },
    h('h1.unseen', { id: 'results-heading' }, t('resultsHeading')),
    h('div.results-bar', {},
      total(t('total', count(answer.total)), answer),
      groupSelect(place, go),
      sortSelect(place, go),
      answer.total ? h('a.to-stats', { href: statsLink(place) }, t('statsLink')) : null,
      exportMenu(place, answer.total)),
    chips(place, go),
    answer.expanded.map(({ word, also }) => h('p.hint', {}, t('alsoLookedFor', word, also.join('、')))),
    answer.notes.map((note) => h('p.hint', {}, said(note))),
    offers(place, answer.did_you_mean),
    answer.groups?.map((group) => groupOf(place, group, here)),
    answer.hits.map((hit) => card(hit, here)),
    answer.total ? null : nothing(advice(place)),
    pages(place, answer.groups_distinct ?? answer.total));
}

const hitsOf = (answer) => [...answer.hits, ...(answer.groups ?? []).flatMap((group) => group.hits)];

/** The best hits of one value, and the way to the rest. */
function groupOf(place, { value, label, count: n, hits }, here) {
  const rest = n > hits.length && value !== '';
  return h('section.group-of-hits', {},
    h('h2.group-heading', {}, value === '' ? t('groupWithout') : label, h('span.group-count', {}, t('records', count(n)))),
    hits.map((hit) => card(hit, here)),
    rest ? h('a.group-rest', { href: searchLink({ ...only(place, place.group, value), group: '' }) }, t('groupRest', count(n))) : null);
}

/** What to ask instead where nothing is found; it is asked only when it is chosen. */
const offers = (place, instead) => instead.map(({ query, total: found, why }) => h('p.offer', {},
  t('didYouMean'), h('a', { href: searchLink({ ...place, q: query, page: 1 }) }, query),
  h('span.offer-count', {}, t('records', count(found))), h('span.offer-why', {}, said(why))));

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
