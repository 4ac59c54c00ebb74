// Two to five cases side by side: their fields in a table, their texts section by section with shared passages marked.
import * as api from './api.js';
import { announce, draw, h } from './dom.js';
import { kindBadge } from './hits.js';
import { count, known, t } from './i18n.js';
import { recordLink } from './place.js';
import { waiting } from './states.js';
import { pastedText } from './view_similar.js';

const hues = 6; // of passages, one after the other

export async function showCompare(place, main, { signal }) {
  const done = waiting(main, t('loading'));
  const text = place.withText ? pastedText() : '';
  try {
    const answer = await api.compare({ id: place.ids, ...(text && { text }) }, signal);
    announce(t('compareAnnounce', count(answer.passages.length)));
    draw(main, h('section.compare-page', {}, h('h1', {}, t('compareHeading')),
      h('p.intro', {}, t('compareIntro', count(answer.passages.length))),
      h('p.record-tools', {}, h('button.quiet', { type: 'button', onclick: () => history.back() }, `← ${t('backToResults')}`),
        h('button.quiet', { type: 'button', onclick: () => print() }, t('print'))),
      table(answer)));
    follow(main);
  } finally {
    done();
  }
}

const table = (answer) => h('div.table-scroll', { tabIndex: 0 }, h('table.compare', {},
  h('thead', {}, h('tr', {}, h('td', {}), answer.cases.map(caseHeading))),
  h('tbody', {}, answer.fields.map(fieldRow)),
  h('tbody.texts', {}, answer.sections.map((section) => sectionRow(section, answer)))));

const caseHeading = ({ id, kind, title }) => h('th', { scope: 'col' }, kind ? kindBadge(kind) : t('sideHere'),
  h('div', {}, id ? h('a', { href: recordLink(id) }, title || id) : title));

const fieldRow = ({ field, label, values, same }) => h(same ? 'tr.same' : 'tr', { 'data-field': field },
  h('th', { scope: 'row' }, known(`role_${field}`) ?? label, same ? h('span.same-mark', {}, t('compareSame')) : null),
  values.map((some) => h('td', {}, some.length ? some.join(t('comma')) : h('span.none', {}, t('nothingThere')))));

const sectionRow = ({ section, label, texts }, answer) => h('tr', { 'data-section': section },
  h('th', { scope: 'row' }, label),
  texts.map((parts) => h('td', {}, parts.length ? h('div.compare-text', {}, parts.map((part) => piece(part, answer)))
    : h('span.none', {}, t('nothingThere')))));

function piece({ text, passage }, { passages, cases }) {
  if (passage === undefined) return text;
  const others = passages[passage].cases.map((one) => cases[one].title || cases[one].id).join(t('comma'));
  return h(`mark.passage-${passage % hues}`, { 'data-passage': passage, tabIndex: 0, title: t('compareShared', others) }, text);
}

/** A passage pointed at shows where else it stands. */
function follow(main) {
  const light = (passage, on) => main.querySelectorAll(`[data-passage="${passage}"]`).forEach((mark) => mark.classList.toggle('lit', on));
  for (const [begin, end] of [['mouseover', 'mouseout'], ['focusin', 'focusout']]) {
    for (const [event, on] of [[begin, true], [end, false]]) {
      main.querySelector('.compare').addEventListener(event, ({ target }) =>
        (target.dataset?.passage === undefined ? null : light(target.dataset.passage, on)));
    }
  }
}
