import type { Plugin } from 'rollup';

export function thinVega(): Plugin;
