import { offerPage } from '../../dialogs/page-offer';
import type { DialogTurn, Memory } from './dialog';
import type { BotEffect } from './effects';
import { currentState, flowNamed } from './flows';
import { pageWish } from './page-words';
import { finish, thenRemind } from './routed';
import type { AnyStep, Routed } from './routed';
import type { Services } from './services';

/** How long after a page was offered a link spoken of is taken for ours, where no flow waits for it. */
const OURS_MS = { named: 3 * 24 * 3600_000, bare: 3600_000 };

/**
 * Sends the link to a secure page again where a message asks for nothing else and we have offered one: 链接打不开了 is then no
 * swindle. `undefined` where it is about no link of ours.
 */
export function pageAgain(turn: DialogTurn, memory: Memory, services: Services): Routed | undefined {
  const { page, flow: active } = memory;
  const wish = page && !memory.businessStopped && turn.attachments.length === 0 ? pageWish(turn.text) : undefined;
  if (!page || !wish) return undefined;
  const flow = active && flowNamed(active.name);
  const state = flow && currentState(flow, active);
  const asked = flow && state ? flow.renewPage?.(state, turn, services) : undefined;
  if (asked) return finish({ ...asked, state: null }, memory, active);
  if (turn.at.getTime() - new Date(page.at).getTime() > OURS_MS[wish]) return undefined;
  const renewed = withoutFlow(page, turn, services);
  if (!renewed && wish === 'bare') return undefined;
  const step = renewed ?? { state: null, ...thenRemind([turn.say.pages.noneWanted], turn, memory, services) };
  return finish(step, memory, active);
}

/** The page offered last, once a turn's effects are carried out. */
export function pageAfter(before: Memory['page'], effects: readonly BotEffect[]): Memory['page'] {
  return effects.reduce((page, effect) => {
    switch (effect.type) {
      case 'offerPage': {
        const { kind, turnId, at, complaintNumber } = effect.offer;
        return { kind, turnId, at, ...(complaintNumber ? { complaintNumber } : {}) };
      }
      case 'bindEvidence':
        return page?.kind === 'evidence' && !page.over ? { complaintNumber: effect.number, ...page } : page;
      case 'revokePages':
        return page?.kind === effect.kind && !page.complaintNumber ? { ...page, over: true } : page;
      default:
        return page;
    }
  }, before);
}

/** A page that stands by itself: evidence for a registered complaint, or a proof that was not given yet. */
function withoutFlow(page: NonNullable<Memory['page']>, turn: DialogTurn, services: Services): AnyStep | undefined {
  const { kind, complaintNumber, over } = page;
  if (kind === 'identity' || over || (kind === 'evidence' && !complaintNumber)) return undefined;
  const text = kind === 'evidence' ? turn.say.pages.renewed.evidence : turn.say.pages.renewed.page;
  const offered = offerPage(kind, { text }, turn, services, complaintNumber);
  return offered && { state: null, say: [offered.bubble], effects: offered.effects };
}
