import { entryAbout } from '../knowledge/tools';
import type { StoreUnderTest } from '../tools/stores';
import type { Browser } from './browser';
import { Office } from './office';

const SEEDS = [
  entryAbout('假币怎么认', ['怎么分辨假币', '假钞怎么看', '真假币区别'], { _id: 'fake-note', followUps: ['old-note'] }),
  entryAbout('旧版纸币还能用吗', ['第四套人民币能花吗', '老版钱还能用么', '旧钞票'], {
    _id: 'old-note',
    citations: [{ instrument: '合同法' }],
  }),
];

/** An office with two published entries, an educator who writes and a supervisor who approves. */
export interface Studio {
  office: Office;
  /** 权益保护岗. */
  lin: Browser;
  /** Approves. */
  wang: Browser;
}

/** Opens one for each test of the suite that this is called in. */
export function studioForEachTest(store: StoreUnderTest): Studio {
  const studio = {} as Studio;
  beforeEach(async () => {
    const office = await Office.open(store, SEEDS);
    const lin = await office.colleague('lin', 'educator', ['education']);
    Object.assign(studio, { office, lin, wang: await office.colleague('wang', 'supervisor') });
  });
  afterEach(() => studio.office.close());
  return studio;
}
