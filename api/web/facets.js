// Narrowing down: the column of facets with their counts, trees among them, and the ranges between.
import { draw, h } from './dom.js';
import { filterText, learnBuckets } from './format.js';
import { histogram } from './histogram.js';
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
const searchedFrom = 12; // values
const typingPause = 250; // ms
export const facetLimit = 40;

// What the reader unfolded or folded stays so while the page lives.
const unfolded = new Map();
const expanded = new Set();
const openBranches = new Set();

const isNarrowed = (place, field) => place.filters.some(([name]) => name === field.name);

/** How a field is counted: by its tree where it has one. */
const specOf = (field) => (field.tree ? `${field.name}:tree` : field.name);

/** What is to be counted now: the folded facets are not paid for. */
export const openFacets = (place) => facetFields(place.kind)
  .filter((field, index) => unfolded.get(field.name) ?? (index < openAtFirst || isNarrowed(place, field)))
  .map(specOf);

/** `counts`: {total, facets, facets_distinct}; `load(spec)` brings those of one unfolded later; `go` takes a link. */
export function facetPanel(place, counts, load, go) {
  learnBuckets(counts.facets);
  const open = new Set(openFacets(place));
  const tells = (field) => counts.facets[field.name]?.length || isNarrowed(place, field)
    || (counts.total > 0 && !open.has(specOf(field)));
  const groups = facetFields(place.kind).map((field) =>
    (tells(field) ? facetGroup(place, field, counts, open.has(specOf(field)), load, go) : null));
  return h('aside.facets', { 'aria-label': t('facetsHeading') },
    h('details.facets-fold', { open: matchMedia('(min-width: 56rem)').matches },
      h('summary', {}, t('facetsShow')),
      groups.slice(0, datesAfter),
      histogram(place, counts, go),
      rangeForm(place, 'rangeDates', dateFields(place.kind), go),
      groups.slice(datesAfter, amountsAfter),
      rangeForm(place, 'rangeNumbers', numberFields(place.kind), go),
      groups.slice(amountsAfter)));
}

function facetGroup(place, field, counts, isOpen, load, go) {
  const body = h('div.buckets');
  let counted = isOpen ? counts : null;
  const redraw = () => draw(body, bucketList(place, field, counted, { go, redraw, load }));
  const unfold = async (event) => {
    if (event.target.open === isOpen && !unfolded.has(field.name)) return; // the event of being drawn open
    unfolded.set(field.name, event.target.open);
    if (event.target.open && !counted) await fill();
  };
  const fill = async () => {
    try {
      counted = await load(specOf(field));
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

function bucketList(place, field, counts, { go, redraw, load }) {
  const buckets = withChosen(place, field.name, counts.facets[field.name] ?? []);
  if (!buckets.length) return h('p.none', {}, t('facetNone'));
  const all = expanded.has(field.name);
  const shown = buckets.filter(({ value }, index) => all || index < shownBuckets || hasFilter(place, field.name, value));
  const distinct = counts.facets_distinct[field.name] ?? 0;
  const unlisted = field.tree ? 0 : Math.max(distinct, buckets.length) - buckets.length;
  const toggle = () => {
    all ? expanded.delete(field.name) : expanded.add(field.name);
    redraw();
  };
  const more = () => h('button.quiet', { type: 'button', onclick: toggle, 'data-key': `more:${field.name}` },
    all ? t('facetLess') : t('facetMore', count(buckets.length - shown.length + unlisted)));
  const plain = [
    branch(place, field, shown, { go, redraw }),
    all && unlisted ? h('p.none', {}, t('facetRest', count(unlisted))) : null,
    buckets.length > shownBuckets ? more() : null,
  ];
  if (distinct < searchedFrom) return plain;
  const list = h('div', {}, plain);
  return [facetSearch(place, field, load, (found) => draw(list, found ? branch(place, field, found, { go, redraw, all: true }) : plain)), list];
}

/** The box that looks for values by what they are called. `show` takes buckets, or null for the usual ones. */
function facetSearch(place, field, load, show) {
  let timer = 0;
  const look = async (text) => {
    if (!text) return show(null);
    try {
      const found = await load(`${specOf(field)}:match=${text.replaceAll(':', ' ')}`);
      learnBuckets(found.facets);
      return show(found.facets[field.name] ?? []);
    } catch (problem) {
      return problem.name === 'AbortError' ? null : show([]);
    }
  };
  const typed = (event) => {
    clearTimeout(timer);
    timer = setTimeout(look, typingPause, event.target.value.trim());
  };
  return h('input.facet-search', { type: 'text', placeholder: t('facetSearch'), 'aria-label': t('facetSearchIn', said(field.label)),
    oninput: typed, autocomplete: 'off', 'data-key': `facet-search:${field.name}` });
}

/** A chosen value is always listed, so that it can be taken off, even where nothing matches it now. */
function withChosen(place, name, buckets) {
  const listed = new Set(allOf(buckets).map((bucket) => bucket.value));
  const missing = place.filters.filter(([field, value]) => field === name && !listed.has(value))
    .map(([, value]) => ({ value, label: filterText(place.kind, name, value)[1], count: 0 }));
  return [...missing, ...buckets];
}

const allOf = (buckets) => buckets.flatMap((bucket) => [bucket, ...allOf(bucket.children ?? [])]);

/** Values of one level; below each that is open, its own. `doing.all`: below every one. */
function branch(place, field, buckets, doing) {
  if (!buckets.length) return h('p.none', {}, t('facetNone'));
  const most = Math.max(...buckets.map((bucket) => bucket.count), 1);
  return h('ul', {}, buckets.map((bucket) => h('li', {}, twig(place, field, bucket, most, doing))));
}

function twig(place, field, bucket, most, doing) {
  const row = bucketRow(place, field, bucket, most, doing.go);
  if (!bucket.children?.length) return row;
  const key = `${field.name}=${bucket.value}`;
  const chosenBelow = allOf(bucket.children).some(({ value }) => hasFilter(place, field.name, value));
  const forced = chosenBelow || doing.all;
  const open = openBranches.has(key) || forced;
  const toggle = () => {
    open ? openBranches.delete(key) : openBranches.add(key);
    doing.redraw();
  };
  return [
    h('div.twig', {}, row, h('button.branch', { type: 'button', onclick: toggle, 'aria-expanded': String(open), disabled: Boolean(forced),
      'aria-label': t('facetBelow', bucket.label), 'data-key': `branch:${key}` }, open ? '▾' : '▸')),
    open ? branch(place, field, bucket.children, doing) : null,
  ];
}

function bucketRow(place, field, { value, label, count: n }, most, go) {
  const key = `bucket:${field.name}:${value}`;
  return h('label.bucket', {},
    h('input', { type: 'checkbox', checked: hasFilter(place, field.name, value), 'data-key': key,
      onchange: () => go(searchLink(toggled(place, field.name, value)), { keepScroll: true }) }),
    h('span.bucket-label', { title: label }, label), h('span.bucket-count', {}, count(n)), bar(n / most));
}
