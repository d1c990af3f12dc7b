import type { Skill } from '../handoff/ticket';
import { defineCollection } from '../storage/database';

/**
 * `admin` keeps the installation, `supervisor` oversees, `agent` (投诉处理岗, 法律事务岗) and `educator` (权益保护岗) serve.
 */
export const ROLES = ['admin', 'supervisor', 'agent', 'educator'] as const;
export type Role = (typeof ROLES)[number];

/** A member of staff who may sign in. */
export interface StaffAccount {
  _id: string;
  /** Lower case, unique. */
  username: string;
  /** As colleagues read it; a consumer reads the post instead. */
  displayName: string;
  role: Role;
  /** The posts whose conversations this person takes. */
  skills: readonly Skill[];
  passwordHash: string;
  /** The password is a one-time password that someone else has seen. */
  mustChangePassword: boolean;
  createdAt: Date;
  /** Made by the server itself because there was nobody. */
  first?: boolean;
}

export const staffCollection = defineCollection<StaffAccount>({
  name: 'staff',
  indexes: [{ keys: { username: 1 }, unique: true }],
});
