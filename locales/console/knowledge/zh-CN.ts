import { writing } from './zh-CN/writing';
import { approval } from './zh-CN/approval';
import { learning } from './zh-CN/learning';
/** The studio of the console, loaded with its page. `en.ts` has the same keys. */
export const zhCN = {
  ...writing,
  ...approval,
  ...learning,
  /** Between the parts of a list, and after a heading that goes on. */
  comma: '、',
  colon: '：',
  navLabel: '知识库页面',
  pages: { list: '条目', review: '待审核', calendar: '日程', misses: '没答上的', usage: '使用情况', test: '批量测试' },
  readOnly: '您可以搜索和查看。修改由权益保护岗完成。',
  noEntry: '没有这个条目',
  noEntryText: '链接可能不完整，或者条目已经不在了。',
  loadFailed: '没有加载成功',
  toList: '返回条目',
  untitled: '（还没有标题）',
  done: '完成',
  more: '更多',

  statuses: {
    draft: '草稿',
    in_review: '待审核',
    published: '已发布',
    expired: '已过期',
    withdrawn: '已撤下',
    scheduled: '待生效',
  },
  besides: { draft: '有新草稿', in_review: '新版待审核' },
  scheduledFor: (day: string) => `${day} 生效`,

  fields: {
    title: '标准问法',
    category: '分类',
    wordings: '其他问法',
    answer: '回答',
    detail: '详细说明',
    plain: '适老版',
    citations: '依据',
    followUps: '接着问',
    audience: '适用范围',
    validFrom: '生效日',
    validTo: '最后有效日',
    reviewBy: '复审日',
    needsConfirmation: '待行内确认',
    approver: '审批人',
  } as Record<string, string>,

  import: {
    title: '导入条目',
    hint: '支持 Excel（.xlsx）、.tsv、.csv、.qna。先检查，不改动任何内容。',
    drop: '选择文件，或拖到这里',
    checking: '正在检查…',
    checkFailed: '文件没有检查成功',
    actions: { create: '新建', change: '修改', same: '没有变化', refuse: '不能导入' },
    row: (number: number) => `第 ${number} 行`,
    changes: (fields: string) => `改动：${fields}`,
    filterLabel: '按处理方式筛选',
    all: '全部',
    allOrNothing: '有一行不能导入，就全部不导入',
    apply: (count: number) => `导入 ${count} 行`,
    nothing: '没有需要导入的内容',
    draftsOnly: '导入的内容是草稿，审核发布后消费者才会看到。',
    held: (refused: number, able: number) =>
      `有 ${refused} 行不能导入。请改好文件再来；或不勾选下面一项，只导入其余 ${able} 行。`,
    rowsLabel: '逐行检查结果',
    noRows: '没有这样的行。',
    running: (done: number, total: number) => `正在导入 ${done} / ${total}`,
    mayClose: '可以关掉这个窗口，导入会继续。点“导入”可以再看进度。',
    done: (create: number, change: number) => `导入完成：新建 ${create}，修改 ${change}。`,
    doneBut: (done: number, left: number) => `已导入 ${done} 行，${left} 行没有导入。`,
    notImported: '没有导入的行',
    failed: '导入没有完成',
    failedAt: (done: number, total: number) => `已导入 ${done} / ${total} 行。`,
    failedAll: '一行也没有导入。',
    goOn: '继续导入',
    another: '换一个文件',
    more: (count: number) => `还有 ${count} 行没有显示`,
  },

  errors: {
    ownWork: '这份内容是您写的，需由另一位同事审核发布。',
    state: '条目的状态刚刚变了，请刷新后再操作。',
    duplicate: '已经有相同的条目。',
    stale: '同事刚刚修改了这个条目。',
    gate: '发布检查没有通过。',
    busy: '另一位同事正在发布。内容没有变，请稍后再发布一次。',
    missing: '条目已经不在了。',
    tooLarge: '文件太大，最大 20 MB。请分几个文件导入。',
  },
};

/** The texts of the studio in one language. */
export type KnowledgeTexts = typeof zhCN;
