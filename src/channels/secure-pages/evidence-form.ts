import { ACCEPTED_TYPES, ATTACHMENT_LIMIT, EVIDENCE_RULES } from '../../conversations/attachments';
import type { Attachments } from '../../conversations/attachments';
import type { LoggedAttachment } from '../../conversations/message';
import { FILES_PER_LINK, filesLeft } from '../../identity/page-link';
import type { PageLinks } from '../../identity/page-links';
import { XiaobaoError } from '../../platform/errors';
import { derivedId } from '../../platform/ids';
import { html } from './html';
import { fieldView, formPage } from './layout';
import type { PageForm } from './page-form';

export const MAX_FILES = 5;
/** All together: the same that one file may have, since a phone's line is thin and a request is read whole. */
export const MEGABYTES = ATTACHMENT_LIMIT / 1024 / 1024;

const ACCEPT = [...ACCEPTED_TYPES, '.amr', '.mp3', '.m4a', '.wav'].join(',');

/** Photos, recordings and PDF, told by their content and kept sealed; more of them by the same link until it is full. */
export function evidenceForm(attachments: Attachments, links: PageLinks): PageForm {
  return {
    title: ({ texts }) => texts.evidence.title,

    show({ frame, link, origin, submission }, _entered, problems) {
      const { evidence: words } = frame.texts;
      const left = filesLeft(link);
      return formPage(frame, {
        ...words,
        origin,
        submission,
        problems,
        fields: [
          fieldView({
            id: 'files',
            label: words.files,
            hint: words.filesHint({ count: Math.min(MAX_FILES, left), megabytes: MEGABYTES }),
            problem: problems.files,
            attributes: html`type="file" multiple accept="${ACCEPT}" required`,
          }),
        ],
      });
    },

    async read(entered, { frame, link, submission }) {
      const { errors, evidence: words, back } = frame.texts;
      const wrong = (files: string): { outcome: 'wrong'; problems: { files: string } } => ({
        outcome: 'wrong',
        problems: { files },
      });
      const files = entered.getAll('files').flatMap((one) => (typeof one === 'string' || one.size === 0 ? [] : [one]));
      if (files.length === 0) return wrong(errors.filesMissing);
      if (files.length > MAX_FILES) return wrong(errors.filesMany({ count: MAX_FILES }));
      if (files.reduce((sum, { size }) => sum + size, 0) > ATTACHMENT_LIMIT)
        return wrong(errors.filesLarge({ megabytes: MEGABYTES }));
      const noRoom = (left: number): ReturnType<typeof wrong> => wrong(errors.filesFull({ total: FILES_PER_LINK, left }));
      const again = link.uploads?.includes(submission) ?? false;
      if (!again && files.length > filesLeft(link)) return noRoom(filesLeft(link));
      const kept: LoggedAttachment[] = [];
      for (const [index, file] of files.entries()) {
        try {
          const content = Buffer.from(await file.arrayBuffer());
          const id = derivedId('att', link._id, submission, String(index));
          kept.push(await attachments.keep(link.conversationId, file.name, content, EVIDENCE_RULES, id));
        } catch (error) {
          if (!(error instanceof XiaobaoError) || error.code !== 'XB_MEDIA_REFUSED') throw error;
          return wrong(errors.filesKind({ name: file.name.slice(0, 60) }));
        }
      }
      const now = await links.took(link, submission, kept.length);
      const left = filesLeft(now);
      if (!now.uploads?.includes(submission)) return noRoom(left);
      return {
        outcome: 'right',
        entry: {
          text: '',
          submitted: { kind: 'evidence', page: link._id },
          attachments: kept,
        },
        done: () =>
          html`<h1>${words.done}</h1>
            <p>${words.doneText({ count: kept.length })}</p>
            ${left > 0 && html`<p><a class="more" href="?lang=${frame.locale}">${words.more({ left })}</a></p>`}
            <p>${left > 0 ? back : words.full({ total: FILES_PER_LINK })}</p>`,
      };
    },
  };
}
