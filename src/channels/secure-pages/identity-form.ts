import { messages } from '../../../locales/bot/messages';
import { derivedId } from '../../platform/ids';
import { maskName, maskPhone } from '../../platform/masking';
import type { PageConsent } from '../../identity/page-link';
import { html } from './html';
import { checkView, fieldView, formPage } from './layout';
import { personFields } from './person-fields';
import { isChecked, nameIn, phoneIn, problemsOf, wordsOf } from './page-form';
import type { PageForm } from './page-form';

/**
 * Name and phone, and the account's last digits for who wants to give them: those are sensitive and need an agreement of their
 * own (个保法 art. 28, 29; domain §7.1). Which wording was agreed to is kept with the link.
 */
export const identityForm: PageForm = {
  title: ({ texts }) => texts.identity.title,

  show({ frame, origin, submission }, entered, problems) {
    const { identity: words, optional } = frame.texts;
    const tail = wordsOf(entered, 'tail');
    return formPage(frame, {
      ...words,
      origin,
      submission,
      problems,
      fields: [
        ...personFields(words, entered, problems),
        fieldView({
          id: 'tail',
          label: words.tail,
          optional,
          hint: words.tailHint,
          problem: problems.tail,
          // A whole card number is not shown back.
          attributes: html`type="text" autocomplete="off" inputmode="numeric" maxlength="4"
          value="${/^\d{1,4}$/.test(tail) && tail}"`,
        }),
        checkView('sensitive', words.consentSensitive, isChecked(entered, 'sensitive'), problems.sensitive),
        checkView('consent', words.consent, isChecked(entered, 'consent'), problems.consent),
      ],
    });
  },

  read(entered, { frame, link, at }) {
    const { errors, identity: words } = frame.texts;
    const [name, phone, tail] = [nameIn(entered), phoneIn(entered), wordsOf(entered, 'tail')];
    const problems = problemsOf({
      name: !name && errors.name,
      phone: !phone && errors.phone,
      tail: tail !== '' && !/^\d{4}$/.test(tail) && errors.tail,
      sensitive: tail !== '' && !isChecked(entered, 'sensitive') && errors.consentSensitive,
      consent: !isChecked(entered, 'consent') && errors.consent,
    });
    if (!name || !phone || Object.keys(problems).length > 0) return Promise.resolve({ outcome: 'wrong', problems });
    const masked = { name: maskName(name), phone: maskPhone(phone) };
    const agreed = (to: PageConsent['to'], wording: string): PageConsent => ({ to, at, wording: derivedId('txt', wording) });
    return Promise.resolve({
      outcome: 'right',
      entry: {
        text: messages[link.locale].pages.entered.identity(masked),
        submitted: { kind: 'identity', name, phone, ...(tail ? { accountTail: tail } : {}) },
        consents: [agreed('personal', words.consent), ...(tail ? [agreed('sensitive', words.consentSensitive)] : [])],
      },
      done: () =>
        html`<h1>${words.done}</h1>
          <p>${words.doneText(masked)}</p>
          <p>${frame.texts.back}</p>`,
    });
  },
};
