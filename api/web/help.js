// The query language on one card. Its reference is docs/query-language.md.
import { h } from './dom.js';
import { t } from './i18n.js';

const rows = [
  ['物业 停车费', 'helpWords'],
  ['"拒交物业费"', 'helpPhrase'],
  ['物业 AND 电梯', 'helpAnd'],
  ['欠薪 OR 拖欠工资', 'helpOr'],
  ['离婚 NOT 抚养', 'helpNot'],
  ['title:物业', 'helpField'],
  ['opened:2017-03', 'helpPeriod'],
  ['amount:10000..50000', 'helpRange'],
  ['工伤*', 'helpPrefix'],
  ['电动车 NEAR/10 盗窃', 'helpNear'],
  ['自首 /s 从轻', 'helpSentence'],
  ['本院认为:自首', 'helpSection'],
  ['民法典第143条', 'helpForms'],
];

export function openHelp() {
  const dialog = h('dialog.help-card', { 'aria-labelledby': 'help-title', onclose: () => dialog.remove(),
    onclick: (event) => (event.target === dialog ? dialog.close() : null) },
    h('form', { method: 'dialog' },
      h('h2', { id: 'help-title' }, t('helpTitle')),
      h('table', {}, h('tbody', {}, rows.map(([example, meaning]) =>
        h('tr', {}, h('th', { scope: 'row' }, h('code', {}, example)), h('td', {}, t(meaning)))))),
      h('p.hint', {}, t('helpKeys')),
      h('button.primary', {}, t('helpClose'))));
  document.body.append(dialog);
  dialog.showModal();
}
