// Every sentence of the console, Chinese and English; names of kinds, fields and codes come from the API.
// Placeholders are {0}, {1} …; tests/browser/files.mjs holds both languages to the same ones.

export const sentences = {
  name: ['类案', 'Leian'],
  tagline: ['检索、比较、追溯每一件案卷', 'Search, compare and trace every case on file'],
  skip: ['跳到正文', 'Skip to content'],
  nav: ['主导航', 'Main'],
  navSearch: ['检索', 'Search'],
  navSimilar: ['以文找案', 'Find by text'],
  navStats: ['统计', 'Statistics'],
  switchLanguage: ['English', '中文'],

  searchLabel: ['检索词', 'Query'],
  searchPlaceholder: ['案由、案号、当事人、事实中的一句话……', 'A cause, a case number, a name, a sentence from the facts …'],
  searchButton: ['检索', 'Search'],
  kindLabel: ['种类', 'Kind'],
  allKinds: ['全部种类', 'All kinds'],
  records: ['{0} 件', '{0} records'],
  recordsHeld: ['馆藏', 'On file'],
  browseAll: ['浏览全部', 'Browse all'],

  suggestLabel: ['输入提示', 'Suggestions'],
  suggestTitle: ['题名', 'Title'],
  suggestStatute: ['法律', 'Statute'],
  suggestWord: ['自定义词', 'Own word'],
  suggestAnnounce: ['有 {0} 条提示，用上下键选择', '{0} suggestions; use the arrow keys'],
  didYouMean: ['是否要找：', 'Did you mean: '],

  helpButton: ['检索语法', 'Query syntax'],
  helpTitle: ['怎样写检索式', 'How to write a query'],
  helpClose: ['关闭', 'Close'],
  helpWords: ['词以空格分开，命中越多、越少见的词，排得越前', 'Words apart by spaces; records with more and rarer of them come first'],
  helpPhrase: ['引号内一字不差', 'In quotes: exactly these words'],
  helpAnd: ['两者都要有', 'Both'],
  helpOr: ['有其一即可', 'Either'],
  helpNot: ['前者有而后者没有', 'The first without the second'],
  helpField: ['只在某个字段里找', 'In one field only'],
  helpPeriod: ['某年、某月', 'A year, a month'],
  helpRange: ['从……到……；一端可以空着', 'From … to …; either end may be left open'],
  helpPrefix: ['以此开头的词', 'Words that begin so'],
  helpNear: ['两者之间至多隔 10 个字', 'At most 10 characters between them'],
  helpSentence: ['在同一句里；/p 为同一段', 'In one sentence; /p for one paragraph'],
  helpSection: ['只在文书的这一部分；另有 事实: 判决:', 'In this part of a document only; also 事实: 判决:'],
  helpForms: ['法条、案号、金额、日期怎么写都找得到', 'Articles, case numbers, amounts and dates, however written'],
  helpKeys: ['按 / 键回到检索框', 'Press / to return to the search box'],

  total: ['共 {0} 件', '{0} records'],
  took: ['用时 {0} 毫秒', '{0} ms'],
  announce: ['找到 {0} 件', '{0} records found'],
  alsoLookedFor: ['“{0}”也找：{1}', '“{0}” also looks for: {1}'],
  resultsHeading: ['检索结果', 'Results'],
  sortLabel: ['排序', 'Sort'],
  sortRelevance: ['相关度', 'Relevance'],
  sortNewest: ['{0}：由近及远', '{0}: newest first'],
  sortOldest: ['{0}：由远及近', '{0}: oldest first'],
  sortHighest: ['{0}：由高到低', '{0}: highest first'],
  sortLowest: ['{0}：由低到高', '{0}: lowest first'],
  groupLabel: ['分组', 'Group'],
  groupNone: ['不分组', 'None'],
  groupWithout: ['（无此项）', '(none)'],
  groupRest: ['查看全部 {0} 件', 'All {0} of them'],
  exportButton: ['导出', 'Export'],
  exportHint: ['导出全部 {0} 件（连同各页之外的）', 'All {0} records, not only those on this page'],
  exportUnderWay: ['正在导出 {0} 件……', 'Exporting {0} records …'],
  exportBroken: ['导出中断，文件不完整', 'The export broke off; the file is not complete'],
  exportXlsx: ['Excel 表格（XLSX）', 'Excel (XLSX)'],
  exportCsv: ['CSV 表格', 'CSV'],
  exportNdjson: ['JSON 行（可重新导入）', 'JSON lines (can be imported again)'],
  untitled: ['（无标题）', '(untitled)'],

  facetsHeading: ['筛选', 'Narrow down'],
  facetsShow: ['筛选条件', 'Filters'],
  facetMore: ['其余 {0} 项', '{0} more'],
  facetLess: ['收起', 'Fewer'],
  facetRest: ['另有 {0} 项未列出', '{0} more not listed'],
  facetNone: ['命中的记录都没有此项', 'None of the matches has this'],
  facetSearch: ['查找……', 'Find …'],
  facetSearchIn: ['在“{0}”中查找', 'Find in {0}'],
  facetBelow: ['{0}的下级', 'Below {0}'],
  histogramHeading: ['{0}分布', '{0} over time'],
  histogramAll: ['全部年份', 'All years'],
  histogramStep: ['{0}：{1} 件', '{0}: {1} records'],
  rangeDates: ['时间', 'Dates'],
  rangeNumbers: ['数额', 'Amounts'],
  rangeField: ['按', 'By'],
  rangeFrom: ['自', 'From'],
  rangeTo: ['至', 'To'],
  rangeApply: ['应用', 'Apply'],
  between: ['{0} 至 {1}', '{0} to {1}'],
  atLeast: ['{0} 起', 'from {0}'],
  atMost: ['至 {0}', 'up to {0}'],
  chipsHeading: ['已选条件', 'Filters in force'],
  chipRemove: ['移除：{0}', 'Remove: {0}'],
  chipsClear: ['全部清除', 'Clear all'],

  pages: ['分页', 'Pages'],
  pagePrevious: ['上一页', 'Previous'],
  pageNext: ['下一页', 'Next'],
  pageNumber: ['第 {0} 页', 'Page {0}'],

  emptyTitle: ['没有符合的记录', 'Nothing matches'],
  emptyFewer: ['少用几个词，或换个说法：“欠薪”与“拖欠工资”', 'Use fewer words, or say it otherwise'],
  emptyQuotes: ['去掉引号，让各词分开匹配', 'Leave out the quotes, so that words match apart'],
  emptyFilters: ['去掉已选的筛选条件', 'Drop the filters in force'],
  emptyKind: ['在全部种类中查找', 'Look in all kinds'],
  emptySimilar: ['换一段更具体的叙述：发生了什么、争什么、多少钱', 'Describe it more closely: what happened, what is in dispute, how much'],

  backToResults: ['返回结果', 'Back to results'],
  backToSearch: ['去检索', 'To the search'],
  recordId: ['编号', 'Id'],
  otherColumns: ['原始栏目', 'Other columns'],
  extractedFrom: ['抽取依据', 'Read from the text'],
  toReview: ['{0} 项待复核', '{0} to review'],
  doubtful: ['待复核', 'to review'],
  nothingThere: ['（无）', '(none)'],
  saidBy: ['{0} 于 {1} 确认', 'confirmed by {0}, {1}'],
  sure: ['把握 {0}%', '{0}% sure'],
  print: ['打印', 'Print'],
  filterBy: ['筛选同一{0}：{1}', 'Same {0}: {1}'],

  similarHeading: ['相似案件', 'Similar cases'],
  similarMore: ['查看更多相似案件', 'More similar cases'],
  similarSource: ['对照记录', 'Compared with'],
  similarTotal: ['{0} 件有共同之处，列出最相近的 {1} 件', '{0} share something; the nearest {1} are listed'],
  similarNone: ['没有相似的案件', 'No similar cases'],
  reasonsHeading: ['共同之处', 'In common'],
  reasonsMore: ['另有 {0} 项', '{0} more'],
  reasonWeight: ['{0}，权重 {1}', '{0}, weight {1}'],
  termsHeading: ['据以查找', 'Looked for'],
  textHeading: ['以文找案', 'Find cases by text'],
  textIntro: ['粘贴一段案情、诉求或文书，找出事实与争议相近的案件。文字只发往本机服务，不留存。', 'Paste facts, demands or a document to find cases alike in facts and dispute. The text goes to this service alone and is not kept.'],
  textLabel: ['案情文字', 'Text'],
  textPlaceholder: ['例如：业主以电梯常年失修为由拒交物业费，物业公司起诉要求给付欠费及违约金……', 'For example: owners refuse the property fee because the lift is out of order, and the company sues …'],
  textButton: ['查找相似案件', 'Find similar cases'],
  textClear: ['清空', 'Clear'],
  textLength: ['{0} 字', '{0} characters'],
  causeLabel: ['案由（可不填）', 'Cause (optional)'],
  causePlaceholder: ['名称或代码', 'A name or a code'],

  fileButton: ['上传文书……', 'Bring a document …'],
  senseLabel: ['相似于', 'Alike in'],
  senseAll: ['事实、争议与法律', 'facts, disputes and law'],
  senseFacts: ['基本事实', 'basic facts'],
  senseDisputes: ['争议焦点', 'disputed issues'],
  senseLaw: ['法律适用', 'applicable law'],
  predictedHeading: ['从文字看，案由可能是', 'By its words, the cause may be'],
  predictedChoose: ['以“{0}”为案由再查', 'Look again with the cause {0}'],
  reasonPart: ['占 {0}%', '{0}% of the score'],
  passagesShow: ['两案原文对照（{0} 处）', 'The passages in both texts ({0})'],
  sideHere: ['本案', 'This case'],
  sideThere: ['该案', 'That case'],
  sideNone: ['（不在正文中）', '(in no text)'],
  differencesHeading: ['不同之处', 'Different'],

  tierWalk: ['按效力层级逐级检索', 'Walk the tiers of authority'],
  tierStop: ['上一层级已有类案即止', 'Stop at the first tier that holds one'],
  tierRecent: ['近三年优先（指导性案例除外）', 'Last three years first (but for guiding cases)'],
  tierOlder: ['三年以前', 'older than three years'],
  tiersHeading: ['效力层级', 'Tiers of authority'],
  tierHeld: ['类案 {0} 件，近三年 {1} 件', '{0} similar, {1} of the last three years'],
  tierEmpty: ['没有类案', 'none similar'],
  tierSkipped: ['未检索', 'not searched'],
  tiersHint: ['相近程度达到最相近一件的一半，才计为类案；是否类似、是否参照，由办案人判断。', 'A record counts as similar from half the likeness of the nearest one. Whether it is, and is followed, is for the person to judge.'],
  conflictsHeading: ['同一层级结果不一', 'Different outcomes within a tier'],
  conflictsHint: ['展开对照', 'side by side'],

  besideHeading: ['类案概况', 'How similar cases went'],
  besideCases: ['最相近的 {0} 件', 'The nearest {0}'],
  rateAgreed: ['达成协议', 'Agreed'],
  rateSettled: ['办结', 'Settled'],
  rateFulfilled: ['已履行', 'Fulfilled'],
  rateCameBack: ['重复或复查', 'Came back'],
  countAndShare: ['{0} 件 {1}', '{0}, {1}'],
  spreadTold: ['中位 {0}，半数在 {1} 至 {2}', 'median {0}; half lie between {1} and {2}'],
  spreadHere: ['本案 {0}，高于其中 {1}；中位 {2}', 'this case {0}, above {1} of them; median {2}'],
  handlerCases: ['件数', 'Cases'],
  handlerSettled: ['办结', 'Settled'],
  handlerDays: ['中位天数', 'Median days'],
  agreedTerms: ['他们这样约定', 'What they agreed on'],
  agreedOf: ['查看', 'open'],

  pick: ['比对', 'Compare'],
  pickHint: ['选二至五件，逐段比对', 'Pick two to five to lay side by side'],
  pickHeading: ['已选案件', 'Picked cases'],
  pickCount: ['已选 {0} 件（至多 {1} 件）', '{0} picked (at most {1})'],
  pickCompare: ['逐段比对', 'Compare'],
  compareHeading: ['逐段比对', 'Side by side'],
  compareIntro: ['相同的段落以底色标出，共 {0} 段；指向一段，可见它在其他案件中的位置。', 'Shared passages are marked, {0} of them; point at one to see where else it stands.'],
  compareAnnounce: ['{0} 段相同', '{0} shared passages'],
  compareSame: ['相同', 'same'],
  compareShared: ['同见于：{0}', 'also in: {0}'],
  reportButton: ['生成类案检索报告', 'Make the similar-case report'],
  reportName: ['类案检索报告', 'similar-case-report'],
  reportUnderWay: ['正在生成报告……', 'Making the report …'],

  statsHeading: ['统计', 'Statistics'],
  statsLink: ['统计', 'Statistics'],
  statsBy: ['按', 'By'],
  statsThen: ['再按', 'Then by'],
  statsNone: ['（不分组）', '(not grouped)'],
  statsMeasure: ['指标', 'Measure'],
  statsAdd: ['添加……', 'Add …'],
  statsRemove: ['（去掉）', '(remove)'],
  statsTop: ['列出', 'List'],
  statsEvery: ['全部', 'all'],
  statsFirst: ['前 {0} 名，其余合计', 'the first {0}, the rest together'],
  statsPivot: ['行列交叉', 'As rows and columns'],
  statsCount: ['件数', 'Records'],
  statsAll: ['合计', 'All'],
  statsMissing: ['其中 {0} 件缺少分组所需的值', '{0} of them have no value to group by'],
  statsButton: ['下载表格', 'Download'],
  statsLevel: ['{0}（第 {1} 级）', '{0} (level {1})'],
  statsUnit: ['{0}（{1}）', '{0} ({1})'],
  unit_year: ['年', 'year'],
  unit_quarter: ['季度', 'quarter'],
  unit_month: ['月', 'month'],
  unit_week: ['周', 'week'],
  unit_weekday: ['星期', 'weekday'],
  stat_share: ['占比', 'Share'],
  stat_change: ['件数环比', 'Change of records on the period before'],
  stat_diff: ['件数比上期增减', 'Records more or fewer than the period before'],
  stat_sum: ['{0}合计', 'Sum of {0}'],
  stat_mean: ['{0}平均', 'Mean of {0}'],
  stat_median: ['{0}中位数', 'Median of {0}'],
  stat_p90: ['{0}第 90 百分位', '90th percentile of {0}'],
  stat_min: ['{0}最小', 'Least {0}'],
  stat_max: ['{0}最大', 'Greatest {0}'],
  stat_days: ['{0}至{1}天数（中位数）', 'Days from {0} to {1} (median)'],
  stat_workdays: ['{0}至{1}工作日（中位数）', 'Working days from {0} to {1} (median)'],
  stat_distinct: ['{0}个数（不重复）', 'Distinct values of {0}'],
  stat_rows: ['{0}条数', 'Rows of {0}'],

  loading: ['正在检索……', 'Searching …'],
  loadingRecord: ['正在打开……', 'Opening …'],
  errorTitle: ['未能完成', 'That did not work'],
  errorHint: ['可以这样做', 'What to do'],
  errorRetry: ['重试', 'Try again'],
  errorNetwork: ['连不上服务', 'The service cannot be reached'],
  errorNetworkHint: ['请确认服务仍在运行，然后重试', 'See that the service is running, then try again'],
  errorAnswer: ['服务的回答无法理解（HTTP {0}）', 'The answer was not understood (HTTP {0})'],
  errorAnswerHint: ['请刷新页面；若仍如此，请联系管理员', 'Reload the page; if it persists, tell the administrator'],

  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  yuan: ['{0} 元', '¥{0}'],
  comma: ['、', ', '],

  // What fields of one role are called together, where kinds call them differently.
  role_case_no: ['案号、编号', 'Number'],
  role_cause: ['案由', 'Cause'],
  role_organ: ['承办单位', 'Organ'],
  role_handler: ['承办人', 'Handler'],
  role_opened: ['受理时间', 'Opened'],
  role_closed: ['办结时间', 'Closed'],
  role_outcome: ['结果', 'Outcome'],
  role_channel: ['来源渠道', 'Channel'],
  role_amount: ['金额', 'Amount'],

  // What makes two cases alike, besides the words they share.
  channel_cause: ['案由', 'cause'],
  channel_articles: ['法条', 'article'],
  channel_circumstances: ['情节', 'circumstance'],
  channel_disputes: ['争议', 'dispute'],
  channel_amount: ['金额', 'amount'],
  channel_relation: ['关系', 'relation'],
  channel_region: ['地区', 'region'],
  channel_organ: ['单位', 'organ'],

  offline: ['离线运行 · 数据不出本机', 'Runs offline · nothing leaves this machine'],
  apiLink: ['接口文档', 'API document'],
};

const languages = ['zh', 'en'];
const storageKey = 'leian.language';

let current = remembered() ?? 'zh';

function remembered() {
  try {
    const stored = localStorage.getItem(storageKey);
    return languages.includes(stored) ? stored : null;
  } catch {
    return null; // storage may be forbidden by policy; the choice then lasts as long as the page
  }
}

export const language = () => current;

export function setLanguage(next) {
  current = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch { /* as above */ }
}

/** The sentence `key` in the language in force, its placeholders filled in. */
export function t(key, ...args) {
  return sentences[key][languages.indexOf(current)].replace(/\{(\d)\}/g, (_, index) => args[index]);
}

/** The same for a key made from what the API says; nothing where the console has no words for it. */
export const known = (key) => (Object.hasOwn(sentences, key) ? t(key) : null);

/** What the API gives in both languages: {zh, en}. */
export const said = (text) => text?.[current] || text?.zh || '';

export const count = (n) => n.toLocaleString(current === 'zh' ? 'zh-CN' : 'en');
