/** Words of the tools above the list. */
const nl = {
  periods: { upcoming: 'Komend', past: 'Geweest', all: 'Alle', attention: 'Vraagt aandacht' },
  search: 'Zoek titel, zaal of producent',
  fields: {
    genre: 'Genre',
    venue: 'Theater',
    hall: 'Zaal',
    provider: 'Aanbieder',
    region: 'Regio',
    type: 'Soort',
    status: 'Status',
  },
  groups: { none: 'geen', production: 'productie', venue: 'theater', week: 'week' },
  group: 'Groeperen',
  panels: { filters: 'Filters', columns: 'Kolommen', definition: 'Definitie', export: 'Exporteren' },
  period: 'Periode',
  type: { try_out: 'try-out', premiere: 'première', normal: 'gewoon', derniere: 'dernière' },
};
const en: typeof nl = {
  periods: { upcoming: 'Upcoming', past: 'Past', all: 'All', attention: 'Needs attention' },
  search: 'Search title, hall or producer',
  fields: {
    genre: 'Genre',
    venue: 'Venue',
    hall: 'Hall',
    provider: 'Provider',
    region: 'Region',
    type: 'Type',
    status: 'Status',
  },
  groups: { none: 'none', production: 'production', venue: 'venue', week: 'week' },
  group: 'Group',
  panels: { filters: 'Filters', columns: 'Columns', definition: 'Definition', export: 'Export' },
  period: 'Period',
  type: { try_out: 'preview', premiere: 'opening', normal: 'regular', derniere: 'last night' },
};

export type ToolsTexts = typeof nl;
export const toolsTextsOf = (dutch: boolean): ToolsTexts => (dutch ? nl : en);
