// The start page: what is on file, and one large search box.
import { draw, h } from './dom.js';
import { count, t } from './i18n.js';
import { searchLink } from './place.js';
import { kindBadge } from './hits.js';
import { allKinds } from './schema.js';
import { searchBox } from './search_box.js';

export async function showHome(place, main, { go }) {
  draw(main, h('section.home', {},
    h('h1', {}, t('name')),
    h('p.tagline', {}, t('tagline')),
    searchBox(place, go, { large: true }),
    h('h2.unseen', {}, t('recordsHeld')),
    h('ul.holdings', {}, allKinds().map((kind) => h('li', {},
      h('a.holding', { href: searchLink({ kind: kind.name }) },
        kindBadge(kind.name),
        h('span.holding-count', {}, t('records', count(kind.records)))))))));
  main.querySelector('input[type=search]').focus({ preventScroll: true });
}
