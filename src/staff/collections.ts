import type { CollectionSpec, Stored } from '../storage/database';
import { staffCollection } from './account';
import { auditCollection } from './audit';
import { sessionsCollection } from './session';
import { signInTriesCollection } from './sign-in-guard';

/** What the store must prepare for staff. */
export const staffCollections: readonly CollectionSpec<Stored>[] = [
  staffCollection,
  sessionsCollection,
  signInTriesCollection,
  auditCollection,
];
