// A *.vl.json module becomes its compiled Vega spec. A warning, or a spec that Vega cannot parse, breaks the build and never the page.
import { compile } from 'vega-lite';
import { parse } from 'vega';

/** @param {{config?: object}} [options] `config` is laid under every spec. @returns {import('rollup').Plugin} */
export function vegaLite({ config = {} } = {}) {
  return {
    name: 'vega-lite',
    transform(code, id) {
      if (!id.endsWith('.vl.json')) return null;
      const said = [];
      const keep = (...words) => (said.push(words.join(' ')), logger);
      const logger = { level: () => logger, info: () => logger, debug: () => logger, warn: keep, error: keep };
      const { spec } = compile(JSON.parse(code), { config, logger });
      parse(spec, {}, { ast: true });
      // vega-lite only warns about a channel it drops, so its words are the check.
      if (said.length > 0) this.error(`${id}: ${said.join('; ')}`);
      // A view that sizes itself by its container listens to the window for ever.
      if (JSON.stringify(spec).includes('containerSize'))
        this.error(`${id}: give a width in pixels, never "container"`);
      delete spec.$schema;
      return { code: `export default ${JSON.stringify(spec)};`, map: { mappings: '' } };
    },
  };
}

/** What all our charts share. Colours pass through to SVG attributes, where CSS resolves them. */
export const CHART_CONFIG = {
  background: null,
  padding: 2,
  aria: false,
  font: { expr: 'face' },
  view: { stroke: null },
  axis: {
    aria: false,
    domain: false,
    ticks: false,
    grid: false,
    gridColor: { expr: 'line' },
    labelColor: { expr: 'ink2' },
    labelFontSize: 12,
    labelPadding: 8,
    title: null,
  },
  mark: { aria: false },
  text: { fontSize: 12 },
};
