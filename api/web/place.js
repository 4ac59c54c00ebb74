// Where we are, as a link: everything that makes a page what it is stands in the address, behind #, which a browser
// keeps to itself. A pasted text is the exception: too long and too private, it lives in the history entry.
//
//   #/                                   the start page
//   #/search?q=…&kind=…&filter=F=V&sort=…&group=F&page=2
//   #/record/ID?back=…                   `back`: the results it was opened from
//   #/similar?id=ID | #/similar          similar to a record, or to a pasted text; &sense=…&walk=1&nostop=1&allyears=1
//   #/compare?id=A&id=B&text=1           side by side, with the pasted text where there is one
//   #/stats?by=F&by=F&measure=M&top=N&pivot=1  statistics over what q, kind and filters find

/** Shape: {view, id, ids, withText, q, kind, filters: [[field, value]], sort, group, page, cause, sense, walk, nostop, allyears, by, measures,
    top, pivot, back}; what is not there is empty or false. */
export function parse(hash) {
  const [path, query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  const [, view = '', id = ''] = path.split('/');
  const params = new URLSearchParams(query);
  return {
    view: view || 'home',
    id: view === 'record' ? decode(id) : params.get('id') ?? '',
    q: params.get('q') ?? '',
    kind: params.get('kind') ?? '',
    filters: params.getAll('filter').map(splitFilter).filter(Boolean),
    sort: params.get('sort') ?? '',
    group: params.get('group') ?? '',
    page: Math.max(1, Math.trunc(Number(params.get('page'))) || 1),
    cause: params.get('cause') ?? '',
    sense: params.get('sense') ?? '',
    walk: params.get('walk') === '1',
    nostop: params.get('nostop') === '1',
    allyears: params.get('allyears') === '1',
    ids: params.getAll('id'),
    withText: params.get('text') === '1',
    by: params.getAll('by').filter(Boolean),
    measures: params.getAll('measure').filter(Boolean),
    top: Math.max(0, Math.trunc(Number(params.get('top'))) || 0),
    pivot: params.get('pivot') === '1',
    back: params.get('back') ?? '',
  };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a hand-typed % is an id that does not exist, not a broken page
  }
}

function splitFilter(text) {
  const at = text.indexOf('=');
  return at > 0 ? [text.slice(0, at), text.slice(at + 1)] : null;
}

function withQuery(path, entries) {
  const params = new URLSearchParams(entries.filter(([, value]) => value !== '' && value !== undefined));
  return params.size ? `#${path}?${params}` : `#${path}`;
}

export function searchLink({ q = '', kind = '', filters = [], sort = '', group = '', page = 1 }) {
  return withQuery('/search', [['q', q], ['kind', kind], ...filters.map(([field, value]) => ['filter', `${field}=${value}`]),
    ['sort', sort], ['group', group], ['page', page > 1 ? String(page) : '']]);
}

export const statsLink = ({ q = '', kind = '', filters = [], by = [], measures = [], top = 0, pivot = false }) =>
  withQuery('/stats', [['q', q], ['kind', kind], ...filters.map(([field, value]) => ['filter', `${field}=${value}`]),
    ...by.map((group) => ['by', group]), ...measures.map((measure) => ['measure', measure]),
    ['top', top ? String(top) : ''], ['pivot', pivot ? '1' : '']]);

export const recordLink = (id, back = '') => withQuery(`/record/${encodeURIComponent(id)}`, [['back', back]]);

const flag = (on) => (on ? '1' : '');

export const similarLink = ({ id = '', kind = '', cause = '', sense = '', walk, nostop, allyears } = {}) =>
  withQuery('/similar', [['id', id], ['kind', kind], ['cause', cause], ['sense', sense], ['walk', flag(walk)],
    ['nostop', flag(walk && nostop)], ['allyears', flag(walk && allyears)]]);

export const compareLink = (ids, withText = false) =>
  withQuery('/compare', [...ids.map((id) => ['id', id]), ['text', flag(withText)]]);

export const filtersOf = (place) => place.filters.map(([field, value]) => `${field}=${value}`);

export const hasFilter = (place, field, value) => place.filters.some(([f, v]) => f === field && v === value);

/** The place with that filter put on, or taken off where it was on. */
export function toggled(place, field, value) {
  const filters = hasFilter(place, field, value)
    ? place.filters.filter(([f, v]) => f !== field || v !== value)
    : [...place.filters, [field, value]];
  return { ...place, filters, page: 1 };
}

/** The place with `value` as the only filter on `field`; none where it is empty. */
export function only(place, field, value) {
  const others = place.filters.filter(([f]) => f !== field);
  return { ...place, filters: value ? [...others, [field, value]] : others, page: 1 };
}
