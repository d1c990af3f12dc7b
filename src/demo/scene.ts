import { addDays, dayOf, instantOf, weekdayOf } from '../platform/shanghai';
import type { DemoUsername } from './accounts';
import { DemoColleague } from './demo-colleague';
import { DemoConsumer } from './demo-consumer';
import type { Visit } from './demo-consumer';
import type { MovingClock } from './moving-clock';

/** What happened at some moment. */
export interface Story {
  at: Moment;
  tell(scene: Scene): Promise<void>;
}

/** A moment, seen from the present. */
export type Moment = (present: Date) => Date;

/** A working day (holidays aside) at a time in Asia/Shanghai, `HH:MM`. */
export function workingDaysAgo(count: number, time: string): Moment {
  return (present) => {
    let day = dayOf(present);
    for (let left = count; left > 0;) {
      day = addDays(day, -1);
      if (weekdayOf(day) % 6 !== 0) left--;
    }
    return instantOf(day, time);
  };
}

export function minutesAgo(count: number): Moment {
  return (present) => new Date(present.getTime() - count * 60_000);
}

/** Where stories happen: the running program, its time, and who may be called on stage. */
export interface Scene {
  clock: MovingClock;
  consumer: (options?: Visit) => Promise<DemoConsumer>;
  /** Signs in afresh: a session does not last from one day of the story to the next. */
  colleague: (username: DemoUsername) => Promise<DemoColleague>;
  /** What one story leaves for a later one: a complaint's number, by who made it. */
  numbers: Map<string, string>;
}

export function createScene(url: string, password: string, clock: MovingClock): Scene {
  return {
    clock,
    consumer: (options) => DemoConsumer.arrive(url, options),
    colleague: (username) => DemoColleague.signIn(url, username, password),
    numbers: new Map(),
  };
}

/** Tells the stories in the order they happened; afterwards it is the present. */
export async function tellAll(stories: readonly Story[], scene: Scene): Promise<void> {
  const present = new Date();
  const dated = stories.map((story) => ({ story, at: story.at(present) }));
  dated.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { story, at } of dated) {
    scene.clock.moveTo(at);
    await story.tell(scene);
  }
  scene.clock.arrive();
}
