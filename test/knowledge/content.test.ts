import { loadInstruments } from '../../src/knowledge/instruments';
import { lintEntry, loadLintRules } from '../../src/knowledge/lint';
import { loadFaqEntries } from '../../src/knowledge/load-content';

const entries = loadFaqEntries();
const instruments = loadInstruments();
const ids = new Set(entries.map((entry) => entry._id));
const published = entries.filter((entry) => entry.status === 'published');

describe('the knowledge a bank starts with', () => {
  it('is large enough to be useful', () => {
    expect(entries.length).toBeGreaterThanOrEqual(150);
    expect(published.length).toBeGreaterThanOrEqual(110);
  });

  it('says nothing that no answer may say', () => {
    const rules = loadLintRules();
    expect(entries.flatMap((entry) => lintEntry(entry, rules, instruments, '2026-11-25'))).toEqual([]);
  });

  it('keeps what is unconfirmed a draft without an approver', () => {
    for (const entry of entries)
      expect([entry._id, entry.status === 'draft', !entry.approver]).toEqual([
        entry._id,
        !!entry.needsConfirmation,
        !!entry.needsConfirmation,
      ]);
  });

  it('leads on only to entries that exist, and from a published one to at least one that is published', () => {
    const shown = new Set(published.map((entry) => entry._id));
    expect(entries.flatMap((entry) => entry.followUps.filter((id) => !ids.has(id) || id === entry._id))).toEqual([]);
    expect(published.filter((entry) => entry.followUps.length > 0 && !entry.followUps.some((id) => shown.has(id)))).toEqual([]);
  });

  it('asks each question once', () => {
    const asked = entries.flatMap((entry) => [entry.title, ...entry.wordings]);
    expect(asked.filter((question, at) => asked.indexOf(question) !== at)).toEqual([]);
  });

  it('is dated, and due for review later than it was written', () => {
    for (const { validFrom, versionDate, reviewBy } of entries) {
      expect(validFrom <= versionDate).toBe(true);
      expect((reviewBy ?? '') > versionDate).toBe(true);
    }
  });

  it('names the bank’s own hotline only by its placeholder', () => {
    const numbers = entries.flatMap(({ answer, detail = '', plain = '' }) =>
      [...`${answer}${detail}${plain}`.matchAll(/\{[A-Z_]+\}/g)].map(([found]) => found),
    );
    expect(new Set(numbers)).toEqual(new Set(['{BANK_HOTLINE}']));
  });
});

describe('the register of instruments', () => {
  it('knows each by one name', () => {
    const names = instruments.flatMap(({ name, shortName, aliases }) => [...new Set([name, shortName, ...aliases])]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('says what took the place of what was repealed', () => {
    const repealed = instruments.filter((instrument) => instrument.inForceTo);
    expect(repealed.map(({ shortName }) => shortName)).toEqual(expect.arrayContaining(['合同法', '侵权责任法', '民法总则']));
    expect(new Set(repealed.map(({ successor }) => successor))).toEqual(new Set(['民法典']));
  });
});
