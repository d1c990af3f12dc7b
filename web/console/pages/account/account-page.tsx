import { App, Segmented, Switch } from 'antd';
import { useId } from 'react';
import { PasswordForm } from '../../parts/password-form';
import { setPreferences, usePreferences } from '../../preferences';
import type { Language } from '../../preferences';
import { useStaff } from '../../session';
import { useTexts } from '../../texts';
import './account.css';

/** Each language by its own name. */
const LANGUAGES: { value: Language; label: string }[] = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
];

/** 我的账号: who one is, one's password, and how this computer shows the console. */
export function AccountPage() {
  const texts = useTexts();
  const staff = useStaff();
  const { message } = App.useApp();
  const profile = [
    [texts.account.displayName, staff.displayName],
    [texts.account.username, staff.username],
    [texts.account.role, texts.roles[staff.role]],
    [texts.account.posts, staff.skills.map((skill) => texts.posts[skill]).join('、') || texts.none],
  ];
  return (
    <div className="account">
      <h1 className="account-title">{texts.account.title}</h1>
      <section className="account-section">
        <h2>{texts.account.profile}</h2>
        <dl className="account-profile">
          {profile.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <DisplaySection />
      <section className="account-section">
        <div>
          <h2>{texts.password.title}</h2>
          <p className="account-hint">{texts.password.why}</p>
        </div>
        <PasswordForm
          username={staff.username}
          currentLabel={texts.password.current}
          onDone={() => void message.success(texts.password.done)}
        />
      </section>
    </div>
  );
}

function DisplaySection() {
  const texts = useTexts();
  const words = texts.account;
  const { theme, language, singleKeys } = usePreferences();
  const keysId = useId();
  return (
    <section className="account-section">
      <div>
        <h2>{words.display}</h2>
        <p className="account-hint">{words.savedHere}</p>
      </div>
      <div className="account-settings">
        <div className="account-setting">
          <span>{words.theme}</span>
          <Segmented
            aria-label={words.theme}
            value={theme}
            onChange={(chosen) => setPreferences({ theme: chosen })}
            options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: words.themes[value] }))}
          />
        </div>
        <div className="account-setting">
          <span>{words.language}</span>
          <Segmented
            aria-label={words.language}
            value={language}
            onChange={(chosen) => setPreferences({ language: chosen })}
            options={LANGUAGES}
          />
        </div>
        <div className="account-setting">
          <label htmlFor={keysId}>
            {words.keys}
            <span className="account-hint">{words.keysHint}</span>
          </label>
          <Switch id={keysId} checked={singleKeys} onChange={(on) => setPreferences({ singleKeys: on })} />
        </div>
      </div>
    </section>
  );
}
