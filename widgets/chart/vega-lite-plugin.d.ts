import type { Plugin } from 'rollup';

export function vegaLite(options?: { readonly config?: object }): Plugin;
export const CHART_CONFIG: object;
