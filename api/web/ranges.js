// Ranges of days and amounts: a..b, either end open.
import { h } from './dom.js';
import { said, t } from './i18n.js';
import { only, searchLink } from './place.js';
import { isDate } from './schema.js';

const ends = { from: 'rangeFrom', to: 'rangeTo' };

const inForce = (place, name) =>
  place.filters.find(([field, value]) => field === name && value.includes('..'))?.[1].split('..');

/** A range over one of `fields`, which the reader chooses; nothing where there are none. `go` takes a link. */
export function rangeForm(place, heading, fields, go) {
  if (!fields.length) return null;
  const chosen = fields.find((field) => inForce(place, field.name)) ?? fields[0];
  const [from = '', to = ''] = inForce(place, chosen.name) ?? [];
  const apply = (event) => {
    event.preventDefault();
    const [field, low, high] = ['field', 'from', 'to'].map((name) => form.elements[name].value.trim());
    go(searchLink(only(place, field, low || high ? `${low}..${high}` : '')), { keepScroll: true });
  };
  const kindOfInput = isDate(chosen) ? { type: 'date' } : { type: 'text', inputmode: 'decimal', autocomplete: 'off' };
  const end = (name, value) => h('label', {}, h('span', {}, t(ends[name])),
    h('input', { name, value, ...kindOfInput, 'data-key': `${heading}:${name}` }));
  const form = h('form.range', { onsubmit: apply, 'data-range': heading },
    h('select', { name: 'field', 'aria-label': t('rangeField'), 'data-key': `${heading}:field` },
      fields.map((field) => h('option', { value: field.name, selected: field === chosen }, said(field.label)))),
    end('from', from), end('to', to), h('button', { 'data-key': `${heading}:apply` }, t('rangeApply')));
  return h('section.facet', {}, h('h2', {}, t(heading)), form);
}
