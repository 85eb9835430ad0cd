import type { Grid, Invitation, Me, Member } from '#protocol';
import type { Desk } from '../forms/desk.ts';
import type { ProductionName, RoleBody } from '../forms/role-choice.ts';
import { figureFormat } from '../locales/figure-format.ts';
import type { MembersWords } from './members-words.ts';

/** Two who changed a role at once: the one who came later says which stays. */
export interface Clash {
  readonly mine: RoleBody;
  /** What `mine` comes to. */
  readonly held: Grid;
  readonly now: Member;
}

/** What the parts of the list show alike, and what a press in them does. */
export interface PeopleShown {
  readonly locale: string;
  readonly timeZone: string;
  readonly words: MembersWords;
  readonly desk: Desk;
  /** Null until it is known. */
  readonly self: Me | null;
  readonly mayEdit: boolean;
  readonly active: readonly Member[];
  /** Null until they are known. */
  readonly titles: readonly ProductionName[] | null;
  readonly clash: Clash | null;
  readonly hand: {
    /** `first` has the focus of the form that opens. */
    toggle(form: string, first: string): void;
    invite(event: SubmitEvent): void;
    /** To the role that is chosen in the form that is open. */
    change(event: SubmitEvent, member: Member): void;
    keepMine(clash: Clash): void;
    remove(member: Member): void;
    resend(invitation: Invitation): void;
    withdraw(invitation: Invitation): void;
  };
}

export const dayOf = ({ locale, timeZone }: PeopleShown, iso: string): string =>
  figureFormat(locale).fullDay(iso, timeZone);

/** While support looks, the one looked at is not who is looking. */
export const isSelf = ({ self }: PeopleShown, { id }: Member): boolean =>
  self !== null && self.support === null && self.membership === id;
