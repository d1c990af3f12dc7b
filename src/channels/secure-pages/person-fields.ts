import { html } from './html';
import type { Html } from './html';
import { fieldView } from './layout';
import type { Problems } from './layout';
import { wordsOf } from './page-form';

interface PersonWords {
  name: string;
  phone: string;
  phoneHint?: string;
}

/** Who somebody is, asked for alike wherever it is asked: the name and the phone number. */
export function personFields(words: PersonWords, entered: FormData, problems: Problems): Html[] {
  return [
    fieldView({
      id: 'name',
      label: words.name,
      problem: problems.name,
      attributes: html`type="text" autocomplete="name" maxlength="40" required value="${wordsOf(entered, 'name')}"`,
    }),
    fieldView({
      id: 'phone',
      label: words.phone,
      hint: words.phoneHint,
      problem: problems.phone,
      attributes: html`type="tel" autocomplete="tel-national" inputmode="tel" maxlength="20" required
      value="${wordsOf(entered, 'phone')}"`,
    }),
  ];
}
