// What a page says about an answer: it is awaited, it is this much, it is nothing, it failed.
import { announce, draw, h } from './dom.js';
import { count, t } from './i18n.js';

const patienceMs = 180; // an answer sooner than this needs no sign that it is being waited for

/**
 * Shows that `place` is waiting, until the function it gives back is called. What stood there stays, dimmed;
 * an empty place says `sentence`.
 */
export function waiting(place, sentence) {
  place.setAttribute('aria-busy', 'true');
  const timer = setTimeout(() => {
    if (!place.childElementCount) draw(place, h('p.notice.loading', {}, sentence));
    place.classList.add('waiting');
  }, patienceMs);
  return () => {
    clearTimeout(timer);
    place.removeAttribute('aria-busy');
    place.classList.remove('waiting');
  };
}

/** How many there are, and how long it took to know. */
export const total = (sentence, answer) => h('p.total', {}, h('b', {}, sentence),
  h('span.took', {}, t('took', count(Math.max(1, Math.round(answer.took_ms))))));

/** A failure: what happened, what to do, and a way to try again. */
export function failure(problem, retry) {
  announce(problem.detail);
  return h('section.notice.failure', { role: 'alert' },
    h('h2', {}, t('errorTitle')),
    h('p.detail', {}, problem.detail),
    problem.hint ? h('p.hint', {}, h('b', {}, t('errorHint')), problem.hint) : null,
    h('p.actions', {}, h('button', { type: 'button', onclick: retry }, t('errorRetry')),
      problem.code ? h('code', {}, problem.code) : null));
}

/** Nothing found, and what else to try: `advice` are sentences or links. */
export const nothing = (advice) =>
  h('section.notice.nothing', {}, h('h2', {}, t('emptyTitle')), h('ul', {}, advice.map((item) => h('li', {}, item))));
