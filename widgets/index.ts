/** The browser bundle: registers every element. */
import './sales-curve/define.ts';
import './sales-monitor/define.ts';
import './session/define.ts';
