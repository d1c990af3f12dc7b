import { defineCollection } from '../storage/database';

/** A browser that has signed in. The cookie's value itself is nowhere stored, so a copy of the store opens no session. */
export interface StaffSession {
  /** SHA-256 of the cookie's value. */
  _id: string;
  staffId: string;
  startedAt: Date;
  lastSeenAt: Date;
  /** 8 hours after the last request, 12 hours after the sign-in at the latest. */
  expiresAt: Date;
}

export const sessionsCollection = defineCollection<StaffSession>({
  name: 'sessions',
  indexes: [{ keys: { expiresAt: 1 }, expireAfterSeconds: 0 }, { keys: { staffId: 1 } }],
});
