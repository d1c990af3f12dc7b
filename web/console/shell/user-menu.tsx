import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { go } from '../routing';
import { useSession, useStaff } from '../session';
import { errorWords, useTexts } from '../texts';

/** Who is signed in, and the ways out. */
export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const staff = useStaff();
  const { signOut } = useSession();
  const texts = useTexts();
  const { message } = App.useApp();

  const leave = async (): Promise<void> => {
    try {
      await signOut();
      go('/sign-in', { replace: true });
    } catch (error) {
      void message.error(errorWords(error, texts));
    }
  };
  const items = [
    { key: 'account', label: texts.nav.account, onClick: () => go('/account') },
    { key: 'shortcuts', label: `${texts.shortcuts.open}  ?`, onClick: onShortcuts },
    { type: 'divider' as const },
    { key: 'out', label: texts.nav.signOut, onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button type="text" className="user-menu">
        <span className="user-sign" aria-hidden="true">
          {nameSign(staff.displayName)}
        </span>
        <span className="user-words">
          {staff.displayName}
          <span className="user-role">{texts.roles[staff.role]}</span>
        </span>
        <DownOutlined className="user-arrow" />
      </Button>
    </Dropdown>
  );
}

/** One character for a person: the given name's last in Chinese, the first letter elsewhere. */
function nameSign(name: string): string {
  return /^\p{Script=Han}/u.test(name) ? name.slice(-1) : name.slice(0, 1).toUpperCase();
}
