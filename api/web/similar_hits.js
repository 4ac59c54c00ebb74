// The list of similar cases: each with what it shares, the passages in both texts, and what differs.
import { h, marked } from './dom.js';
import { bar, card } from './hits.js';
import { known, t } from './i18n.js';
import { pickBox } from './picks.js';
import { similarLink } from './place.js';

const shownReasons = 9;

/** Tier by tier where tiers were walked. */
export function hitList(place, answer) {
  const back = similarLink(place);
  const labels = new Map((answer.tiers ?? []).map(({ tier, label }) => [tier, label]));
  let tier = null;
  return answer.hits.map((hit) => {
    const heading = labels.size && hit.tier !== tier ? h('h2.tier-heading', {}, labels.get(hit.tier) ?? hit.tier) : null;
    tier = hit.tier;
    return [heading, similarCard(hit, back, labels.size > 0)];
  });
}

const similarCard = (hit, back, walked) => card(hit, back, {
  tools: [walked && !hit.recent ? h('span.older', {}, t('tierOlder')) : null, pickBox(hit)],
  below: [shared(hit), differences(hit.differences ?? [])],
});

/** What both cases have, each with its part of the score; below, where it stands in either. */
function shared({ reasons, score }) {
  const heaviest = reasons[0]?.weight || 1;
  const rest = reasons.slice(shownReasons);
  const part = (weight) => t('reasonPart', score ? Math.round((100 * weight) / score) : 0);
  const shown = passagesOf(reasons);
  return h('div.reasons', {}, h('span.reasons-title', {}, t('reasonsHeading')),
    h('ul', {}, reasons.slice(0, shownReasons).map(({ channel, term, weight }) =>
      h(known(`channel_${channel}`) ? 'li.wide' : 'li', { title: t('reasonWeight', term, weight.toFixed(2)) },
        bar(weight / heaviest), h('span.term', {}, h('span.channel', {}, known(`channel_${channel}`)), term, h('span.part', {}, part(weight)))))),
    rest.length ? h('span.reasons-rest', { title: rest.map(({ term }) => term).join(t('comma')) }, t('reasonsMore', rest.length)) : null,
    shown.length ? h('details.passages', {}, h('summary', {}, t('passagesShow', shown.length)), shown.map(passage)) : null);
}

/** Reasons by the passages they stand in: words of one sentence are shown once. */
function passagesOf(reasons) {
  const together = new Map();
  for (const { term, here, there } of reasons) {
    if (!here && !there) continue;
    const plain = (text) => (text ?? '').replace(/<\/?mark>/g, '');
    const key = `${plain(here)}\n${plain(there)}`;
    const seen = together.get(key);
    if (seen) seen.terms.push(term);
    else together.set(key, { terms: [term], here, there });
  }
  return [...together.values()];
}

const passage = ({ terms, here, there }) => h('div.passage', {}, h('p.passage-term', {}, terms.join(t('comma'))),
  h('blockquote', {}, h('span.side', {}, t('sideHere')), here ? marked(here) : t('sideNone')),
  h('blockquote', {}, h('span.side', {}, t('sideThere')), there ? marked(there) : t('sideNone')));

/** Fields in which the two part. */
function differences(list) {
  if (!list.length) return null;
  const said = (values) => (values.length ? values.join(t('comma')) : t('nothingThere'));
  return h('dl.differences', {}, h('dt.reasons-title', {}, t('differencesHeading')), list.map(({ label, here, there }) =>
    h('dd', {}, h('b', {}, label), h('span.here', {}, h('span.side', {}, t('sideHere')), said(here)),
      h('span.there', {}, h('span.side', {}, t('sideThere')), said(there)))));
}
