/** What the server says on the staff side: to consumers, and of their cases. */
export const zhCN = {
  /** Posts, as a consumer reads who answers. */
  posts: {
    complaints: '投诉处理岗',
    legal: '法律事务岗',
    education: '权益保护岗',
  },
  knowledge: {
    /** Who acted, where the date alone did. */
    calendar: '按日期自动',
  },
  /** What a call of a colleague leaves in the conversation, for colleagues. */
  phoned: {
    reached: '已打电话告知',
    not_reached: '打过电话，没有接通',
    withNote: (words: string, note: string) => `${words}：${note}`,
  },
  /** Rows of a registered complaint, as the agent reads them beside the conversation. */
  facts: {
    facts: '事情经过',
    product: '涉及业务',
    amount: '涉及金额',
    happened: '发生时间',
    request: '诉求',
    respondent: '网点或人员',
    due: '最晚答复',
  },
};
