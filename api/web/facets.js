// Narrowing down: facets with counts, ranges, and the chips of what is in force.
import { h } from './dom.js';
import { filterText, learnBuckets } from './format.js';
import { count, said, t } from './i18n.js';
import { hasFilter, only, searchLink, toggled } from './place.js';
import { dateFields, facetFields, numberFields } from './schema.js';
import { bar } from './hits.js';

const openAtFirst = 4;
const datesAfter = 2;  // facets
const amountsAfter = openAtFirst;
const shownBuckets = 6;
export const facetLimit = 40;

// What the reader unfolded or folded stays so while the page lives.
const unfolded = new Map();
const expanded = new Set();

/** Fields whose counts are wanted now: the folded ones are not paid for. */
export const openFacets = (place) => facetFields(place.kind)
  .filter((field, index) => unfolded.get(field.name) ?? (index < openAtFirst || place.filters.some(([name]) => name === field.name)))
  .map((field) => field.name);

/** `counts`: {total, facets, facets_distinct}; `load(field)` brings those of a field unfolded later; `go` takes a link. */
export function facetPanel(place, counts, load, go) {
  learnBuckets(counts.facets);
  const open = new Set(openFacets(place));
  const telling = (field) => counts.facets[field.name]?.length || place.filters.some(([name]) => name === field.name);
  const worthwhile = (field) => telling(field) || (counts.total > 0 && !open.has(field.name));
  const groups = facetFields(place.kind).map((field) =>
    (worthwhile(field) ? facetGroup(place, field, counts, open.has(field.name), load, go) : null));
  return h('aside.facets', { 'aria-label': t('facetsHeading') },
    h('details.facets-fold', { open: matchMedia('(min-width: 56rem)').matches },
      h('summary', {}, t('facetsShow')),
      groups.slice(0, datesAfter),
      rangeGroup(place, 'rangeDates', dateFields(place.kind), 'date', go),
      groups.slice(datesAfter, amountsAfter),
      rangeGroup(place, 'rangeNumbers', numberFields(place.kind), 'text', go),
      groups.slice(amountsAfter)));
}

function facetGroup(place, field, counts, isOpen, load, go) {
  const body = h('div.buckets', {}, isOpen ? bucketList(place, field, counts, go) : null);
  const unfold = async (event) => {
    const opening = event.target.open;
    if (opening === (unfolded.get(field.name) ?? isOpen)) return;
    unfolded.set(field.name, opening);
    if (!opening || body.childElementCount) return;
    const late = await load(field.name);
    learnBuckets(late.facets);
    body.replaceChildren(bucketList(place, field, late, go));
  };
  return h('details.facet', { open: isOpen, ontoggle: unfold, 'data-field': field.name },
    h('summary', { 'data-key': `facet:${field.name}` }, said(field.label)), body);
}

function bucketList(place, field, counts, go) {
  const buckets = withChosen(place, field.name, counts.facets[field.name] ?? []);
  if (!buckets.length) return h('p.none', {}, t('facetNone'));
  const most = Math.max(...buckets.map((bucket) => bucket.count), 1);
  const all = expanded.has(field.name);
  const items = buckets.map((bucket, index) => h('li', { hidden: !all && index >= shownBuckets && !hasFilter(place, field.name, bucket.value) },
    bucketRow(place, field, bucket, most, go)));
  const unlisted = (counts.facets_distinct[field.name] ?? buckets.length) - buckets.length;
  return h('div', {}, h('ul', {}, items), moreButton(field, items, unlisted));
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

function moreButton(field, items, unlisted) {
  const folded = items.filter((item) => item.hidden);
  const rest = unlisted > 0 ? h('p.none', { hidden: !expanded.has(field.name) }, t('facetRest', count(unlisted))) : null;
  if (!folded.length && !expanded.has(field.name)) return rest;
  const toggle = () => {
    expanded.has(field.name) ? expanded.delete(field.name) : expanded.add(field.name);
    const all = expanded.has(field.name);
    items.slice(shownBuckets).forEach((item) => { item.hidden = !all && !item.querySelector('input').checked; });
    if (rest) rest.hidden = !all;
    button.textContent = all ? t('facetLess') : t('facetMore', items.filter((item) => item.hidden).length);
  };
  const button = h('button.quiet', { type: 'button', onclick: toggle, 'data-key': `more:${field.name}` },
    expanded.has(field.name) ? t('facetLess') : t('facetMore', folded.length));
  return h('div', {}, rest, button);
}

/** From … to …, over one of `fields`; either end may stay empty. */
function rangeGroup(place, heading, fields, type, go) {
  if (!fields.length) return null;
  const inForce = (name) => place.filters.find(([field, value]) => field === name && value.includes('..'))?.[1].split('..');
  const chosen = fields.find((field) => inForce(field.name)) ?? fields[0];
  const [from = '', to = ''] = inForce(chosen.name) ?? [];
  const apply = (event) => {
    event.preventDefault();
    const { field, from: a, to: b } = form.elements;
    const [low, high] = [a.value.trim(), b.value.trim()];
    go(searchLink(only(place, field.value, low || high ? `${low}..${high}` : '')), { keepScroll: true });
  };
  const end = (name, value) => h('label', {}, h('span', {}, t(name === 'from' ? 'rangeFrom' : 'rangeTo')),
    h('input', { name, type, value, inputmode: type === 'text' ? 'decimal' : null, autocomplete: 'off', 'data-key': `${heading}:${name}` }));
  const form = h('form.range', { onsubmit: apply, 'data-range': heading },
    h('select', { name: 'field', 'aria-label': t('rangeField'), 'data-key': `${heading}:field` },
      fields.map((field) => h('option', { value: field.name, selected: field === chosen }, said(field.label)))),
    end('from', from), end('to', to), h('button', { 'data-key': `${heading}:apply` }, t('rangeApply')));
  return h('section.facet', {}, h('h2', {}, t(heading)), form);
}

/** The filters in force, each removable. */
export function chips(place, go) {
  if (!place.filters.length) return null;
  return h('div.chips', { role: 'group', 'aria-label': t('chipsHeading') },
    place.filters.map(([field, value]) => {
      const [label, text] = filterText(place.kind, field, value);
      return h('button.chip', { type: 'button', 'data-key': `chip:${field}:${value}`, 'aria-label': t('chipRemove', `${label} ${text}`),
        onclick: () => go(searchLink(toggled(place, field, value)), { keepScroll: true }) },
      h('span.chip-field', {}, label), text, h('span.cross', { 'aria-hidden': 'true' }, '×'));
    }),
    place.filters.length > 1 ? h('button.quiet', { type: 'button', onclick: () => go(searchLink({ ...place, filters: [], page: 1 })) }, t('chipsClear')) : null);
}
