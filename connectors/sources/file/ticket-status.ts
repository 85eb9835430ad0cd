// Pure: the words box offices use for the state of a ticket.
import { normalName } from './normal-name.ts';

export const TICKET_STATUSES = ['sold', 'reserved', 'cancelled', 'refunded', 'blocked'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

const WORDS: Readonly<Record<TicketStatus, string>> = {
  sold: 'sold verkocht verkoop betaald paid definitief completed complete voltooid geldig valid ok afgerekend uitgegeven printed geprint gescand used checked_in p',
  reserved:
    'reserved gereserveerd reservering reservation optie option pending openstaand open on_hold in_optie niet_betaald onbetaald unpaid n',
  cancelled: 'cancelled canceled geannuleerd annulering vervallen expired verlopen void voided ingetrokken c e',
  refunded: 'refunded terugbetaald geretourneerd retour returned restitutie gerestitueerd teruggegeven',
  blocked: 'blocked geblokkeerd blokkade blok hold held vastgehouden',
};
const BY_WORD = new Map(
  TICKET_STATUSES.flatMap((status) => WORDS[status].split(' ').map((word) => [word, status] as const)),
);

/** `own`: the venue's words → ours, on top of the built-in ones. Undefined for a word nobody taught us. */
export function parseTicketStatus(text: string, own: ReadonlyMap<string, TicketStatus>): TicketStatus | undefined {
  const word = normalName(text);
  return own.get(word) ?? BY_WORD.get(word);
}
