// The filters in force, each removable.
import { h } from './dom.js';
import { filterText } from './format.js';
import { t } from './i18n.js';
import { searchLink, toggled } from './place.js';

/** Nothing where there are none. `go` takes a link, which `linkOf` makes of a place. */
export function chips(place, go, linkOf = searchLink) {
  if (!place.filters.length) return null;
  const clear = () => go(linkOf({ ...place, filters: [], page: 1 }));
  return h('div.chips', { role: 'group', 'aria-label': t('chipsHeading') },
    place.filters.map((filter) => chip(place, filter, go, linkOf)),
    place.filters.length > 1 ? h('button.quiet', { type: 'button', onclick: clear }, t('chipsClear')) : null);
}

function chip(place, [field, value], go, linkOf) {
  const [label, text] = filterText(place.kind, field, value);
  const remove = () => go(linkOf(toggled(place, field, value)), { keepScroll: true });
  return h('button.chip', { type: 'button', onclick: remove, 'data-key': `chip:${field}:${value}`,
    'aria-label': t('chipRemove', `${label} ${text}`) },
  h('span.chip-field', {}, label), text, h('span.cross', { 'aria-hidden': 'true' }, '×'));
}
