/** `audience publish`: a house's tables now, as after its history was brought in; the same rules as every week. */
import type { Command } from 'commander';
import { PATHS } from '#protocol';
import type { Tools } from './tools.ts';

export function addAudienceCommands(program: Command, { call, print, tell }: Tools): void {
  const audience = program
    .command('audience')
    .description('who comes: published tables, never the facts they are made of');
  audience
    .command('houses')
    .description('when each house is published, and whether a table was withheld for want of a proof')
    .action(async () => {
      const { houses } = (await call('GET', PATHS.audienceReleases)) as {
        houses: { organisation: string; due: string; published: string | null; unproven: number }[];
      };
      print({ items: houses });
    });
  audience
    .command('publish <organisation>')
    .description('publish the tables of a house out of its turn')
    .action(async (organisation: string) => {
      const { seasons } = (await call('POST', PATHS.audienceReleases, { organisation })) as {
        seasons: {
          season: number;
          subjects: number;
          renewed: number;
          cells: number;
          shown: number;
          unproven: number;
        }[];
      };
      if (seasons.length === 0) tell('this house has brought no facts of its audience yet');
      print({ items: seasons });
    });
}
