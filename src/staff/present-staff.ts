import type { Skill } from '../handoff/ticket';
import type { Role, StaffAccount } from './account';

export interface StaffView {
  id: string;
  username: string;
  displayName: string;
  role: Role;
  skills: readonly Skill[];
  mustChangePassword: boolean;
}

/** A member of staff as that person's own browser sees it. */
export function presentStaff(account: StaffAccount): StaffView {
  return {
    id: account._id,
    username: account.username,
    displayName: account.displayName,
    role: account.role,
    skills: account.skills,
    mustChangePassword: account.mustChangePassword,
  };
}
