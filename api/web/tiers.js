// The tiers of authority as they were walked, and hits of one tier that ended differently.
import { h } from './dom.js';
import { count, t } from './i18n.js';
import { recordLink } from './place.js';

/** What each tier held; nothing where tiers were not walked. */
export function tierPanel({ tiers }) {
  if (!tiers?.length) return null;
  return h('section.tiers', { 'aria-labelledby': 'tiers-heading' }, h('h2', { id: 'tiers-heading' }, t('tiersHeading')),
    h('ol', {}, tiers.map(({ tier, label, searched, alike, recent }) =>
      h(searched ? alike ? 'li.held' : 'li' : 'li.skipped', { 'data-tier': tier }, h('span.tier-label', {}, label),
        h('span.tier-held', {}, searched ? alike ? t('tierHeld', count(alike), count(recent)) : t('tierEmpty') : t('tierSkipped'))))),
    h('p.hint', {}, t('tiersHint')));
}

/** Conflicting outcomes side by side, a column a side. */
export function conflictPanel({ conflicts, hits, tiers }) {
  if (!conflicts?.length) return null;
  const titles = new Map(hits.map((hit) => [hit.id, hit.title || hit.id]));
  const labels = new Map((tiers ?? []).map(({ tier, label }) => [tier, label]));
  return h('details.conflicts', {}, h('summary', {}, h('h2', {}, t('conflictsHeading')), h('span.hint', {}, t('conflictsHint'))),
    conflicts.map(({ tier, sides }) => h('section', {}, labels.has(tier) ? h('h3', {}, labels.get(tier)) : null,
      h('div.sides', {}, sides.map(({ outcome, hits: ids }) => h('div.one-side', {},
        h('h4', {}, outcome, h('span.side-count', {}, t('records', count(ids.length)))),
        h('ul', {}, ids.map((id) => h('li', {}, h('a', { href: recordLink(id) }, titles.get(id)))))))))));
}
