import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../src/config/config';
import { ConfigError } from '../src/config/config-error';
import { VARIABLES } from '../src/config/variables';
import { projectRoot } from '../src/platform/project-root';

const TEMPLATE_FIELDS = 'pairs such as character_string1=number,thing2=title; each is title, number, status or remark';

/** The line that an operator reads. */
function refusal(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('The configuration was taken.');
}

describe('the configuration', () => {
  it('needs nothing: every default makes sense together, and cannot be changed afterwards', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ port: 3978, host: '127.0.0.1', production: false, defaultLocale: 'zh-CN' });
    expect(config.mongo).toBeUndefined();
    expect(config.officeHours).toEqual({ from: '09:00', to: '17:30' });
    expect(() => Object.assign(config.bank, { name: 'x' })).toThrow(TypeError);
  });

  it('takes an empty variable as one that is not set', () => {
    expect(readConfig({ PORT: '', XIAOBAO_PUBLIC_URL: ' ', MONGODB_URI: '' })).toEqual(readConfig({}));
  });

  it.each([
    ['PORT', 'abc', 'a port number from 0 to 65535'],
    ['PORT', '70000', 'a port number from 0 to 65535'],
    ['PORT', '3978.5', 'a port number from 0 to 65535'],
    ['NODE_ENV', 'staging', 'development, production or test'],
    ['XIAOBAO_PUBLIC_URL', 'xiaobao.bank.example', 'an http(s) address'],
    ['XIAOBAO_TRUST_PROXY', 'yes', 'true or false'],
    ['XIAOBAO_LOG_LEVEL', 'verbose', 'debug, info, warn, error or silent'],
    ['XIAOBAO_MONGODB_DATABASE', 'a/b', 'a database name of letters, digits, - and _'],
    ['MicrosoftAppId', 'my-bot', 'a UUID'],
    ['MicrosoftAppType', 'Single', 'MultiTenant, SingleTenant or UserAssignedMSI'],
    ['XIAOBAO_BANK_HOTLINE', 'nine five', 'digits and hyphens'],
    ['XIAOBAO_DEFAULT_LOCALE', 'zh', 'zh-CN or en'],
    ['XIAOBAO_OFFICE_HOURS', '9-17', 'HH:MM-HH:MM'],
    ['XIAOBAO_MESSAGES_PER_MINUTE', '0', 'a whole number from 1'],
    ['AZURE_LANGUAGE_ENDPOINT', 'ftp://x', 'an http(s) address'],
    ['XIAOBAO_WECHAT_TEMPLATE_FIELDS', 'thing1=name', TEMPLATE_FIELDS],
    ['XIAOBAO_WECHAT_TEMPLATE_FIELDS', 'thing1=title,thing1=remark', TEMPLATE_FIELDS],
    ['XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS', 'title', TEMPLATE_FIELDS],
  ])('says of %s=%s in one line what is allowed', (name, value, allowed) => {
    expect(refusal({ [name]: value })).toBe(`${name} is set to "${value}", but it takes ${allowed}.`);
  });

  it.each([
    ['MONGODB_URI', 'postgres://user:p4ssw0rd@host/db', 'a mongodb:// or mongodb+srv:// address'],
    ['XIAOBAO_DIRECT_LINE_SECRET', 'too-short-s3cret', 'at least 32 characters'],
    ['XIAOBAO_SIGNING_KEY', 'not-hexadecimal-k3y', '64 hexadecimal characters'],
  ])('never shows the value of %s', (name, value, allowed) => {
    expect(refusal({ [name]: value })).toBe(`${name} is set to another kind of value, but it takes ${allowed}.`);
  });

  it.each([
    ['XIAOBAO_WIDGET_ORIGIN', 'XIAOBAO_WIDGET_ORIGINS'],
    ['XIAOBAO_DATADIR', 'XIAOBAO_DATA_DIR'],
    ['XIAOBAO_SINGING_KEY', 'XIAOBAO_SIGNING_KEY'],
  ])('asks whether %s was meant as %s', (given, meant) => {
    expect(refusal({ [given]: 'a-secret-perhaps' })).toBe(`${given} is not a setting of Xiaobao; did you mean ${meant}?`);
  });

  it('names the list where no name is near, and leaves the names of others alone', () => {
    expect(refusal({ XIAOBAO_COLOUR_OF_THE_SKY: 'blue' })).toMatch(
      /is not a setting of Xiaobao\. \.env\.example lists them all\.$/,
    );
    expect(readConfig({ PATH: '/bin', SOMETHING_ELSE: 'x', XIAOBAO_TEST_CHROMIUM: '/usr/bin/chromium' })).toEqual(readConfig({}));
  });

  it.each(['XIAOBAO_WECHAT_API_BASE', 'XIAOBAO_WECHAT_JS_SDK_URL'])('takes %s without TLS from this machine alone', (name) => {
    const account = { XIAOBAO_WECHAT_APP_ID: 'wx123456', XIAOBAO_WECHAT_APP_SECRET: 'a-s3cret', XIAOBAO_WECHAT_TOKEN: 'token' };
    const given = { ...account, XIAOBAO_WECHAT_MODE: 'plain' };
    expect(refusal({ ...given, [name]: 'http://wechat.example/' })).toMatch(new RegExp(`^${name} must be an https: address`));
    expect(refusal({ ...given, NODE_ENV: 'production', [name]: 'http://127.0.0.1/' })).toContain(name);
    expect(readConfig({ ...given, [name]: 'http://127.0.0.1/' }).wechat).toBeDefined();
  });

  it('refuses halves: a password without its id, an endpoint without its key', () => {
    expect(refusal({ MicrosoftAppPassword: 'the-s3cret' })).toMatch(/MicrosoftAppId is not/);
    expect(refusal({ MicrosoftAppPassword: 'the-s3cret' })).not.toContain('the-s3cret');
    expect(refusal({ AZURE_LANGUAGE_KEY: 'the-s3cret' })).toMatch(
      /^AZURE_LANGUAGE_ENDPOINT and AZURE_LANGUAGE_KEY belong together/,
    );
    expect(refusal({ XIAOBAO_WECHAT_TEMPLATE_ID: 'tpl-1' })).toMatch(
      /^XIAOBAO_WECHAT_TEMPLATE_ID and XIAOBAO_WECHAT_TEMPLATE_FIELDS belong together/,
    );
  });
});

describe('.env.example', () => {
  const lines = readFileSync(join(projectRoot, '.env.example'), 'utf8').split('\n');
  const entries = lines.flatMap((line, at) => {
    const [, name = '', value = ''] = /^#?(\w+)=(.*)$/.exec(line) ?? [];
    return name ? [{ name, value, comment: lines[at - 1] ?? '' }] : [];
  });

  it('has every variable that is read, once, and no other', () => {
    expect(entries.map(({ name }) => name).sort()).toEqual(Object.keys(VARIABLES).sort());
  });

  it('shows the defaults as they are', () => {
    const shown = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
    const defaults = Object.entries(VARIABLES).map(([name, { fallback = '' }]) => [name, fallback]);
    expect(shown).toEqual(Object.fromEntries(defaults));
  });

  it('explains each above its line', () => {
    for (const { comment } of entries) expect(comment).toMatch(/^# .*\.$/);
  });

  it('can be used as it is', () => {
    expect(readConfig(Object.fromEntries(entries.map(({ name, value }) => [name, value])))).toEqual(readConfig({}));
  });
});
