// Values as people read them.
import { count, said, t } from './i18n.js';
import { fieldNamed, isDate, withRole } from './schema.js';

// Codes' labels as answers bring them, so that a filter from a link shows its name as soon as anything has told it.
const labels = new Map();
const labelKey = (field, value) => `${field}\u0000${value}`;

export function learnLabels(byField) {
  for (const [field, names] of Object.entries(byField ?? {})) {
    for (const [code, label] of Object.entries(names)) labels.set(labelKey(field, code), label);
  }
}

export function learnBuckets(facets) {
  for (const [field, buckets] of Object.entries(facets)) {
    for (const { value, label } of buckets) labels.set(labelKey(field, value), label);
  }
}

export const hasLabel = (field, value) => labels.has(labelKey(field, value));
export const labelOf = (field, value) => labels.get(labelKey(field, value)) ?? value;

/** One value of a field: a code's label, 30,000 元, 2017-09-30 08:05, 是. */
export function scalarText(field, value) {
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return field.type === 'money' ? t('yuan', count(value)) : count(value);
  if (field.type === 'datetime') return String(value).slice(0, 16).replace('T', ' ');
  if (value !== null && typeof value === 'object') return JSON.stringify(value);
  return labelOf(field.name, String(value));
}

export const values = (value) => (Array.isArray(value) ? value : [value]);

export const valueText = (field, value) => values(value).map((one) => scalarText(field, one)).join(t('comma'));

/** What a whole record is called: its title, else its number, else its id. */
export function recordTitle(record) {
  const named = ['title', 'case_no'].map((role) => withRole(record.kind, role)).map((field) => field && record[field.name]);
  return named.find(Boolean) ?? record.id;
}

/** A filter as its chip says it. */
export function filterText(kindName, name, value) {
  const field = fieldNamed(kindName, name);
  const label = field ? said(field.label) : name;
  return [label, rangeText(value) ?? labelOf(name, value)];
}

function rangeText(value) {
  if (!value.includes('..')) return null;
  const [from, to] = value.split('..');
  if (from && to) return t('between', from, to);
  return from ? t('atLeast', from) : t('atMost', to);
}

/** The day of a date or datetime. */
export const dayOf = (field, value) => (field && isDate(field) ? String(value).slice(0, 10) : String(value));
