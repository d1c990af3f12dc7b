import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { matchesOf } from './matches';

const KIND = /(?:支行|分行|分理处|营业部|储蓄所|营业所|信用社|营业厅|网点)/g;
const LONGEST_NAME = 16;
/** Words in front of a branch's name that do not belong to it. */
const NOT_NAME =
  /^.*(?:[我你您他她它们在去到从是了跟给让被把向找因说和与及的这那某该本贵此问叫有没都只来往想要不为着过请]|附近|哪个|哪家|什么|所有|其他|任何|一家|两家|一个|每个|各个|当地|附近|投诉|举报|咨询|办理|通过|联系|银行(?:营业|自助)?(?=$))/;

/** Finds branches by name: 中关村支行, 人民路网点. 网点 or 支行 alone names none. The value is the name as said. */
export function findBranches(text: string): Candidate[] {
  let previousEnd = 0;
  return matchesOf(text, KIND).flatMap((match) => {
    const end = match.index + match[0].length;
    const before =
      /[\u4e00-\u9fffA-Za-z0-9]*$/.exec(text.slice(Math.max(previousEnd, match.index - LONGEST_NAME), match.index))?.[0] ?? '';
    const name = before.replace(NOT_NAME, '');
    if (name.length < 2) return [];
    previousEnd = end;
    const start = match.index - name.length;
    return [{ kind: 'branch', start, end, value: text.slice(start, end), strength: STRENGTH.mention }];
  });
}
