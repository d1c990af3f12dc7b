/** What the phone's page shows; times in ISO 8601. */
export interface PhoneScreen {
  version: number;
  follows: boolean;
  typing: boolean;
  bubbles: ScreenBubble[];
  /** Customer-service messages that the account may still send, and for how long. */
  quota: { left: number; minutes: number };
  menu: { name: string; url?: string; below: { name: string; url?: string }[] }[];
  /** Scene codes that hang on a wall somewhere. */
  scenes: { ticket: string; key: string }[];
}

export interface ScreenBubble {
  from: 'user' | 'account' | 'platform';
  kind: string;
  arrived: string;
  text: string;
  at: string;
  choices?: readonly { id: string; content: string }[];
  link?: string;
  picture?: string;
  mediaId?: string;
  tries?: readonly (number | string)[];
}
