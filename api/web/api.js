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
  return response.json();
}

const post = (path, body, signal) =>
  ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal });

export const kinds = (signal) => ask('/v1/kinds', { signal });
export const search = (request, signal) => post('/v1/search', request, signal);
export const similar = (request, signal) => post('/v1/similar', request, signal);
export const record = (id, signal) => ask(`/v1/records/${encodeURIComponent(id)}`, { signal });
