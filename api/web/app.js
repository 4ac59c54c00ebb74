// Where the console starts: the frame, the language, and which page an address means.
import { announce, draw } from './dom.js';
import { language, setLanguage, t } from './i18n.js';
import { parse } from './place.js';
import { load } from './schema.js';
import { searchBox } from './search_box.js';
import { failure } from './states.js';
import { showCompare } from './view_compare.js';
import { showHome } from './view_home.js';
import { showRecord } from './view_record.js';
import { showSearch } from './view_search.js';
import { showSimilar } from './view_similar.js';
import { showStats } from './view_stats.js';

const views = { home: showHome, search: showSearch, record: showRecord, similar: showSimilar, compare: showCompare, stats: showStats };
const main = document.getElementById('main');

// How far each history entry was scrolled, by the key its state carries.
const scrolled = new Map();
let entryKey = null;
let entries = 0;
let overtaken = new AbortController();

history.scrollRestoration = 'manual';

const newKey = () => `${Date.now()}.${entries += 1}`; // randomUUID is not there on a plain-HTTP intranet address

/** Follows a link of ours. `text` goes with a pasted text's page; `keepScroll` leaves the reader where they are. */
function go(link, { text, keepScroll = false } = {}) {
  scrolled.set(entryKey, scrollY);
  history.pushState({ key: newKey(), ...(text && { text }) }, '', link);
  show({ scrollTo: keepScroll ? scrollY : 0 });
}

/** An entry made by an ordinary link has no key yet; one that has is being come back to. */
function arrive() {
  const known = history.state?.key;
  if (!known) history.replaceState({ ...history.state, key: newKey() }, '');
  show({ scrollTo: scrolled.get(known) ?? 0 });
}

async function show({ scrollTo }) {
  overtaken.abort();
  overtaken = new AbortController();
  const { signal } = overtaken;
  entryKey = history.state.key;
  const place = parse(location.hash);
  const view = Object.hasOwn(views, place.view) ? place.view : 'home';
  frame(place, view);
  try {
    await load(signal);
    draw(document.getElementById('search'), view === 'home' ? null : searchBox(boxPlace(place, view), go));
    const moved = document.body.dataset.view !== view;
    if (moved) main.replaceChildren();
    document.body.dataset.view = view;
    await views[view](place, main, { go, signal });
    if (signal.aborted) return;
    if (moved && view === 'record') main.focus({ preventScroll: true });
    window.scrollTo({ top: scrollTo, behavior: 'instant' });
  } catch (problem) {
    if (problem.name === 'AbortError') return;
    draw(main, failure(problem, () => show({ scrollTo })));
  }
}

/** Masthead and title, which follow the page and the language. */
function frame(place, view) {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  document.title = place.q ? `${place.q} · ${t('name')}` : t('name');
  document.querySelectorAll('[data-t]').forEach((element) => { element.textContent = t(element.dataset.t); });
  document.getElementById('nav').setAttribute('aria-label', t('nav'));
  document.getElementById('language').textContent = t('switchLanguage');
  document.querySelectorAll('#nav [data-view]').forEach((link) =>
    (link.dataset.view === view ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current')));
}

/** Away from the results, the box keeps what was asked but starts a fresh search. */
const boxPlace = (place, view) =>
  (view === 'search' ? place : { ...parse(place.back || '#/search'), view, page: 1 });

document.getElementById('language').addEventListener('click', () => {
  setLanguage(language() === 'zh' ? 'en' : 'zh');
  announce('');
  document.body.dataset.view = '';
  show({ scrollTo: scrollY });
});

document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, dialog');
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.querySelector('input[type=search]')?.select();
});

addEventListener('scroll', () => scrolled.set(entryKey, scrollY), { passive: true });
addEventListener('popstate', arrive);
arrive();
