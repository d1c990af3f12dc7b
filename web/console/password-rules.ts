export type PasswordRule = 'ruleLength' | 'ruleName' | 'ruleChanged' | 'ruleSame';

export interface PasswordEntry {
  username: string;
  current: string;
  next: string;
  repeat: string;
}

/** The rules for a new password, in the order they are listed, each met or not. The server checks the first two again. */
export function passwordRules({ username, current, next, repeat }: PasswordEntry): { rule: PasswordRule; met: boolean }[] {
  const written = next.length > 0;
  return [
    { rule: 'ruleLength', met: [...next].length >= 10 },
    { rule: 'ruleName', met: written && next.toLowerCase() !== username.toLowerCase() },
    { rule: 'ruleChanged', met: written && next !== current },
    { rule: 'ruleSame', met: written && next === repeat },
  ];
}
