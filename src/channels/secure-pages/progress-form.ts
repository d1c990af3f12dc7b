import { messages } from '../../../locales/bot/messages';
import type { Complaint } from '../../complaints/complaint';
import type { ComplaintBook } from '../../complaints/complaint-book';
import type { Conversation } from '../../conversations/conversation';
import type { IdentityProofs } from '../../identity/identity-proof';
import type { PageLinks } from '../../identity/page-links';
import type { Persons } from '../../identity/persons';
import { dayOf, daysBetween } from '../../platform/shanghai';
import { showPeriod } from '../../platform/show';
import type { Collection } from '../../storage/database';
import { findComplaintNumbers } from '../../understanding/entities/complaint-number';
import { html } from './html';
import type { Html } from './html';
import { fieldView, formPage } from './layout';
import { personFields } from './person-fields';
import { nameIn, phoneIn, problemsOf, wordsOf } from './page-form';
import type { PageForm, Visit } from './page-form';

export interface ProgressParts {
  proofs: IdentityProofs;
  persons: Persons;
  links: PageLinks;
  complaints: ComplaintBook;
  conversations: Collection<Conversation>;
}

/**
 * How complaints stand, for whoever proves that one of them is theirs: by its number, the name and the whole phone number left
 * with it. With that proof, and only with it, this conversation and the one of the complaint are joined (src/identity/persons.ts).
 */
export function progressForm(parts: ProgressParts): PageForm {
  return {
    title: ({ texts }) => texts.progress.title,

    show({ frame, origin, submission }, entered, problems) {
      const { progress: words } = frame.texts;
      return formPage(frame, {
        ...words,
        origin: `${words.consent} ${origin}`,
        submission,
        problems,
        fields: [
          fieldView({
            id: 'number',
            label: words.number,
            hint: words.numberHint,
            problem: problems.number,
            attributes: html`type="text" autocomplete="off" autocapitalize="characters" maxlength="30" required
            value="${wordsOf(entered, 'number')}"`,
          }),
          ...personFields(words, entered, problems),
        ],
      });
    },

    async read(entered, visit) {
      const { frame, link, at } = visit;
      const { errors } = frame.texts;
      const { entered: words } = messages[link.locale].pages;
      const [found] = findComplaintNumbers(wordsOf(entered, 'number'));
      const number = found?.kind === 'complaintNumber' ? found.value : undefined;
      const [name, phone] = [nameIn(entered), phoneIn(entered)];
      const problems = problemsOf({
        number: !number && errors.number,
        name: !name && errors.name,
        phone: !phone && errors.phone,
      });
      if (!number || !name || !phone) return { outcome: 'wrong', problems };
      const complaint = await parts.proofs.check({ number, name, phone }, at);
      if (!complaint) {
        const left = await parts.links.failed(link, at);
        if (left > 0) return { outcome: 'wrong', problems: { number: errors.mismatch({ left }) } };
        return { outcome: 'locked', entry: { text: words.locked, submitted: { kind: 'locked' } } };
      }
      await join(parts, complaint, visit);
      return {
        outcome: 'right',
        entry: { text: words.progress({ number }), submitted: { kind: 'progress', complaintNumber: number } },
        done: () => standing(parts, visit),
      };
    },
  };
}

async function join({ persons, conversations }: ProgressParts, complaint: Complaint, { link, at }: Visit): Promise<void> {
  const { name, phone, number, conversationId } = complaint;
  if (!name || !phone || conversationId === link.conversationId) return;
  const channelOf = async (id: string): Promise<{ conversationId: string; channel: string }> => {
    const found = await conversations.findOne({ _id: id }, { projection: { channel: 1 } });
    return { conversationId: id, channel: found?.channel ?? complaint.entry };
  };
  await persons.join(await channelOf(conversationId), await channelOf(link.conversationId), {
    complaintNumber: number,
    at,
    name,
    phone,
  });
}

async function standing({ persons, complaints }: ProgressParts, { frame, link, at }: Visit): Promise<Html> {
  const { progress: words, back } = frame.texts;
  const own = await complaints.ofConversations(await persons.conversationsOf(link.conversationId));
  const { statuses } = messages[frame.locale].progress;
  return html`<h1>${words.done}</h1>
    ${own.map(
      ({ number, status, receivedAt, dueOn }) =>
        html`<section class="case">
          <h2>${number}</h2>
          <p><strong>${statuses[status]}</strong></p>
          <dl>
            <div>
              <dt>${words.received}</dt>
              <dd>${showPeriod(dayOf(receivedAt), frame.locale)}</dd>
            </div>
            ${
              (status === 'received' || status === 'investigating') &&
              html`<div>
                <dt>${words.due}</dt>
                <dd>${words.dueOn({ date: showPeriod(dueOn, frame.locale), days: daysBetween(dayOf(at), dueOn) })}</dd>
              </div>`
            }
          </dl>
        </section>`,
    )}
    <p>${back}</p>`;
}
