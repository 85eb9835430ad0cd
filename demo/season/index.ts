// The season's door: an invented season of Dutch theatre, its sales up to any moment, and the files venues would export.
export { changedBetween, blocks, bookings, stateAt, type BookingState } from './bookings.ts';
export { customerOf, isFirst } from './customers.ts';
export { cumulativeExport, workbookExport } from './cumulative-export.ts';
export { capacityAt } from './orders.ts';
export { dealsOf, type Deal, type Fate } from './deals.ts';
export { shownDeals } from './shown-deals.ts';
export { generateSeason } from './season.ts';
export type {
  Block,
  Booking,
  Genre,
  Hall,
  LocalEvent,
  Performance,
  Production,
  Provider,
  Reseller,
  Season,
  Venue,
} from './shapes.ts';
export { resellerStandAt, standAt, type Stand, type StandLine, type Total } from './stand.ts';
export { ticketExport } from './ticket-export.ts';
export { venueSales, type ExportOptions, type VenueSale } from './venue-sales.ts';
