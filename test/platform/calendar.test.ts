import { Calendar } from '../../src/platform/calendar';

const calendar = Calendar.load();
const hours = { from: '09:00', to: '17:30' };
const at = (moment: string): Date => new Date(`${moment}+08:00`);

describe('working days and office hours', () => {
  it.each([
    ['2026-11-25', true],
    ['2026-11-28', false],
    ['2026-10-01', false],
    ['2026-10-10', true],
    ['2026-02-14', true],
  ])('%s is a working day: %s', (day, expected) => {
    expect(calendar.isWorkday(day)).toBe(expected);
  });

  it('is open on a working day between the hours', () => {
    expect(calendar.isOpen(at('2026-11-25T09:00:00'), hours)).toBe(true);
    expect(calendar.isOpen(at('2026-11-25T17:30:00'), hours)).toBe(false);
    expect(calendar.isOpen(at('2026-11-28T10:00:00'), hours)).toBe(false);
  });

  it.each([
    ['2026-11-25T07:00:00', '2026-11-25T09:00:00', true],
    ['2026-11-27T18:00:00', '2026-11-30T09:00:00', true],
    ['2026-09-30T18:00:00', '2026-10-08T09:00:00', true],
    ['2026-12-31T18:00:00', '2027-01-01T09:00:00', false],
  ])('after %s it opens at %s; sure of it: %s', (moment, opening, verified) => {
    expect(calendar.nextOpening(at(moment), hours)).toEqual({ at: at(opening), verified });
  });
});
