import type { Asked, DialogTurn, Memory, Said } from '../src/bot/dialog';
import type { BotEffect } from '../src/bot/effects';
import type { FormState } from '../src/bot/form';
import type { Services } from '../src/bot/services';
import { maskName, maskPhone } from '../src/platform/masking';
import { complaintFields as fields } from './complaint-fields';
import type { ComplaintData } from './complaint-fields';
import { asked, offerPage, repeatPage } from './page-offer';

type Form = FormState<ComplaintData>;

/** Questions to which the page for name and phone is the answer. */
const WHO: readonly (keyof ComplaintData | null)[] = ['consent', 'name', 'phone'];

/**
 * Where words pass through others, name and phone are asked for on a page of our own; here only by whoever prefers that. Those
 * that are known from an earlier complaint were given for that one alone: for this one it is asked again.
 */
export function askConsent(form: Form, turn: DialogTurn, services: Services): Asked {
  const { pages, intake } = turn.say;
  const choices = intake.ask.consentChoices;
  const page = offerPage('identity', { text: pages.identityOffer, choices }, turn, services);
  return askKnown(form, turn) ?? asked(page) ?? { say: [fields.consent.ask(turn, form.data)] };
}

/**
 * The same question after an answer that was none, or after something else, with the link that it came with.
 * @param here how it is asked where there are no pages
 */
export function askConsentAgain(form: Form, here: Said, turn: DialogTurn, services: Services, memory: Memory): Asked {
  const { pages, intake } = turn.say;
  const bubble = { text: pages.identityRetry, choices: intake.ask.consentChoices };
  return askKnown(form, turn) ?? asked(repeatPage('identity', bubble, turn, services, memory)) ?? { say: [here] };
}

function askKnown({ data: { name, phone } }: Form, turn: DialogTurn): Asked | undefined {
  if (!name || !phone) return undefined;
  const text = turn.say.pages.identityAgain({ name: maskName(name), phone: maskPhone(phone) });
  return { say: [{ text, choices: turn.say.intake.ask.consentChoices }] };
}

/** The page that a consumer speaks of while this is open: for name and phone while those are asked for, else for evidence once that was offered. */
export function renewIntakePage(form: Form, evidenceOffered: boolean, turn: DialogTurn, services: Services): Asked | undefined {
  const { pages, intake } = turn.say;
  const question = form.asked;
  if (WHO.includes(question)) {
    if (askKnown(form, turn)) return undefined;
    if (question === 'consent') {
      const choices = intake.ask.consentChoices;
      return asked(offerPage('identity', { text: pages.renewed.identity, choices }, turn, services));
    }
    const page = offerPage('identity', { text: pages.renewed.page }, turn, services);
    return question ? asked(page, fields[question].ask(turn, form.data)) : undefined;
  }
  if (question && !evidenceOffered) return undefined;
  const page = offerPage('evidence', { text: pages.renewed.evidence }, turn, services);
  const behind = question ? fields[question].ask(turn, form.data) : { text: intake.confirm, choices: intake.confirmChoices };
  return asked(page, behind);
}

/** The links of a form that is left: what they were for is done, or not wanted any more. */
export function endPages(turn: DialogTurn, ...kinds: ('identity' | 'evidence')[]): BotEffect[] {
  return kinds.map((kind) => ({ type: 'revokePages', kind, at: turn.at.toISOString() }));
}
