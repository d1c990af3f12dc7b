import { setTimeout as wait } from 'node:timers/promises';
import { deliveriesCollection } from '../../../src/channels/wechat/wechat';
import type { Collection, CollectionSpec, Database, Stored } from '../../../src/storage/database';
import { describeEachStore } from '../../tools/stores';
import { BenchScene } from './bench-scene';

describeEachStore('WeChat while the store is slow', (store) => {
  it('is given the answer that got lost, not told to wait for one that is held to have arrived', async () => {
    const scene = await BenchScene.set(store);
    const gate = new Gate();
    try {
      await scene.open({ answerByMs: 1500, database: behind(gate, scene.database) });
      scene.platform.faults.plan(/^PUSH/, { kind: 'dropped', when: 'after' });
      const delivery = scene.phone.says('在吗');
      // The first was the welcome.
      while (!(await scene.database.collection(deliveriesCollection).findOne({ 'answers.1': { $exists: true } }))) await wait(20);
      gate.shut();
      expect(await delivery).toMatchObject({ tries: ['lost', 200], reply: { kind: 'message' } });
      gate.open();
      await wait(300);
      expect(scene.shown().filter((text) => text === '听到：在吗')).toHaveLength(1);
    } finally {
      gate.open();
      await scene.close();
    }
  });
});

/** What nothing passes while it is shut. */
class Gate {
  private opened = Promise.resolve();
  open = (): void => undefined;

  shut(): void {
    this.opened = new Promise((resolve) => (this.open = resolve));
  }

  passed(): Promise<void> {
    return this.opened;
  }
}

/** The real store, in which no delivery can be taken up while the gate is shut. */
function behind(gate: Gate, database: Database): Database {
  return overriding(database, {
    collection: <T extends Stored>(spec: CollectionSpec<T>): Collection<T> => {
      const collection = database.collection(spec);
      if (spec.name !== deliveriesCollection.name) return collection;
      return overriding(collection, {
        findOneAndUpdate: (...taken) => gate.passed().then(() => collection.findOneAndUpdate(...taken)),
      });
    },
  });
}

function overriding<T extends object>(whole: T, parts: Partial<T>): T {
  return new Proxy(whole, {
    get(target, name) {
      const value: unknown = Reflect.get(name in parts ? parts : target, name);
      return typeof value === 'function' && !(name in parts) ? (value.bind(target) as unknown) : value;
    },
  });
}
