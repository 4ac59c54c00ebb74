// Taking what was found away: grouped on the page, or as a file of all matches.
import * as api from './api.js';
import { draw, h } from './dom.js';
import { count, said, t } from './i18n.js';
import { filtersOf, searchLink } from './place.js';
import { facetFields } from './schema.js';
import { failure } from './states.js';

const formats = { xlsx: 'exportXlsx', csv: 'exportCsv', ndjson: 'exportNdjson' };

/** Which field hits are grouped by. `go` takes a link. */
export function groupSelect(place, go) {
  const option = (value, text) => h('option', { value, selected: value === place.group }, text);
  return h('label.group', {}, h('span', {}, t('groupLabel')),
    h('select', { 'data-key': 'group', onchange: (event) => go(searchLink({ ...place, group: event.target.value, page: 1 })) },
      option('', t('groupNone')), facetFields(place.kind).map((field) => option(field.name, said(field.label)))));
}

/** The menu of files that all matches can be had as; nothing where there are none. */
export function exportMenu(place, total) {
  if (!total) return null;
  const told = h('div.export-told', { role: 'status' });
  const take = async (format) => {
    draw(told, h('p.hint', {}, t('exportUnderWay', count(total))));
    try {
      const request = { q: place.q, kind: place.kind, filter: filtersOf(place), sort: place.sort, format };
      save(await api.exported(request), `leian.${format}`);
      draw(told);
    } catch (problem) {
      draw(told, failure(problem, () => take(format)));
    }
  };
  return h('details.export', {}, h('summary', { 'data-key': 'export' }, t('exportButton')),
    h('div.export-menu', {}, h('p.hint', {}, t('exportHint', count(total))),
      Object.entries(formats).map(([format, name]) =>
        h('button', { type: 'button', onclick: () => take(format), 'data-key': `export:${format}` }, t(name))),
      told));
}

/** The files that a table of statistics can be had as. */
export function statsMenu(request) {
  const told = h('div.export-told', { role: 'status' });
  const take = async (format) => {
    try {
      save(await api.statsFile({ ...request, format }), `leian-stats.${format}`);
      draw(told);
    } catch (problem) {
      draw(told, failure(problem, () => take(format)));
    }
  };
  return h('details.export', {}, h('summary', { 'data-key': 'stats:file' }, t('statsButton')),
    h('div.export-menu', {}, ['xlsx', 'csv'].map((format) =>
      h('button', { type: 'button', onclick: () => take(format), 'data-key': `stats:${format}` }, t(formats[format]))), told));
}

/** Hands a file to the browser to be kept. */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h('a', { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
