// Below Vega stand libraries that lines, bars, areas and points never call: maps, named colour schemes, CSV, TopoJSON. They become stubs.
import * as schemes from 'd3-scale-chromatic';

const refuse = (names) =>
  `const no=()=>{throw new Error("not in this bundle")};${names.map((name) => `export const ${name}=no;`).join('')}`;

const STUBS = {
  'd3-geo': refuse(['geoArea', 'geoBounds', 'geoCentroid']),
  'd3-scale-chromatic': Object.keys(schemes)
    .map((name) => `export const ${name}=[];`)
    .join(''),
  'topojson-client': refuse(['feature', 'mesh']),
  'd3-dsv': refuse(['dsvFormat']),
};

const WHOLE = new Set(['vega', 'vega-lite', 'vega-embed']);

/** Stubs the four libraries and refuses a whole Vega in the page. @returns {import('rollup').Plugin} */
export function thinVega() {
  return {
    name: 'thin-vega',
    resolveId(source, importer) {
      if (WHOLE.has(source) && importer !== undefined)
        this.error(`${importer}: import Vega's packages one by one, not ${source}`);
      return source in STUBS ? { id: `\0stub:${source}`, moduleSideEffects: false } : null;
    },
    load(id) {
      return id.startsWith('\0stub:') ? STUBS[id.slice('\0stub:'.length)] : null;
    },
  };
}
