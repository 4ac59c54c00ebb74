// Similar cases in full: to a record, or to a text somebody pastes.
import * as api from './api.js';
import { announce, draw, h } from './dom.js';
import { card } from './hits.js';
import { count, t } from './i18n.js';
import { recordLink, similarLink } from './place.js';
import { kindSelect } from './search_box.js';
import { failure, nothing, waiting } from './states.js';

const listed = 30;

export async function showSimilar(place, main, context) {
  const text = history.state?.text ?? '';
  const answers = h('div.similar-answers', {});
  draw(main, h('section.similar-page', {}, place.id ? sourceHeading(place) : textForm(place, text, context.go), answers));
  if (place.id || text) await fill(answers, place, text, context);
  else main.querySelector('textarea').focus({ preventScroll: true });
}

const sourceHeading = (place) => h('header.similar-source', {}, h('h1', {}, t('similarHeading')),
  h('p', {}, `${t('similarSource')} `, h('a', { href: recordLink(place.id) }, place.id)));

async function fill(answers, place, text, { signal }) {
  const done = waiting(answers, t('loading'));
  const subject = place.id ? { id: place.id } : { text };
  const narrowed = { ...(place.kind && { kind: place.kind }), ...(place.cause && { cause: place.cause }) };
  try {
    const answer = await api.similar({ ...subject, ...narrowed, limit: listed }, signal);
    announce(t('announce', count(answer.total)));
    draw(answers, summary(answer), answer.hits.length
      ? answer.hits.map((hit) => card(hit, place.id ? similarLink(place) : ''))
      : nothing([t('emptySimilar')]));
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    draw(answers, failure(problem, () => fill(answers, place, text, { signal })));
  } finally {
    done();
  }
}

const summary = (answer) => h('div.similar-summary', {},
  h('p.total', {}, h('b', {}, t('similarTotal', count(answer.total), count(answer.hits.length))),
    h('span.took', {}, t('took', Math.max(1, Math.round(answer.took_ms))))),
  answer.terms.length ? h('p.terms', {}, h('span', {}, t('termsHeading')), answer.terms.map((term) => h('span.term', {}, term))) : null);

function textForm(place, text, go) {
  const submit = (event) => {
    event.preventDefault();
    const { text: area, kind, cause } = form.elements;
    if (!area.value.trim()) return area.focus();
    go(similarLink({ kind: kind.value, cause: cause.value.trim() }), { text: area.value });
  };
  const length = h('span.length', {}, t('textLength', count([...text].length)));
  const area = h('textarea', { name: 'text', id: 'case-text', rows: text ? '5' : '9', value: text, placeholder: t('textPlaceholder'),
    oninput: () => { length.textContent = t('textLength', count([...area.value].length)); } });
  const clear = () => { form.elements.text.value = ''; length.textContent = t('textLength', '0'); form.elements.text.focus(); };
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
