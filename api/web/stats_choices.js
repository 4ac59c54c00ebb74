// What statistics can be grouped by and measured, out of the fields of a kind. No field is named here.
import { said, t } from './i18n.js';
import { dateFields, facetFields, fieldsOf, numberFields } from './schema.js';

const levels = [1, 2, 3];
const units = ['year', 'quarter', 'month', 'week', 'weekday'];
const periods = ['year', 'quarter', 'month', 'week', 'day'];
/** Units whose names filters take. */
const filterable = ['year', 'quarter', 'month', 'day'];
const statistics = ['sum', 'mean', 'median', 'p90', 'min', 'max'];

const nestedColumns = (kind) => fieldsOf(kind).filter((field) => field.type === 'rows').flatMap((rows) =>
  (rows.columns ?? []).filter(({ type }) => type !== 'text').map((column) =>
    ({ ...column, name: `${rows.name}.${column.name}`, rows: rows.name, label: joined(rows.label, column.label) })));

const joined = (a, b) => ({ zh: `${a.zh}·${b.zh}`, en: `${a.en}, ${b.en}` });

/** [spec, text] of each. */
export const groupChoices = (kind) => [
  ...facetFields(kind).flatMap((field) => [[field.name, said(field.label)],
    ...(field.tree ? levels.map((n) => [`${field.name}@${n}`, t('statsLevel', said(field.label), n)]) : [])]),
  ...(kind ? [] : [['kind', t('kindLabel')]]),
  ...dateFields(kind).flatMap((field) => units.map((unit) => [`${field.name}:${unit}`, t('statsUnit', said(field.label), t(`unit_${unit}`))])),
  ...nestedColumns(kind).map((column) => [column.name, said(column.label)]),
];

/** The same of measures. Comparisons need a group by periods that follow each other. */
export function measureChoices(kind, groups) {
  const dates = dateFields(kind);
  const spans = dates.flatMap((from, i) => dates.slice(i + 1).map((to) => [from, to]));
  const numbers = [...numberFields(kind), ...nestedColumns(kind).filter(({ type }) => type === 'money' || type === 'number')];
  const running = groups.filter((group) => periods.includes(group.split(':')[1])).length === 1;
  return [
    ['share', t('stat_share')],
    ...(running ? [['change:count', t('stat_change')], ['diff:count', t('stat_diff')]] : []),
    ...numbers.flatMap((field) => statistics.map((word) => [`${word}:${field.name}`, t(`stat_${word}`, said(field.label))])),
    ...spans.flatMap(([from, to]) => ['days', 'workdays'].map((word) =>
      [`median:${word}:${from.name}..${to.name}`, t(`stat_${word}`, said(from.label), said(to.label))])),
    ...facetFields(kind).map((field) => [`distinct:${field.name}`, t('stat_distinct', said(field.label))]),
    ...fieldsOf(kind).filter(({ type }) => type === 'rows').map((rows) => [`rows:${rows.name}`, t('stat_rows', said(rows.label))]),
  ];
}

/** The filter [field, value] that finds a group's records; nothing where there is none. */
export function filterOf(spec, value) {
  if (value === null) return null; // the rest of a top
  const [field, option = ''] = spec.split(/:(.*)/s);
  if (option && !option.startsWith('ranges=') && !filterable.includes(option)) return null;
  return [field.split('@')[0], value];
}
