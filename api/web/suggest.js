// What may be meant by what is being typed, in a list below a search box. It is only offered: Enter without a choice
// searches for what was typed.
import * as api from './api.js';
import { announce, h, marked } from './dom.js';
import { learnLabels } from './format.js';
import { count, said, t } from './i18n.js';
import { fieldNamed } from './schema.js';

const patienceMs = 120; // keys that follow faster are one change
const limit = 10;

/**
 * Gives `input`, a search field, a list of suggestions; the list is to be put beside it. `asked` gives the kind and filters
 * in force, `choose` takes the suggestion that was chosen.
 */
export function suggestions(input, asked, choose) {
  const list = h('ul.suggestions', { id: `${input.id}-suggestions`, role: 'listbox', 'aria-label': t('suggestLabel'), hidden: true,
    onmousedown: (event) => event.preventDefault() }); // a click must not take the keyboard away from the field
  let shown = [];
  let active = -1;
  let timer = 0;
  let overtaken = new AbortController();

  const close = () => {
    clearTimeout(timer);
    overtaken.abort();
    [shown, active, list.hidden] = [[], -1, true];
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  const move = (to) => {
    active = to;
    [...list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === active)));
    if (active < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', list.children[active].id);
    list.children[active].scrollIntoView({ block: 'nearest' });
  };

  const take = (index) => {
    const one = shown[index];
    close();
    if (one.type === 'value') learnLabels({ [one.field]: { [one.value]: one.text } });
    choose(one);
  };

  const show = (answer) => {
    shown = answer.suggestions;
    list.replaceChildren(...shown.map((one, index) => option(one, index)));
    list.hidden = shown.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    move(-1);
    if (shown.length) announce(t('suggestAnnounce', count(shown.length)));
  };

  const option = (one, index) => h('li', { id: `${list.id}-${index}`, role: 'option', 'aria-selected': 'false',
    onclick: () => take(index) },
  h('span.suggestion-text', {}, marked(one.marked), one.alias ? h('span.suggestion-alias', {}, one.alias) : null),
  h('span.suggestion-sort', {}, sortOf(one, asked().kind)),
  h('span.suggestion-count', {}, count(one.count)));

  const ask = async () => {
    overtaken.abort();
    const { signal } = overtaken = new AbortController();
    try {
      const answer = await api.suggest({ q: input.value, limit, ...asked() }, signal);
      if (!signal.aborted && document.activeElement === input) show(answer);
    } catch {
      if (!signal.aborted) close(); // suggestions are a help; that there are none is no failure worth a word
    }
  };

  const changed = (event) => {
    if (event.isComposing) return; // letters on their way to becoming characters
    clearTimeout(timer);
    if (input.value.trim()) timer = setTimeout(ask, patienceMs);
    else close();
  };

  input.addEventListener('input', changed);
  input.addEventListener('compositionend', changed);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the key is the input method's
    if (list.hidden) {
      if (event.key === 'ArrowDown' && input.value.trim()) ask();
      return;
    }
    const last = shown.length - 1;
    if (event.key === 'ArrowDown') move(active === last ? -1 : active + 1);
    else if (event.key === 'ArrowUp') move(active < 0 ? last : active - 1);
    else if (event.key === 'Enter' && active >= 0) take(active);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });
  return { list, close };
}

function sortOf(one, kind) {
  if (one.type === 'title') return t('suggestTitle');
  if (one.type === 'statute') return t('suggestStatute');
  if (one.type === 'word') return t('suggestWord');
  return said(fieldNamed(kind, one.field)?.label) || one.field;
}
