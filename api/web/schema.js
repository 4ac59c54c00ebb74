// Kinds and fields as /v1/kinds gives them. Roles say what a field means; no kind or field is named here.
import * as api from './api.js';
import { said, sentences } from './i18n.js';

// In this order people narrow down; fields of other roles follow in the order of their kind.
const facetRoles = ['cause', 'region', 'organ', 'outcome', 'level', 'channel', 'grade', 'programme', 'handler',
  'circumstances', 'articles', 'authority', 'issues'];
const lastRoles = ['synthetic'];
const maxFacets = 31; // the service counts 32, and the histogram is one

const dateTypes = ['date', 'datetime'];
const numberTypes = ['money', 'number'];

let kinds = [];

/** Reads the kinds again: counts grow, and a new index may hold others. */
export async function load(signal) {
  kinds = (await api.kinds(signal)).kinds;
  return kinds;
}

export const allKinds = () => kinds;
export const kindNamed = (name) => kinds.find((kind) => kind.name === name);
export const kindLabel = (name) => said(kindNamed(name)?.label) || name;
/** Its place among the kinds, which gives it its colour. */
export const kindIndex = (name) => Math.max(0, kinds.findIndex((kind) => kind.name === name)) % 6;

/** The fields of a kind; of all kinds together where none is named. A field that kinds label differently goes by its role. */
export function fieldsOf(kindName) {
  const chosen = kindNamed(kindName);
  if (chosen) return chosen.fields;
  const merged = new Map();
  for (const field of kinds.flatMap((kind) => kind.fields)) {
    const known = merged.get(field.name);
    merged.set(field.name, known ? { ...known, facet: known.facet || field.facet, tree: known.tree || field.tree, label: commonLabel(known, field) } : field);
  }
  return [...merged.values()];
}

function commonLabel(a, b) {
  if (a.label.zh === b.label.zh) return a.label;
  return { zh: sentences[`role_${a.role}`]?.[0] ?? a.label.zh, en: sentences[`role_${a.role}`]?.[1] ?? a.label.en };
}

export const fieldNamed = (kindName, name) =>
  fieldsOf(kindName).find((field) => field.name === name) ?? fieldsOf('').find((field) => field.name === name);

export const withRole = (kindName, role) => fieldsOf(kindName).find((field) => field.role === role);

function rank(field) {
  if (lastRoles.includes(field.role)) return facetRoles.length + 1;
  const at = facetRoles.indexOf(field.role);
  return at < 0 ? facetRoles.length : at;
}

/** Fields to narrow down by, the most telling first. */
export const facetFields = (kindName) =>
  fieldsOf(kindName).filter((field) => field.facet).sort((a, b) => rank(a) - rank(b)).slice(0, maxFacets);

const rangeRoles = ['opened', 'amount', 'closed', 'months', 'score'];
const byRole = (a, b) => (rangeRoles.indexOf(a.role) >>> 0) - (rangeRoles.indexOf(b.role) >>> 0);

export const isDate = (field) => dateTypes.includes(field.type);
/** Fields that take a..b and an order: dates, then amounts and numbers, the usual ones first. */
export const dateFields = (kindName) => fieldsOf(kindName).filter((field) => field.sortable && isDate(field)).sort(byRole);
export const numberFields = (kindName) =>
  fieldsOf(kindName).filter((field) => field.sortable && numberTypes.includes(field.type)).sort(byRole);
