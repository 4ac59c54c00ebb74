// Similar cases beside a record: short entries, each with what it shares.
import * as api from './api.js';
import { draw, h } from './dom.js';
import { shortCard } from './hits.js';
import { t } from './i18n.js';
import { similarLink } from './place.js';
import { failure, waiting } from './states.js';

const besideRecord = 6;

/** Filled in when the answer comes: the record does not wait for it. */
export function similarAside(id, signal) {
  const list = h('div.similar-list', {});
  fill(list, id, signal);
  return h('aside.similar-aside', { 'aria-labelledby': 'similar-heading' },
    h('h2', { id: 'similar-heading' }, t('similarHeading')), list);
}

async function fill(list, id, signal) {
  const done = waiting(list, t('loading'));
  try {
    const answer = await api.similar({ id, limit: besideRecord }, signal);
    draw(list, answer.hits.length ? answer.hits.map(shortCard) : h('p.none', {}, t('similarNone')),
      answer.total > besideRecord ? h('p', {}, h('a.more', { href: similarLink({ id }) }, t('similarMore'))) : null);
  } catch (problem) {
    if (problem.name !== 'AbortError') draw(list, failure(problem, () => fill(list, id, signal)));
  } finally {
    done();
  }
}
