// Similar cases in full: to a record, to a text somebody pastes, or to a file they bring.
import * as api from './api.js';
import { besidePanel } from './beside.js';
import { announce, draw, h } from './dom.js';
import { recordTitle } from './format.js';
import { kindBadge } from './hits.js';
import { count, t } from './i18n.js';
import { pickBar } from './picks.js';
import { recordLink, similarLink } from './place.js';
import { allKinds } from './schema.js';
import { kindSelect } from './search_box.js';
import { hitList } from './similar_hits.js';
import { failure, nothing, total, waiting } from './states.js';
import { save } from './take_away.js';
import { conflictPanel, tierPanel } from './tiers.js';

const listed = 30;
const fileTypes = '.docx,.doc,.pdf,.txt,.html';
const senses = { '': 'senseAll', facts: 'senseFacts', disputes: 'senseDisputes', law: 'senseLaw' };

// A link back to this page cannot carry a text or a file; both are remembered while the page lives.
let lastText = '';
let lastFile = null;

/** The text last looked up, for laying it beside cases. */
export const pastedText = () => lastText;

export async function showSimilar(place, main, context) {
  const text = history.state?.text ?? lastText;
  if (text !== lastText) lastFile = null;
  lastText = text;
  const answers = h('div.similar-answers', {});
  const heading = place.id ? sourceHeading(place, context) : textForm(place, text, context.go);
  draw(main, h('section.similar-page', {}, heading, answers));
  const subject = subjectOf(place, text);
  if (subject) await fill(answers, place, subject, context);
  else main.querySelector('textarea').focus({ preventScroll: true });
}

/** What is looked up: {id}, {text} or {file}; nothing where there is nothing yet. */
function subjectOf(place, text) {
  if (place.id) return { id: place.id };
  if (lastFile) return { file: lastFile };
  return text ? { text } : null;
}

/** The part of a request that the address says. */
const asked = (place) => ({
  ...(place.kind && { kind: place.kind }), ...(place.cause && { cause: place.cause }), ...(place.sense && { sense: place.sense }),
  ...(place.walk && { walk: true, stop: !place.nostop, recent: !place.allyears }),
});

function sourceHeading(place, { signal, go }) {
  const link = h('a', { href: recordLink(place.id) }, place.id);
  api.record(place.id, signal).then((record) => { link.textContent = recordTitle(record); }, () => {}); // else its id must do
  return h('header.similar-source', {}, h('h1', {}, t('similarHeading')), h('p', {}, `${t('similarSource')} `, link),
    h('div.text-tools', {}, choices(place, go)));
}

async function fill(answers, place, subject, context) {
  const done = waiting(answers, t('loading'));
  const request = { ...asked(place), limit: listed, beside: true };
  try {
    const answer = await (subject.file ? api.similarFile(subject.file, request, context.signal)
      : api.similar({ ...subject, ...request }, context.signal));
    announce(t('announce', count(answer.total)));
    draw(answers, place.id ? kindLinks(place, answer) : null, summary(place, answer, context.go),
      answer.hits.length ? found(place, answer, subject) : nothing([t('emptySimilar')]), pickBar(subject.text ?? ''));
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    draw(answers, failure(problem, () => fill(answers, place, subject, context)));
  } finally {
    done();
  }
}

/** The list, and beside it what it comes to. */
const found = (place, answer, subject) => h('div.similar-body', {},
  h('div.similar-main', {}, tierPanel(answer), conflictPanel(answer), hitList(place, answer)),
  h('aside.beside', { 'aria-label': t('besideHeading') }, reportButton(place, subject), besidePanel(answer.beside)));

const everyKind = '*';

/** To a record, cases of its own kind are found unless another is named, or all. */
const kindLinks = (place, answer) => h('nav.kind-links', { 'aria-label': t('kindLabel') },
  [...allKinds().map(({ name }) => name), everyKind].map((name) =>
    h('a', { href: similarLink({ ...place, kind: name }), 'data-key': `kind:${name}`,
      'aria-current': name === (place.kind || answer.hits[0]?.kind) ? 'page' : null },
    name === everyKind ? t('allKinds') : kindBadge(name))));

