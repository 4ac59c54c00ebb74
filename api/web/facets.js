// Narrowing down: the column of facets with their counts, and the ranges among them.
import { draw, h } from './dom.js';
import { filterText, learnBuckets } from './format.js';
import { bar } from './hits.js';
import { count, said, t } from './i18n.js';
import { hasFilter, searchLink, toggled } from './place.js';
import { rangeForm } from './ranges.js';
import { dateFields, facetFields, numberFields } from './schema.js';
import { failure } from './states.js';

const openAtFirst = 4;
const datesAfter = 2; // facets
const amountsAfter = openAtFirst;
const shownBuckets = 6;
export const facetLimit = 40;

// What the reader unfolded or folded stays so while the page lives.
const unfolded = new Map();
const expanded = new Set();

const isNarrowed = (place, field) => place.filters.some(([name]) => name === field.name);

/** Fields whose counts are wanted now: the folded ones are not paid for. */
export const openFacets = (place) => facetFields(place.kind)
  .filter((field, index) => unfolded.get(field.name) ?? (index < openAtFirst || isNarrowed(place, field)))
  .map((field) => field.name);

/** `counts`: {total, facets, facets_distinct}; `load(field)` brings those of one unfolded later; `go` takes a link. */
export function facetPanel(place, counts, load, go) {
  learnBuckets(counts.facets);
  const open = new Set(openFacets(place));
  const tells = (field) => counts.facets[field.name]?.length || isNarrowed(place, field)
    || (counts.total > 0 && !open.has(field.name));
  const groups = facetFields(place.kind).map((field) =>
    (tells(field) ? facetGroup(place, field, counts, open.has(field.name), load, go) : null));
  return h('aside.facets', { 'aria-label': t('facetsHeading') },
    h('details.facets-fold', { open: matchMedia('(min-width: 56rem)').matches },
      h('summary', {}, t('facetsShow')),
      groups.slice(0, datesAfter),
      rangeForm(place, 'rangeDates', dateFields(place.kind), go),
      groups.slice(datesAfter, amountsAfter),
      rangeForm(place, 'rangeNumbers', numberFields(place.kind), go),
      groups.slice(amountsAfter)));
}

function facetGroup(place, field, counts, isOpen, load, go) {
  const body = h('div.buckets');
  let counted = isOpen ? counts : null;
  const redraw = () => draw(body, bucketList(place, field, counted, go, redraw));
  const unfold = async (event) => {
    if (event.target.open === isOpen && !unfolded.has(field.name)) return; // the event of being drawn open
    unfolded.set(field.name, event.target.open);
    if (event.target.open && !counted) await fill();
  };
  const fill = async () => {
    try {
      counted = await load(field.name);
      learnBuckets(counted.facets);
      redraw();
    } catch (problem) {
      if (problem.name !== 'AbortError') draw(body, failure(problem, fill));
    }
  };
  if (counted) redraw();
  return h('details.facet', { open: isOpen, ontoggle: unfold, 'data-field': field.name },
    h('summary', { 'data-key': `facet:${field.name}` }, said(field.label)), body);
}

function bucketList(place, field, counts, go, redraw) {
  const buckets = withChosen(place, field.name, counts.facets[field.name] ?? []);
  if (!buckets.length) return h('p.none', {}, t('facetNone'));
  const all = expanded.has(field.name);
  const shown = buckets.filter(({ value }, index) => all || index < shownBuckets || hasFilter(place, field.name, value));
  const unlisted = Math.max(counts.facets_distinct[field.name] ?? 0, buckets.length) - buckets.length;
  const most = Math.max(...buckets.map((bucket) => bucket.count), 1);
  const toggle = () => {
    all ? expanded.delete(field.name) : expanded.add(field.name);
    redraw();
  };
  const more = () => h('button.quiet', { type: 'button', onclick: toggle, 'data-key': `more:${field.name}` },
    all ? t('facetLess') : t('facetMore', count(buckets.length - shown.length + unlisted)));
  return [
    h('ul', {}, shown.map((bucket) => h('li', {}, bucketRow(place, field, bucket, most, go)))),
    all && unlisted ? h('p.none', {}, t('facetRest', count(unlisted))) : null,
    buckets.length > shownBuckets ? more() : null,
  ];
}

/** A chosen value is always listed, so that it can be taken off, even where nothing matches it now. */
function withChosen(place, name, buckets) {
  const listed = new Set(buckets.map((bucket) => bucket.value));
  const missing = place.filters.filter(([field, value]) => field === name && !listed.has(value))
    .map(([, value]) => ({ value, label: filterText(place.kind, name, value)[1], count: 0 }));
  return [...missing, ...buckets];
}

function bucketRow(place, field, { value, label, count: n }, most, go) {
  const key = `bucket:${field.name}:${value}`;
  return h('label.bucket', {},
    h('input', { type: 'checkbox', checked: hasFilter(place, field.name, value), 'data-key': key,
      onchange: () => go(searchLink(toggled(place, field.name, value)), { keepScroll: true }) }),
    h('span.bucket-label', { title: label }, label), h('span.bucket-count', {}, count(n)), bar(n / most));
}
