/** What the staff side says to consumers. */
export const zhCN = {
  /** Posts, as a consumer reads who answers. */
  posts: {
    complaints: '投诉处理岗',
    legal: '法律事务岗',
    education: '权益保护岗',
  },
};
