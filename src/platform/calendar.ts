import { z } from 'zod';
import { readContent } from './content';
import { addDays, dayOf, instantOf, timeOf, weekdayOf } from './shanghai';
import type { Day } from './shanghai';

const schema = z.object({
  years: z.record(z.string(), z.object({ holidays: z.array(z.string()), workingWeekends: z.array(z.string()) })),
});

export interface OfficeHours {
  /** `HH:MM` in Asia/Shanghai. */
  from: string;
  to: string;
}

/** Working days as the State Council sets them. A year without data is not guessed. */
export class Calendar {
  private readonly holidays = new Set<Day>();
  private readonly workingWeekends = new Set<Day>();
  private readonly years: ReadonlySet<string>;

  constructor(data: z.infer<typeof schema>) {
    this.years = new Set(Object.keys(data.years));
    for (const year of Object.values(data.years)) {
      for (const day of year.holidays) this.holidays.add(day);
      for (const day of year.workingWeekends) this.workingWeekends.add(day);
    }
  }

  static load(): Calendar {
    return new Calendar(readContent('calendar.json', schema));
  }

  /** Whether the year of this day is known; where it is not, weekdays are all that `isWorkday` can go by. */
  verified(day: Day): boolean {
    return this.years.has(day.slice(0, 4));
  }

  isWorkday(day: Day): boolean {
    if (this.holidays.has(day)) return false;
    if (this.workingWeekends.has(day)) return true;
    const weekday = weekdayOf(day);
    return weekday >= 1 && weekday <= 5;
  }

  isOpen(at: Date, hours: OfficeHours): boolean {
    const time = timeOf(at);
    return this.isWorkday(dayOf(at)) && time >= hours.from && time < hours.to;
  }

  /** The next moment at which the office opens; `verified` is false when the year of that day is not known. */
  nextOpening(at: Date, hours: OfficeHours): { at: Date; verified: boolean } {
    let day = dayOf(at);
    if (!this.isWorkday(day) || timeOf(at) >= hours.from) {
      do day = addDays(day, 1);
      while (!this.isWorkday(day));
    }
    return { at: instantOf(day, hours.from), verified: this.verified(day) };
  }
}
