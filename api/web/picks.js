// Cases picked out of a list to be laid side by side: two to five of them, kept while the page lives.
import { h } from './dom.js';
import { t } from './i18n.js';
import { compareLink } from './place.js';

export const mostCompared = 5;
const fewestCompared = 2;

const picked = new Map(); // id -> title
const listeners = new Set();

const changed = () => listeners.forEach((listener) => listener());

/** The box by which a hit is picked. */
export function pickBox(hit) {
  const box = h('input', { type: 'checkbox', checked: picked.has(hit.id), 'data-key': `pick:${hit.id}`, onchange: () => {
    if (box.checked) picked.set(hit.id, hit.title || hit.id);
    else picked.delete(hit.id);
    changed();
  } });
  return h('label.pick', { title: t('pickHint') }, box, h('span', {}, t('pick')));
}

/** The bar that says what has been picked. `text`: a case that is not on file and may be compared with them. */
export function pickBar(text) {
  const bar = h('div.pick-bar', { role: 'region', 'aria-label': t('pickHeading') });
  const redraw = () => {
    if (!bar.isConnected && bar.dataset.drawn) return listeners.delete(redraw);
    bar.dataset.drawn = 'yes';
    const most = mostCompared - (text ? 1 : 0);
    const enough = picked.size + (text ? 1 : 0) >= fewestCompared && picked.size <= most;
    bar.hidden = picked.size === 0;
    bar.replaceChildren(h('span', {}, t('pickCount', picked.size, most)),
      ...[...picked].map(([id, title]) => h('button.chip', { type: 'button', title: t('chipRemove', title), onclick: () => {
        picked.delete(id);
        document.querySelectorAll(`[data-key="${CSS.escape(`pick:${id}`)}"]`).forEach((box) => { box.checked = false; });
        changed();
      } }, title, h('span.cross', { 'aria-hidden': 'true' }, '×'))),
      enough ? h('a.primary', { href: compareLink([...picked.keys()], Boolean(text)) }, t('pickCompare')) : h('span.hint', {}, t('pickHint')));
  };
  listeners.add(redraw);
  redraw();
  return bar;
}
