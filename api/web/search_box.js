// The search form: in the masthead of every page, and large on the start page.
import { h } from './dom.js';
import { openHelp } from './help.js';
import { said, t } from './i18n.js';
import { filtersOf, hasFilter, searchLink } from './place.js';
import { allKinds, fieldsOf } from './schema.js';
import { suggestions } from './suggest.js';

export function kindSelect(chosen, id, onchange) {
  return h('select', { id, name: 'kind', onchange, 'aria-label': t('kindLabel') },
    h('option', { value: '' }, t('allKinds')),
    allKinds().map((kind) => h('option', { value: kind.name, selected: kind.name === chosen }, said(kind.label))));
}

/** The place that choosing a suggestion leads to: a value narrows, a title is looked for as it stands, the rest as words. */
function chosenPlace(place, { type, text, field, value }) {
  if (type === 'value')
    return { ...place, q: '', filters: hasFilter(place, field, value) ? place.filters : [...place.filters, [field, value]] };
  return { ...place, q: type === 'title' ? `"${text.replace(/["“”]/g, ' ')}"` : text };
}

/** `go` takes a link. Filters stay where the chosen kind has their fields. */
export function searchBox(place, go, { large = false } = {}) {
  const here = () => {
    const kind = form.elements.kind.value;
    const known = new Set(fieldsOf(kind).map((field) => field.name));
    return { ...place, kind, page: 1, filters: place.filters.filter(([field]) => known.has(field)) };
  };
  const submit = (event) => {
    event.preventDefault();
    suggested.close();
    go(searchLink({ ...here(), q: input.value.trim() }));
  };
  const id = large ? 'query-large' : 'query';
  const input = h('input', { id, name: 'q', type: 'search', value: place.q, placeholder: t('searchPlaceholder'), autocomplete: 'off',
    spellcheck: 'false', enterkeyhint: 'search', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false',
    'aria-controls': `${id}-suggestions` });
  const suggested = suggestions(input, () => ({ kind: here().kind, filter: filtersOf(here()) }),
    (one) => go(searchLink(chosenPlace(here(), one))));
  const form = h(large ? 'form.search-box.large' : 'form.search-box', { role: 'search', onsubmit: submit },
    kindSelect(place.kind, `${id}-kind`, () => (place.view === 'search' ? form.requestSubmit() : null)),
    h('label.unseen', { for: id }, t('searchLabel')),
    input,
    h('button.help', { type: 'button', title: t('helpButton'), 'aria-label': t('helpButton'), onclick: openHelp }, '?'),
    h('button.primary', {}, t('searchButton')),
    suggested.list);
  return form;
}