const summary = (place, answer, go) => h('div.similar-summary', {},
  total(t('similarTotal', count(answer.total), count(answer.hits.length)), answer),
  predicted(place, answer.predicted ?? [], go),
  answer.terms.length
    ? h('p.terms', {}, h('span', {}, t('termsHeading')), answer.terms.map((term) => h('span.term', {}, term)))
    : null);

/** The causes that the text was taken for; choosing one gives it. */
function predicted(place, causes, go) {
  if (!causes.length || place.cause) return null;
  const choose = (cause) => go(similarLink({ ...place, cause }), { text: lastText, keepScroll: true });
  return h('p.predicted', {}, h('span', {}, t('predictedHeading')), causes.map(({ cause, label, confidence }, index) =>
    h(index ? 'button.quiet' : 'button.quiet.first', { type: 'button', onclick: () => choose(cause), title: t('predictedChoose', label),
      'data-key': `predicted:${cause}` }, label, h('span.sure', {}, t('sure', Math.round(confidence * 100))))));
}

/** Sense and tiers; a change asks again at once. */
function choices(place, go) {
  const ask = (change) => go(similarLink({ ...place, ...change }), { text: lastText, keepScroll: true });
  const box = (key, name, on, change) => h('label.check', {},
    h('input', { type: 'checkbox', checked: on, 'data-key': key, onchange: (event) => ask(change(event.target.checked)) }), h('span', {}, t(name)));
  return [
    h('label', {}, h('span', {}, t('senseLabel')),
      h('select', { name: 'sense', 'data-key': 'sense', onchange: (event) => ask({ sense: event.target.value }) },
        Object.entries(senses).map(([value, name]) => h('option', { value, selected: value === place.sense }, t(name))))),
    box('walk', 'tierWalk', place.walk, (walk) => ({ walk })),
    place.walk ? box('stop', 'tierStop', !place.nostop, (stop) => ({ nostop: !stop })) : null,
    place.walk ? box('recent', 'tierRecent', !place.allyears, (recent) => ({ allyears: !recent })) : null,
  ];
}

function textForm(place, text, go) {
  const submit = (event) => {
    event.preventDefault();
    const { kind, cause } = form.elements;
    [lastFile] = file.files.length ? file.files : [area.value === text ? lastFile : null];
    if (!area.value.trim() && !lastFile) return area.focus();
    go(similarLink({ ...place, kind: kind.value, cause: cause.value.trim() }), { text: area.value });
  };
  const length = h('span.length');
  const measure = () => { length.textContent = t('textLength', count([...area.value].length)); };
  const area = h('textarea', { name: 'text', id: 'case-text', rows: text || lastFile ? '5' : '9', value: text,
    placeholder: t('textPlaceholder'), oninput: measure });
  const file = h('input.unseen', { type: 'file', name: 'file', id: 'case-file', accept: fileTypes, onchange: () => form.requestSubmit() });
  const clear = () => {
    area.value = lastText = '';
    lastFile = null;
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
      h('label.file', { for: 'case-file' }, t('fileButton')), file,
      lastFile ? h('span.file-name', {}, lastFile.name) : null,
      length,
      h('button.quiet', { type: 'button', onclick: clear }, t('textClear')),
      h('button.primary', {}, t('textButton'))),
    h('div.text-tools', {}, choices(place, go)));
  return form;
}

/** The 类案检索报告 of this very look-up, to be filed. A file that was brought goes with it as its text. */
function reportButton(place, subject) {
  if (subject.file) return null;
  const told = h('div.report-told', { role: 'status' });
  const take = async () => {
    draw(told, h('p.hint', {}, t('reportUnderWay')));
    try {
      save(await api.report({ ...subject, ...asked(place), beside: true, format: 'docx' }), `${t('reportName')}.docx`);
      draw(told);
    } catch (problem) {
      draw(told, failure(problem, take));
    }
  };
  return h('div.report', {}, h('button', { type: 'button', onclick: take, 'data-key': 'report' }, t('reportButton')), told);
}
