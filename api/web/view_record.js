// One record, whole: its fields in the order of its kind, long texts to be read, and similar cases beside it.
import * as api from './api.js';
import { announce, draw, h, highlighted } from './dom.js';
import { learnLabels, recordTitle, scalarText, valueText, values } from './format.js';
import { kindBadge, wordsFor } from './hits.js';
import { said, t } from './i18n.js';
import { searchLink } from './place.js';
import { fieldsOf, withRole } from './schema.js';
import { similarAside } from './similar_list.js';
import { waiting } from './states.js';

const ownKeys = ['id', 'kind', 'labels', 'extra', 'extracted'];

export async function showRecord(place, main, { signal }) {
  const done = waiting(main, t('loadingRecord'));
  try {
    const record = await api.record(place.id, signal);
    learnLabels(record.labels);
    const title = recordTitle(record);
    document.title = `${title} · ${t('name')}`;
    announce(title);
    draw(main, h('div.record-page', {},
      h('article.record', {}, heading(place, record, title), contents(record, wordsFor(record.id))),
      similarAside(record.id, signal)));
  } finally {
    done();
  }
}

function heading(place, record, title) {
  const caseNo = withRole(record.kind, 'case_no');
  const back = place.back.startsWith('#/') ? place.back : '#/search';
  return h('header.record-heading', {},
    h('p.record-tools', {}, h('a.back', { href: back }, `← ${t(place.back ? 'backToResults' : 'backToSearch')}`),
      h('button.quiet', { type: 'button', onclick: () => print() }, t('print'))),
    h('p.record-kind', {}, kindBadge(record.kind),
      caseNo && record[caseNo.name] !== title ? h('span.case-no', {}, record[caseNo.name] ?? '') : null),
    h('h1', {}, title),
    h('p.record-id', {}, `${t('recordId')} `, h('code', {}, record.id)));
}

const isLong = (field) => field.type === 'text' && field.role !== 'title';
const shapeOf = (field) => (isLong(field) ? 'long' : field.type === 'rows' ? 'rows' : 'short');
const holds = (value) => value !== undefined && value !== null && value !== '' && values(value).length > 0;

/** Runs of short fields become a list of pairs; a long text becomes a section, nested rows a table. */
function contents(record, words) {
  const parts = [];
  const fields = fieldsOf(record.kind).filter((field) => holds(record[field.name]) && field.role !== 'title');
  for (const field of fields) {
    const shape = shapeOf(field);
    if (shape === 'short' && parts.at(-1)?.shape === 'short') parts.at(-1).fields.push(field);
    else parts.push({ shape, fields: [field] });
  }
  const draws = { long: longText, rows: rowTable, short: pairs };
  return [...parts.map(({ shape, fields: some }) => draws[shape](record, some, words)), grounds(record), others(record)];
}

function pairs(record, fields, words) {
  return h('dl.pairs', {}, fields.map((field) =>
    h('div', {}, h('dt', {}, said(field.label)), h('dd', {}, fieldValue(record, field, words)))));
}

/** A value that can be counted leads to the records that share it. */
function fieldValue(record, field, words) {
  if (!field.facet) return highlighted(valueText(field, record[field.name]), words);
  return values(record[field.name]).map((value, index) => [index ? t('comma') : null,
    h('a', { href: searchLink({ kind: record.kind, filters: [[field.name, String(value)]] }),
      title: t('filterBy', said(field.label), scalarText(field, value)) }, scalarText(field, value))]);
}

function longText(record, [field], words) {
  const paragraphs = values(record[field.name]).flatMap((text) => String(text).split('\n'))
    .map((text) => text.trim()).filter(Boolean);
  return h('section.reading', {}, h('h2', {}, said(field.label)), paragraphs.map((text) => h('p', {}, highlighted(text, words))));
}

function rowTable(record, [field]) {
  const rows = values(record[field.name]);
  const asOf = (column) => ({ ...column, name: field.name }); // the labels of its codes stand under the field
  const columns = (field.columns ?? []).filter((column) => rows.some((row) => holds(row[column.name])));
  return h('section.rows', {}, h('h2', {}, said(field.label)), h('div.table-scroll', { tabIndex: 0 }, h('table', {},
    h('thead', {}, h('tr', {}, columns.map((column) => h('th', { scope: 'col' }, said(column.label))))),
    h('tbody', {}, rows.map((row) => h('tr', {}, columns.map((column) =>
      h(`td.type-${column.type}`, {}, holds(row[column.name]) ? valueText(asOf(column), row[column.name]) : ''))))))));
}

/** Where the values come from that the ledger did not give: the sentence, how sure, or who said so. */
function grounds(record) {
  const entries = (record.extracted ?? []).map((entry) => [entry, fieldsOf(record.kind).find(({ name }) => name === entry.field)])
    .filter(([, field]) => field);
  if (!entries.length) return null;
  const isDoubtful = ([entry, field]) => !entry.by && entry.confidence < (field.review_below ?? 0);
  const doubtful = entries.filter(isDoubtful).length;
  return h('details.grounds', { open: doubtful > 0 }, h('summary', {}, h('h2', {}, t('extractedFrom')),
    doubtful ? h('span.doubt', {}, t('toReview', doubtful)) : null),
  h('ul', {}, entries.map((pair) => ground(...pair, isDoubtful(pair)))));
}

function ground(entry, field, doubtful) {
  const value = entry.value === null ? t('nothingThere') : groundValue(field, entry.value);
  return h(doubtful ? 'li.doubtful' : 'li', {},
    h('p.ground-value', {}, h('span.ground-field', {}, said(field.label)), h('strong', {}, value),
      doubtful ? h('span.doubt', {}, t('doubtful')) : null,
      h('span.ground-sure', {}, entry.by ? t('saidBy', entry.by, entry.when.slice(0, 10)) : t('sure', Math.round(entry.confidence * 100)))),
    entry.sentence ? h('blockquote', {}, highlighted(entry.sentence, entry.words ? [entry.words] : [])) : null);
}

function groundValue(field, value) {
  if (field.type !== 'rows') return scalarText(field, value);
  return (field.columns ?? []).filter((column) => holds(value[column.name]))
    .map((column) => valueText({ ...column, name: field.name }, value[column.name])).join(' · ');
}

/** Columns of the ledger that the kind does not know. */
function others(record) {
  const known = new Set([...ownKeys, ...fieldsOf(record.kind).map((field) => field.name)]);
  const rest = { ...Object.fromEntries(Object.entries(record).filter(([name]) => !known.has(name))), ...record.extra };
  if (!Object.keys(rest).length) return null;
  const plain = (value) => (value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value));
  return h('section.others', {}, h('h2', {}, t('otherColumns')), h('dl.pairs', {},
    Object.entries(rest).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, plain(value))))));
}
