// Similar cases in full: to a record, or to a text somebody pastes.
import * as api from './api.js';
import { announce, draw, h } from './dom.js';
import { recordTitle } from './format.js';
import { card, kindBadge } from './hits.js';
import { count, t } from './i18n.js';
import { recordLink, similarLink } from './place.js';
import { allKinds } from './schema.js';
import { kindSelect } from './search_box.js';
import { failure, nothing, total, waiting } from './states.js';

const listed = 30;

// A link back to this page cannot carry the text; it is remembered while the page lives.
let lastText = '';

export async function showSimilar(place, main, context) {
  const text = history.state?.text ?? lastText;
  lastText = text;
  const answers = h('div.similar-answers', {});
  const heading = place.id ? sourceHeading(place, context.signal) : textForm(place, text, context.go);
  draw(main, h('section.similar-page', {}, heading, answers));
  if (place.id || text) await fill(answers, place, text, context);
  else main.querySelector('textarea').focus({ preventScroll: true });
}

function sourceHeading(place, signal) {
  const link = h('a', { href: recordLink(place.id) }, place.id);
  api.record(place.id, signal).then((record) => { link.textContent = recordTitle(record); }, () => {}); // else its id must do
  return h('header.similar-source', {}, h('h1', {}, t('similarHeading')), h('p', {}, `${t('similarSource')} `, link));
}

async function fill(answers, place, text, { signal }) {
  const done = waiting(answers, t('loading'));
  const subject = place.id ? { id: place.id } : { text };
  const narrowed = { ...(place.kind && { kind: place.kind }), ...(place.cause && { cause: place.cause }) };
  try {
    const answer = await api.similar({ ...subject, ...narrowed, limit: listed }, signal);
    announce(t('announce', count(answer.total)));
    draw(answers, place.id ? kindLinks(place, answer) : null, summary(answer), answer.hits.length
      ? answer.hits.map((hit) => card(hit, similarLink(place)))
      : nothing([t('emptySimilar')]));
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    draw(answers, failure(problem, () => fill(answers, place, text, { signal })));
  } finally {
    done();
  }
}

/** To a record, cases of its own kind are found unless another is named. */
const kindLinks = (place, answer) => h('nav.kind-links', { 'aria-label': t('kindLabel') }, allKinds().map(({ name }) =>
  h('a', { href: similarLink({ id: place.id, kind: name }), 'data-key': `kind:${name}`,
    'aria-current': name === (place.kind || answer.hits[0]?.kind) ? 'page' : null }, kindBadge(name))));

const summary = (answer) => h('div.similar-summary', {},
  total(t('similarTotal', count(answer.total), count(answer.hits.length)), answer),
  answer.terms.length
    ? h('p.terms', {}, h('span', {}, t('termsHeading')), answer.terms.map((term) => h('span.term', {}, term)))
    : null);

function textForm(place, text, go) {
  const submit = (event) => {
    event.preventDefault();
    const { kind, cause } = form.elements;
    if (!area.value.trim()) return area.focus();
    go(similarLink({ kind: kind.value, cause: cause.value.trim() }), { text: area.value });
  };
  const length = h('span.length');
  const measure = () => { length.textContent = t('textLength', count([...area.value].length)); };
  const area = h('textarea', { name: 'text', id: 'case-text', rows: text ? '5' : '9', value: text,
    placeholder: t('textPlaceholder'), oninput: measure });
  const clear = () => {
    area.value = lastText = '';
    measure();
    area.focus();
  };
  measure();
  const form = h('form.text-form', { onsubmit: submit },
    h('h1', {}, t('textHeading')), h('p.intro', {}, t('textIntro')),
    h('label.unseen', { for: 'case-text' }, t('textLabel')), area,
    h('div.text-tools', {},
      h('label', {}, h('span', {}, t('kindLabel')), kindSelect(place.kind, 'text-kind')),
      h('label', {}, h('span', {}, t('causeLabel')),
        h('input', { name: 'cause', value: place.cause, placeholder: t('causePlaceholder'), autocomplete: 'off' })),
      length,
      h('button.quiet', { type: 'button', onclick: clear }, t('textClear')),
      h('button.primary', {}, t('textButton'))));
  return form;
}
