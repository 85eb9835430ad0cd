/** The one script of a page: registers the session at once and each element when the page shows one. */
import './session/define.ts';
import { loadElementsIn } from './element-loader.ts';

loadElementsIn(document);
