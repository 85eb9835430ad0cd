import { drawingStyles } from './drawing.styles.ts';
import { layoutStyles } from './layout.styles.ts';
import { mapStyles } from './map.styles.ts';
import { reportStyles } from './report.styles.ts';
import { toolsStyles } from './tools.styles.ts';

/** In this order: paper has the last word. */
export const audienceStyles = [layoutStyles, mapStyles, drawingStyles, toolsStyles, reportStyles];
