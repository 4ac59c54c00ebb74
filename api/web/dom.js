// Building the page from nodes. Nothing here, or anywhere in the console, makes markup out of strings.

const properties = new Set(['value', 'checked', 'disabled', 'hidden', 'open', 'selected', 'tabIndex']);

/**
 * An element: h('a.title', { href, onclick, 'aria-label': … }, child, …).
 * Children are nodes, strings, arrays of them, or null, which is left out; a string becomes text.
 */
export function h(spec, attributes = {}, ...children) {
  const [tag, ...classes] = spec.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false && !properties.has(name)) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (properties.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#x27;': "'" };
const unescape = (text) => text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (entity) => entities[entity]);

/** The API's snippet, escaped text with <mark> in it, as text nodes and mark elements; any other tag stays text. */
export function marked(snippet) {
  return snippet.split(/(<mark>.*?<\/mark>)/s).filter(Boolean).map((part) => {
    const match = /^<mark>(.*)<\/mark>$/s.exec(part);
    return match ? h('mark', {}, unescape(match[1])) : unescape(part);
  });
}

/** The words a snippet marks. */
export const markedWords = (snippet) =>
  [...snippet.matchAll(/<mark>(.*?)<\/mark>/gs)].map((match) => unescape(match[1]));

/** `text` with every occurrence of one of `words` marked. */
export function highlighted(text, words) {
  if (!words.length) return [text];
  const escaped = [...words].sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text.split(new RegExp(`(${escaped.join('|')})`, 'giu')).filter(Boolean)
    .map((part, index) => (words.some((word) => word.toLowerCase() === part.toLowerCase()) ? h('mark', {}, part) : part));
}

/** Says `text` to those who listen rather than look. */
export function announce(text) {
  document.getElementById('status').textContent = text;
}

/** Draws `nodes` into `place`, keeping the keyboard where it was: a control is known again by its data-key. */
export function draw(place, ...nodes) {
  const key = document.activeElement?.dataset.key;
  place.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
  if (key) place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
