// One hit as people scan it: kind, title, the passage that matched, and what the case is about at a glance.
import { h, marked, markedWords } from './dom.js';
import { dayOf, learnLabels, valueText, values } from './format.js';
import { known, said, t } from './i18n.js';
import { recordLink } from './place.js';
import { kindIndex, kindLabel, withRole } from './schema.js';

const glanceRoles = ['cause', 'region', 'organ', 'handler', 'channel'];
const briefRoles = ['cause', 'region'];
const outcomeRoles = ['outcome', 'grade'];

// The words each hit was found by, so that its record can mark them too.
const foundBy = new Map();
export const wordsFor = (id) => foundBy.get(id) ?? [];

export const kindBadge = (name) => h(`span.kind.kind-${kindIndex(name)}`, {}, kindLabel(name));

/** A value's share of the largest, as a bar. */
export function bar(share) {
  const filled = h('span.bar-filled');
  filled.style.inlineSize = `${Math.max(2, Math.round(100 * Math.min(1, share)))}%`;
  return h('span.bar', { 'aria-hidden': 'true' }, filled);
}

function held(hit, role) {
  const field = withRole(hit.kind, role);
  const value = field && hit.fields[field.name];
  return value === undefined || value === null || values(value).length === 0 ? null : { field, value };
}

const titleOf = (hit) => hit.title || held(hit, 'case_no')?.value || t('untitled');

/** Opened → closed, as far as known. */
function days(hit) {
  const [opened, closed] = ['opened', 'closed'].map((role) => held(hit, role)).map((it) => it && dayOf(it.field, it.value));
  if (!opened && !closed) return null;
  return h('span.days', {}, [opened, closed && closed !== opened ? closed : null].filter(Boolean).join(' → '));
}

const fact = (spec, { field, value }) => h(spec, { title: said(field.label) }, valueText(field, value));
const facts = (hit, roles, spec) => roles.map((role) => held(hit, role)).filter(Boolean).map((it) => fact(spec, it));

/** Kind, number, and how it ended. */
const headline = (hit, tools = []) => h('header', {}, kindBadge(hit.kind), facts(hit, ['case_no'], 'span.case-no'),
  h('span.outcomes', {}, facts(hit, outcomeRoles, 'span.outcome')), tools);

/** Cause · region · organ · days · amount. */
const glance = (hit, roles) =>
  h('p.glance', {}, facts(hit, roles, 'span'), days(hit), facts(hit, ['amount'], 'span.amount'));

/** `back`: the link to return to from the record; `tools` stand at the end of its headline, `below` instead of its reasons. */
export function card(hit, back, { tools = [], below = null } = {}) {
  learnLabels(hit.labels);
  foundBy.set(hit.id, [...new Set(markedWords(hit.snippet))]);
  return h('article.card', { 'data-id': hit.id },
    headline(hit, tools),
    h('h2', {}, h('a', { href: recordLink(hit.id, back), 'data-key': `hit:${hit.id}` }, titleOf(hit))),
    hit.snippet ? h('p.snippet', {}, marked(hit.snippet)) : null,
    glance(hit, glanceRoles),
    below ?? (hit.reasons ? reasons(hit.reasons) : null));
}

/** The same, short, for the margin of a record. */
export function shortCard(hit) {
  learnLabels(hit.labels);
  return h('article.card.short', {},
    headline(hit),
    h('h3', {}, h('a', { href: recordLink(hit.id) }, titleOf(hit))),
    glance(hit, briefRoles),
    reasons(hit.reasons));
}

const shownReasons = 6;

/** What two cases share, each with its weight. */
function reasons(list) {
  const heaviest = list[0]?.weight || 1;
  const rest = list.length - shownReasons;
  return h('div.reasons', {}, h('span.reasons-title', {}, t('reasonsHeading')),
    h('ul', {}, list.slice(0, shownReasons).map(({ channel, term, weight }) =>
      h(known(`channel_${channel}`) ? 'li.wide' : 'li', { title: t('reasonWeight', term, weight.toFixed(2)) },
        bar(weight / heaviest), h('span.term', {}, h('span.channel', {}, known(`channel_${channel}`)), term),
        h('span.unseen', {}, t('reasonWeight', '', weight.toFixed(2)))))),
    rest > 0 ? h('span.reasons-rest', { title: list.slice(shownReasons).map(({ term }) => term).join(t('comma')) },
      t('reasonsMore', rest)) : null);
}
