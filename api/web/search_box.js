// The search form: in the masthead of every page, and large on the start page.
import { h } from './dom.js';
import { openHelp } from './help.js';
import { said, t } from './i18n.js';
import { searchLink } from './place.js';
import { allKinds, fieldsOf } from './schema.js';

export function kindSelect(chosen, id, onchange) {
  return h('select', { id, name: 'kind', onchange, 'aria-label': t('kindLabel') },
    h('option', { value: '' }, t('allKinds')),
    allKinds().map((kind) => h('option', { value: kind.name, selected: kind.name === chosen }, said(kind.label))));
}

/** `go` takes a link. Filters stay where the chosen kind has their fields. */
export function searchBox(place, go, { large = false } = {}) {
  const submit = (event) => {
    event.preventDefault();
    const kind = form.elements.kind.value;
    const known = new Set(fieldsOf(kind).map((field) => field.name));
    go(searchLink({ ...place, q: form.elements.q.value.trim(), kind, page: 1,
      filters: place.filters.filter(([field]) => known.has(field)) }));
  };
  const id = large ? 'query-large' : 'query';
  const form = h(large ? 'form.search-box.large' : 'form.search-box', { role: 'search', onsubmit: submit },
    kindSelect(place.kind, `${id}-kind`, () => (place.view === 'search' ? form.requestSubmit() : null)),
    h('label.unseen', { for: id }, t('searchLabel')),
    h('input', { id, name: 'q', type: 'search', value: place.q, placeholder: t('searchPlaceholder'), autocomplete: 'off',
      spellcheck: 'false', enterkeyhint: 'search' }),
    h('button.help', { type: 'button', title: t('helpButton'), 'aria-label': t('helpButton'), onclick: openHelp }, '?'),
    h('button.primary', {}, t('searchButton')));
  return form;
}
