// A row per ticket, as an older ticketing system writes it: Windows-1252, semicolons, decimal comma, people and all.
import { clockTime, dutchDate } from './amsterdam.ts';
import { blocks, bookings, stateAt } from './bookings.ts';
import { isHeld } from './blocks.ts';
import { customerOf, isFirst } from './customers.ts';
import { delimited, dutchMoney } from './delimited.ts';
import type { Booking, Season, Venue } from './shapes.ts';
import { venueOf, venueSales, type ExportOptions, type VenueSale } from './venue-sales.ts';
import { windows1252 } from './windows-1252.ts';

// prettier-ignore
export const TICKET_HEADERS = [
  'voorstelling_id', 'titel', 'datum', 'tijd', 'zaal', 'kaartnummer', 'ordernummer', 'besteld_op', 'betaald_op',
  'geannuleerd_op', 'kaartsoort', 'prijs', 'status', 'kanaal', 'postcode', 'klantnummer', 'naam', 'email', 'telefoon', 'geboortedatum', 'nieuwe_klant',
] as const;

const CHANNELS = { web: 'Website', desk: 'Kassa', phone: 'Telefoon', reseller: 'Wederverkoper' } as const;
const STATUSES = {
  sold: 'verkocht',
  reserved: 'gereserveerd',
  refunded: 'geannuleerd',
  lapsed: 'geannuleerd',
} as const;

/**
 * A refunded ticket has both its moments. A lapsed reservation is `geannuleerd` without a moment or a payment: it was
 * never sold. A block given free is gone from the export.
 */
export function ticketExport(season: Season, venueRef: string, at: number, options: ExportOptions = {}): Uint8Array {
  const venue = venueOf(season, venueRef);
  const rows: (readonly (string | number)[])[] = [TICKET_HEADERS];
  for (const sale of venueSales(season, venueRef, at, options)) {
    const about = aboutCells(sale);
    for (const booking of bookings(sale.performance, at))
      rows.push(...ticketRows(season, venue, sale, about, booking, at));
    for (const block of blocks(sale.performance, at)) {
      if (!isHeld(block, at)) continue;
      const price = dutchMoney(block.priceCents);
      for (let seat = 1; seat <= block.count; seat += 1)
        rows.push([
          ...about,
          `${ownNumber(sale, block.ref)}-${seat}`,
          '',
          stamp(block.from),
          '',
          '',
          `Blokkade ${block.reason}`,
          price,
          'geblokkeerd',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
        ]);
    }
  }
  return windows1252(delimited(rows));
}

function aboutCells({ event }: VenueSale): readonly string[] {
  const { localRef, localTitle, localStartsAt, localHall } = event;
  return [localRef, localTitle, dutchDate(localStartsAt), clockTime(localStartsAt), localHall];
}

function ticketRows(
  season: Season,
  venue: Venue,
  sale: VenueSale,
  about: readonly string[],
  booking: Booking,
  at: number,
): string[][] {
  const state = stateAt(booking, at);
  if (state === 'absent') return [];
  const customer = customerOf(venue, booking, sale.performance.demand.genre);
  const first = customer.number === '' ? '' : isFirst(season, venue, booking, customer) ? 'ja' : 'nee';
  const orderNumber = ownNumber(sale, booking.orderRef);
  const ended = state === 'refunded' && booking.cancelledAt !== null ? stamp(booking.cancelledAt) : '';
  return Array.from({ length: booking.partySize }, (_, index) => [
    ...about,
    `${orderNumber}-${booking.firstTicket + index}`,
    orderNumber,
    stamp(booking.bookedAt),
    booking.paidAt === null ? '' : stamp(booking.paidAt),
    ended,
    booking.priceType,
    dutchMoney(booking.priceCents),
    STATUSES[state],
    CHANNELS[booking.channel],
    customer.postcode,
    customer.number,
    customer.name,
    customer.email,
    customer.phone,
    customer.born,
    first,
  ]);
}

/** Numbers of the venue's own system: the season's refs would give the link away. */
function ownNumber({ event, performance }: VenueSale, ref: string): string {
  return event.localRef + ref.slice(performance.ref.length);
}

/** `dd-mm-yyyy HH:MM` */
function stamp(instant: number): string {
  return `${dutchDate(instant)} ${clockTime(instant)}`;
}
