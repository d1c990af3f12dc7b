import type { BrowserContext, Locator, Page } from 'playwright-core';
import { zhCN as words } from '../../locales/console/knowledge/zh-CN';
import { DeskPage } from './desk-page';
import { OWN_PASSWORD } from './staff';

/** An educator or an approver in front of the knowledge studio. */
export class StudioPage {
  readonly page: Page;

  private constructor(
    desk: DeskPage,
    readonly url: string,
  ) {
    this.page = desk.page;
  }

  /** Signs in and stands before the list. */
  static async open(context: BrowserContext, url: string, username: string): Promise<StudioPage> {
    const desk = await DeskPage.open(context, url);
    await desk.signIn(username, OWN_PASSWORD);
    await desk.page.locator('.shell-nav').waitFor();
    const studio = new StudioPage(desk, url);
    await studio.goTo('');
    await studio.page.locator('[data-row]').first().waitFor();
    return studio;
  }

  /** Opens a place below `/knowledge`. */
  async goTo(place: string): Promise<void> {
    await this.page.goto(`${this.url}/console/knowledge${place}`);
    await this.page.locator('.kb').waitFor();
  }

  /** Begins an entry with the keyboard. */
  async begin(title: string, category: string): Promise<void> {
    await this.page.keyboard.press('n');
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel(words.create.titleLabel).fill(title);
    await this.choose(dialog.getByLabel(words.create.categoryLabel), category);
    await dialog.getByRole('button', { name: words.create.confirm }).click();
    await this.page.getByRole('heading', { name: title, level: 1 }).waitFor();
  }

  /** Types into a list and takes what it finds. */
  async choose(list: Locator, text: string): Promise<void> {
    await list.fill(text);
    await this.page.locator('.ant-select-item-option').filter({ hasText: text }).first().click();
  }

  field(name: string): Locator {
    return this.page.getByLabel(words.fields[name] ?? name, { exact: true });
  }

  async addWording(text: string): Promise<void> {
    await this.page.getByRole('button', { name: words.editor.addWording }).click();
    await this.page.locator('.wording input').last().fill(text);
  }

  async cite(instrument: string, article: string): Promise<void> {
    await this.page.getByRole('button', { name: words.editor.addCitation }).click();
    await this.page.getByLabel(words.editor.citationInstrument).last().fill(instrument);
    await this.page
      .locator('.ant-select-item-option')
      .filter({ hasText: new RegExp(`^${instrument}`) })
      .first()
      .click();
    await this.page.getByLabel(words.editor.citationArticle).last().fill(article);
  }

  /** Resolves when everything is with the server. */
  async saved(): Promise<void> {
    await this.page.locator('.save-mark-saved').waitFor();
  }

  async submit(note: string): Promise<void> {
    await this.page.getByRole('button', { name: words.actions.submit }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(note);
    await dialog.getByRole('button', { name: words.actions.submit }).click();
    await this.page.getByText(words.actions.submitted).waitFor();
  }

  tab(name: keyof typeof words.editor.tabs): Locator {
    return this.page
      .getByRole('navigation', { name: words.editor.tabsLabel })
      .getByRole('link', { name: words.editor.tabs[name] });
  }
}
