import { Phone } from './phone';
import type { Backstage } from './phone';
import { Refusal } from './refusal';

/** Everybody with WeChat who ever had to do with the account. */
export class Phones {
  private readonly byOpenid = new Map<string, Phone>();

  constructor(private readonly stage: Backstage) {}

  /** The phone of this person; always the same one. */
  of(name: string): Phone {
    const phone = new Phone(name, this.stage);
    const known = this.byOpenid.get(phone.openid);
    if (known) return known;
    this.byOpenid.set(phone.openid, phone);
    return phone;
  }

  /** @throws Refusal 40003 */
  known(openid: string | null): Phone {
    const phone = this.byOpenid.get(openid ?? '');
    if (!phone) throw new Refusal(40003);
    return phone;
  }

  /** @throws Refusal 40003, 43004 */
  following(openid: string): Phone {
    const phone = this.known(openid);
    if (phone.followedAt === undefined) throw new Refusal(43004);
    return phone;
  }
}
