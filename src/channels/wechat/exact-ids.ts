/**
 * JSON of WeChat's, parsed. Its message ids are bare numbers of 64 bits in pushes and answers alike, which a number would round: they
 * become text. Inside a text their names stand with escaped quotes and are left alone.
 * @throws SyntaxError
 */
export function parseWithExactIds(json: string): unknown {
  return JSON.parse(json.replace(/"(msgid)"\s*:\s*(\d{16,20})(?=\s*[,}])/gi, '"$1":"$2"')) as unknown;
}
