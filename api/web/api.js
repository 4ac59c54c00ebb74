// Talking to the service. Questions go by POST, so that no query text stands in a URL, a log or a history.
// The contract is /openapi.json.
import { language, t } from './i18n.js';

/** A failure as people read it. `aborted` marks one that was overtaken by a newer question and is to be ignored. */
export class Problem extends Error {
  constructor({ detail, hint = '', code = '', status = 0 }) {
    super(detail);
    Object.assign(this, { detail, hint, code, status });
  }
}

async function problemOf(response) {
  const unreadable = { detail: t('errorAnswer', response.status), hint: t('errorAnswerHint'), status: response.status };
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return new Problem(unreadable);
  const body = await response.json().catch(() => null);
  if (!body) return new Problem(unreadable);
  const english = language() === 'en';
  return new Problem({
    detail: (english && body.detail_en) || body.detail || body.title,
    hint: (english && body.hint_en) || body.hint,
    code: body.code,
    status: response.status,
  });
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, { headers: {}, ...options });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem({ detail: t('errorNetwork'), hint: t('errorNetworkHint') });
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

const json = async (path, options) => (await ask(path, options)).json();

const posted = (body, signal) =>
  ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal });

export const kinds = (signal) => json('/v1/kinds', { signal });
export const search = (request, signal) => json('/v1/search', posted(request, signal));
export const similar = (request, signal) => json('/v1/similar', posted(request, signal));
export const suggest = (request, signal) => json('/v1/suggest', posted(request, signal));
export const aggregate = (request, signal) => json('/v1/aggregate', posted(request, signal));
export const record = (id, signal) => json(`/v1/records/${encodeURIComponent(id)}`, { signal });
export const compare = (request, signal) => json('/v1/compare', posted(request, signal));
/** Cases like a document, as it is: the service reads it. */
export function similarFile(file, request, signal) {
  const asked = new URLSearchParams(Object.entries(request).map(([name, value]) => [name, String(value)]));
  return json(`/v1/similar?${asked}`, { method: 'POST', headers: { 'Content-Type': typeOf(file) }, body: file, signal });
}

const documentTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', doc: 'application/msword',
  pdf: 'application/pdf', html: 'text/html', htm: 'text/html', txt: 'text/plain',
};
/** By its name: browsers know few of these types, and not everywhere the same. */
const typeOf = (file) => documentTypes[file.name.toLowerCase().split('.').pop()] ?? (file.type || 'application/octet-stream');

/** The report of a look-up, as a file. */
export const report = async (request) => (await ask('/v1/reports/similar-cases', posted(request))).blob();

/** All matches as a file. One that breaks off on the way is a failure like any other. */
export const exported = (request) => file('/v1/export', request);
/** A table of statistics as a file. */
export const statsFile = (request) => file('/v1/aggregate', request);

async function file(path, request) {
  const response = await ask(path, posted(request));
  try {
    return await response.blob();
  } catch {
    throw new Problem({ detail: t('exportBroken'), hint: t('errorNetworkHint') });
  }
}
