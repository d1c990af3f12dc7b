/** How much an entry may hold, in characters and in pieces. The publish gate asks for less of some. */
export const CONTENT_LIMITS = {
  title: 60,
  category: 40,
  wordings: { count: 60, length: 200 },
  answer: 600,
  detail: 3000,
  plain: 600,
  citations: { count: 20, instrument: 80, article: 40 },
  followUps: 6,
} as const;

/** What an entry may be called: 3 to 61 small letters, digits and hyphens. */
export const ENTRY_ID = /^[a-z][a-z0-9-]{2,60}$/;
